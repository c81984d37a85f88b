import { covers, type Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import type { ItemRow } from './board-items.queries.ts';
import { byNeed } from './board.rules.ts';
import type { Rank } from '../people/index.ts';
import { countyOf, townOf } from '../region/index.ts';
import { actsForCity } from './board.sql.ts';
import {
  candidatesOf,
  CHOICES,
  claimsOf,
  homesOf,
  type CadreRow,
  type ClaimRow,
  type GapRow,
} from './board-suggestions.sql.ts';
import type { BoardCadre, BoardItem, BoardSuggestion } from './board.type.ts';
import { keepFirst, type Claimant } from './keep.rules.ts';
import { placesLeft } from './quota.rules.ts';
import type { Setting } from './setting.ts';
import {
  assignmentKey,
  CLOSENESS,
  nearness,
  suggest,
  type Closeness,
  type SuggestedCadre,
  type SuggestedHousehold,
  type SuggestItem,
} from './suggest.rules.ts';
import { statement } from '../../platform/db/query-builder.ts';

/** The rows with who could take, keep or be given what; at most three statements for the whole page. */
export async function suggestionsFor(
  db: Database,
  scope: Scope,
  setting: Setting,
  today: string,
  rows: readonly ItemRow[],
): Promise<BoardItem[]> {
  const disputed = rows.filter((row) => row.kind === 'DUPLICATE');
  const gaps = rows.filter((row) => row.kind === 'GAP');
  const officials = rows.filter((row) => row.kind === 'OFFICIAL');
  const [claims, candidates, homes] = await Promise.all([
    disputed.length > 0 ? db.rows(scope, statement(claimsOf(disputed, today))) : [],
    gaps.length + officials.length > 0
      ? db.rows(scope, statement(candidatesOf(scope, setting, today, gaps, officials)))
      : [],
    gaps.length + officials.length > 0
      ? db.rows(scope, statement(homesOf(scope, setting, today, gaps, officials)))
      : [],
  ]);

  const shown = new Map(candidates.map((row) => [row.id, row]));
  const plan = planOf(scope, setting, rows, candidates, homes);
  const homeById = new Map(homes.map((home) => [home.id, home]));
  const claimsByHome = Map.groupBy(claims, (claim) => claim.householdId);
  return rows.map((row, i) => {
    const item = { ...row, candidates: [], suggestion: null };
    if (row.kind === 'DUPLICATE')
      return { ...item, ...duplicate(scope, setting, row, claimsByHome.get(row.id) ?? []) };
    const found = plan[i];
    const cadre = found && shown.get(found.cadreId);
    const home = found && homeById.get(found.householdId);
    if (!found || !cadre || !home) return item;
    return { ...item, suggestion: suggestion(scope, setting, cadre, found.closeness, home) };
  });
}

function suggestion(
  scope: Scope,
  setting: Setting,
  row: CadreRow,
  closeness: Closeness,
  home: GapRow,
): BoardSuggestion {
  const cadre = shownCadre(scope, setting, row, closeness, null, null);
  const free = freeOf(setting, row);
  return { householdId: home.id, headName: home.name, village: home.village, cadre, free };
}

/** R6: of another office's cadre the name and the unit, nothing else. */
function shownCadre(
  scope: Scope,
  setting: Setting,
  row: CadreRow,
  closeness: Closeness,
  tie: BoardCadre['tie'],
  from: string | null,
): BoardCadre {
  const own = isOwn(scope, row);
  const { id, name, unit, rankTitle, load, cityOwned } = row;
  const more = own
    ? { rankTitle, load, quota: quotaOf(setting, row) }
    : { rankTitle: null, load: null, quota: null };
  return { id, name, unit, ...more, tie, from, closeness, cityOwned: cityOwned && !actsForCity(scope) };
}

/** R1: a household that somebody is promised takes a place of theirs. */
const freeOf = (setting: Setting, row: CadreRow) =>
  placesLeft(row.load + row.promised, quotaOf(setting, row));

const quotaOf = (setting: Setting, { rank }: CadreRow) => setting.quota[rank as Rank] ?? 0;

function duplicate(scope: Scope, setting: Setting, row: ItemRow, claims: readonly ClaimRow[]) {
  const inOrder = keepFirst(
    claims.map((claim): Claimant & { claim: ClaimRow } => ({
      cadreId: claim.id,
      tie: claim.tie,
      from: claim.from,
      closeness: claim.villages.length > 0 ? 1 : townOf(claim.path) === townOf(row.path) ? 2 : 3,
      load: claim.load,
      cityOwned: claim.cityOwned && !actsForCity(scope),
      claim,
    })),
  );
  const closeness = (one: Claimant) =>
    (['CLAIMED', 'UNIT_OF_VILLAGE', 'SAME_TOWN', 'SAME_COUNTY'] as const)[one.closeness];
  const candidates = inOrder.map((one) =>
    shownCadre(scope, setting, one.claim, closeness(one) ?? 'SAME_COUNTY', one.tie, one.from),
  );
  const [cadre] = candidates;
  if (!cadre) return { candidates };
  const suggestion = { householdId: row.id, headName: row.name, village: row.place, cadre, free: 0 };
  return { candidates, suggestion };
}

const placeOf = (path: string) => ({ countyPath: countyOf(path) ?? '', townPath: townOf(path) });

/** In the caller's scope, or sent there by the city (R6): theirs to place. */
const isOwn = (scope: Scope, { path, sentTo }: CadreRow): boolean =>
  covers(scope, path) || (sentTo !== null && covers(scope, sentTo));

const asCadre = (scope: Scope, setting: Setting, c: CadreRow): SuggestedCadre => ({
  id: c.id,
  unitId: c.unitId,
  ...placeOf(c.sentTo ?? c.path),
  sent: c.sentTo !== null,
  load: c.load,
  free: isOwn(scope, c) ? freeOf(setting, c) : 0,
});

const asHousehold = (h: GapRow): SuggestedHousehold => ({
  id: h.id,
  villageId: h.villageId,
  ...placeOf(h.path),
  need: h.need,
  claimant: h.claimant,
});

const assignmentsOf = (candidates: readonly CadreRow[]): Set<string> =>
  new Set(candidates.flatMap((c) => c.villages.map((village) => assignmentKey(c.unitId, village))));

/** Everybody near with a place for a household, or every gap near for a cadre, nearest first: for who would rather choose. */
export async function choicesFor(
  db: Database,
  scope: Scope,
  setting: Setting,
  today: string,
  row: Pick<ItemRow, 'id' | 'path' | 'villageId'> & { kind: 'GAP' | 'OFFICIAL' },
): Promise<BoardSuggestion[]> {
  const [gaps, officials] = row.kind === 'GAP' ? [[row], []] : [[], [row]];
  const [candidates, homes] = await Promise.all([
    db.rows(scope, statement(candidatesOf(scope, setting, today, gaps, officials))),
    db.rows(scope, statement(homesOf(scope, setting, today, gaps, officials))),
  ]);
  const assignments = assignmentsOf(candidates);
  const pairs = candidates.flatMap((c) =>
    homes.flatMap((h) => {
      const cadre = asCadre(scope, setting, c);
      const closeness = nearness(cadre, asHousehold(h), assignments);
      if (closeness === null || (closeness !== 'CLAIMED' && cadre.free === 0)) return [];
      return row.kind === 'GAP' || c.id === row.id ? [{ c, h, closeness }] : [];
    }),
  );
  const order = pairs.toSorted(
    (a, b) =>
      CLOSENESS.indexOf(a.closeness) - CLOSENESS.indexOf(b.closeness) ||
      a.c.load - b.c.load ||
      byNeed(a.h, b.h) ||
      (a.c.id < b.c.id ? -1 : 1),
  );
  return order.slice(0, CHOICES).map(({ c, h, closeness }) => suggestion(scope, setting, c, closeness, h));
}

function planOf(
  scope: Scope,
  setting: Setting,
  rows: readonly ItemRow[],
  candidates: readonly CadreRow[],
  homes: readonly GapRow[],
) {
  const cadres = candidates.map((row) => asCadre(scope, setting, row));
  const households = homes.map(asHousehold);
  const cadreById = new Map(cadres.map((c) => [c.id, c]));
  const homeById = new Map(households.map((h) => [h.id, h]));
  const items: { at: number; item: SuggestItem }[] = [];
  rows.forEach(({ kind, id }, at) => {
    const household = kind === 'GAP' ? homeById.get(id) : undefined;
    const cadre = kind === 'OFFICIAL' ? cadreById.get(id) : undefined;
    if (household) items.push({ at, item: { kind: 'GAP', household } });
    else if (cadre) items.push({ at, item: { kind: 'OFFICIAL', cadre } });
  });
  const assignments = assignmentsOf(candidates);
  const answers = suggest({ items: items.map(({ item }) => item), cadres, households, assignments });
  const plan: (ReturnType<typeof suggest>[number] | undefined)[] = Array.from({ length: rows.length });
  items.forEach(({ at }, i) => (plan[at] = answers[i]));
  return plan;
}
