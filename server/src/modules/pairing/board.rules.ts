import { isActive, stands, type Day, type PairingKind } from './pairing.rules.ts';
import { placesLeft } from './quota.rules.ts';

/** What can be wrong (R2, R5). A household or official stands on the board once, under one of them. */
export const BOARD_KINDS = ['DUPLICATE', 'GAP', 'OFFICIAL', 'WAITING'] as const;
export type BoardKind = (typeof BOARD_KINDS)[number];

export interface BoardFacts {
  today: Day;
  cap: number;
  /** Counties, with what the city has sent each of them of its units' places (R6). */
  counties: readonly { path: string; sent: number }[];
  households: readonly { id: string; path: string; eligible: boolean; need: number }[];
  cadres: readonly { id: string; kind: string; status: string; quota: number; administeredBy: string }[];
  pairings: readonly {
    householdId: string;
    cadreId: string;
    kind: PairingKind;
    from: Day;
    to: Day | null;
    withdrawn: boolean;
  }[];
  openClaims: readonly { householdId: string; cadreId: string }[];
  /** Cadres excused for the year. */
  waived: ReadonlySet<string>;
}

/**
 * The board by its definition, over everything there is: what the scoped query must equal.
 * Returns households and officials by identifier with what they stand under.
 */
export function board(f: BoardFacts): Map<string, BoardKind> {
  const standing = f.pairings.filter((p) => p.kind === 'RESPONSIBLE' && !p.withdrawn && stands(p, f.today));
  const result = new Map<string, BoardKind>();

  const who = Map.groupBy([...standing, ...f.openClaims], (row) => row.householdId);
  const disputed = (id: string) => new Set(who.get(id)?.map((row) => row.cadreId)).size > f.cap;
  const befriended = new Set(standing.map((p) => p.householdId));
  const loads = new Map<string, number>();
  for (const p of standing) loads.set(p.cadreId, (loads.get(p.cadreId) ?? 0) + 1);

  for (const h of f.households) if (disputed(h.id)) result.set(h.id, 'DUPLICATE');
  for (const c of f.cadres)
    if (isOwed(c) && !f.waived.has(c.id) && !loads.has(c.id)) result.set(c.id, 'OFFICIAL');

  const cadres = new Map(f.cadres.map((c) => [c.id, c]));
  for (const county of f.counties) {
    const own = f.cadres.filter((c) => c.administeredBy === county.path && isOwed(c) && !f.waived.has(c.id));
    const within = f.households.filter((h) => h.path.startsWith(county.path));
    const ids = new Set(within.map((h) => h.id));
    // A sent place is spent by a standing pairing of a unit that the county does not administer.
    const spent = standing.filter(
      (p) =>
        ids.has(p.householdId) && !f.counties.some((c) => c.path === cadres.get(p.cadreId)?.administeredBy),
    );
    const places =
      own.reduce((sum, c) => sum + placesLeft(loads.get(c.id) ?? 0, c.quota), 0) +
      placesLeft(spent.length, county.sent);
    // A disputed household takes one of these places when it is decided, so deciding it makes no new waiting household.
    const promised = within.filter((h) => disputed(h.id) && !befriended.has(h.id)).length;
    const friendless = within.filter((h) => h.eligible && !befriended.has(h.id) && !disputed(h.id));
    const split = splitFriendless(friendless, places - promised);
    for (const h of split.gaps) result.set(h.id, 'GAP');
    for (const h of split.waiting) result.set(h.id, 'WAITING');
  }
  return result;
}

/** R1: an official at work owes a friendship; others (R8) may. */
export const isOwed = (c: { kind: string; status: string }): boolean =>
  c.kind === 'OFFICIAL' && isActive(c.status);

/** R5: of one county's friendless households the neediest as many as there are places are gaps; the rest wait. */
export function splitFriendless<H extends { id: string; need: number }>(
  friendless: readonly H[],
  places: number,
): { gaps: H[]; waiting: H[] } {
  const inOrder = friendless.toSorted(byNeed);
  const cut = Math.max(0, places);
  return { gaps: inOrder.slice(0, cut), waiting: inOrder.slice(cut) };
}

/** Hardest off first; the identifier settles ties, so the same facts give the same board. */
export const byNeed = (a: { id: string; need: number }, b: { id: string; need: number }): number =>
  b.need - a.need || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
