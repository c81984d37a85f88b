import { undoFault, type UndoFacts } from '../../platform/undo.rules.ts';
import { placesLeft } from './quota.rules.ts';

/** An ISO date, `2026-03-31`; such strings order as the days do. */
export type Day = string;

/** `[from, to)`; an open end is null. */
export interface Period {
  from: Day;
  to: Day | null;
}

export type PairingKind = 'RESPONSIBLE' | 'RETAINED';

/** What the rules need to know of one pairing that was not withdrawn. */
export interface PairingFact extends Period {
  cadreId: string;
  kind: PairingKind;
  slot: number | null;
}

/** Who can still be given a household: somebody who works, a seconded one too (R7). */
export const isActive = (status: string): boolean => status === 'ACTIVE' || status === 'SECONDED';

/** A rule's no: which rule, and what a person reads. `field` where one input is at fault. */
export interface Refusal {
  rule: 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6' | 'R7' | 'R26' | 'R31' | null;
  message: string;
  field?: string;
}

export const overlap = (a: Period, b: Period): boolean =>
  (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to);

/** Not over by that day. Endings never lie in the future, so whoever stands today stands with an open end. */
export const stands = (p: Period, today: Day): boolean => p.to === null || p.to > today;

/** R2: the lowest slot of 1..cap that nobody responsible holds on any day of the period; null where all are taken. */
export function lowestFreeSlot(pairings: readonly PairingFact[], period: Period, cap: number): number | null {
  const taken = new Set(
    pairings.filter((p) => p.kind === 'RESPONSIBLE' && overlap(p, period)).map((p) => p.slot),
  );
  for (let slot = 1; slot <= cap; slot++) if (!taken.has(slot)) return slot;
  return null;
}

/**
 * The first day from `wanted` on which a household has a place for this cadre for good; null where none comes free. A claim
 * that reaches back into somebody else's time begins when that time was over.
 */
export function earliestStart(
  pairings: readonly PairingFact[],
  cadreId: string,
  wanted: Day,
  cap: number,
): Day | null {
  const ends = pairings.flatMap((p) => (p.to !== null && p.to > wanted ? [p.to] : []));
  const free = (from: Day) =>
    lowestFreeSlot(pairings, { from, to: null }, cap) !== null &&
    !pairings.some((p) => p.cadreId === cadreId && overlap(p, { from, to: null }));
  return [wanted, ...ends.toSorted()].find(free) ?? null;
}

export interface PlacementFacts {
  today: Day;
  from: Day;
  cap: number;
  /**
   * R6. `cityOwned`: the city administers the unit, and the caller is not the city. `sent`: the county that the city has sent them to.
   * `county`: whose own they are, null for the city's.
   * R5. `excused`: for the year. R7. `leavingOn`: the day on which they are to hand over what they have.
   */
  cadre: {
    id: string;
    status: string;
    load: number;
    /** R1: places of theirs that are kept for handovers to come: a proposal takes none of them, a person may. */
    promised: number;
    quota: number;
    cityOwned: boolean;
    sent: string | null;
    county: string | null;
    excused: boolean;
    leavingOn: Day | null;
  };
  household: { endedOn: Day | null; path: string };
  /** The household's pairings that were not withdrawn. */
  pairings: readonly PairingFact[];
  /** Cadres with an open claim on the household. */
  claimants: readonly string[];
  /** R4: an open assistance duty binds the two: pinned, over quota too. */
  duty: boolean;
  /** R26: the cadre has declared the household as kin. */
  kin: boolean;
  /** A claim or a choice between two records what already is: the quota limits only new placements (R1). */
  existing: boolean;
}

/** May this cadre take this household, and in which slot? R1–R4, R6, R7, R26 in the order in which a person can act on the answer. */
export function place(f: PlacementFacts): { slot: number } | Refusal {
  const period = { from: f.from, to: null };
  if (f.from > f.today) return no(null, '开始日期不能晚于今天', 'from');
  if (f.household.endedOn !== null) return no('R7', '这户已经注销，不能再结对');
  if (!isActive(f.cadre.status)) return no('R1', '这名干部已经不在岗，换一名在岗的');
  const sentHere = f.cadre.sent !== null && f.household.path.startsWith(f.cadre.sent);
  if (!f.existing && !sentHere && f.cadre.cityOwned) return no('R6', '这名干部归市办统一安排，请市办来派');
  if (!f.existing && !sentHere && !f.duty && f.cadre.sent !== null)
    return no('R6', '这名干部今年派到了别的县，先收回，再安排到这里');
  if (!f.existing && !f.duty && f.cadre.county !== null && !f.household.path.startsWith(f.cadre.county))
    return no('R6', '县里的干部只安排在本县，这户在别的县');
  const mine = f.pairings.find((p) => p.cadreId === f.cadre.id && overlap(p, period));
  if (mine) {
    return no(
      'R3',
      mine.to === null ? '这名干部和这户已经结对' : `这名干部和这户的结对到 ${mine.to} 为止，从那天起再结对`,
    );
  }
  if (!f.existing && f.kin) return no('R26', '这户是这名干部申报的亲属，换一名');
  if (!f.existing && !f.duty) {
    if (f.cadre.excused) return no('R1', '这名干部今年不安排结对户（有情况说明），换一名');
    if (f.cadre.leavingOn !== null && f.cadre.leavingOn > f.from)
      return no('R7', `这名干部预定了 ${f.cadre.leavingOn} 把户交出去，换一名`);
  }
  const slot = lowestFreeSlot(f.pairings, period, f.cap);
  if (slot === null) return no('R2', `这户已有 ${f.cap} 名责任干部，先结束原来的结对`);
  if (claimedByOthers(f) >= f.cap)
    return no('R2', '花名册上还有别的干部报了这户，先在「有两名干部」里定留谁');
  const { load, promised, quota } = f.cadre;
  if (!f.duty && !f.existing && placesLeft(load + promised, quota) === 0) {
    const kept = promised > 0 ? `，预定接手 ${promised}` : '';
    return no('R1', `这名干部的名额用完了（用 ${load}${kept}，共 ${quota}），换一名有名额的`);
  }
  return { slot };
}

/** Others who hold or claim the household, each counted once. */
function claimedByOthers(f: PlacementFacts): number {
  const standing = f.pairings.filter((p) => p.kind === 'RESPONSIBLE' && stands(p, f.today));
  const others = new Set([...f.claimants, ...standing.map((p) => p.cadreId)]);
  others.delete(f.cadre.id);
  return others.size;
}

export interface EndingFacts {
  today: Day;
  to: Day;
  pairing: Period & { kind: PairingKind; withdrawn: boolean };
  duty: boolean;
  /** The old friendship stays as RETAINED from the same day (R7). */
  retain: boolean;
  /** The city administers the cadre's unit, and the caller is not the city (R6). */
  cityOwned: boolean;
}

/**
 * Ends a pairing on `to`, the first day without it. One that began on that day or later never was: it is withdrawn.
 * R4: while the duty stands the household stays a friend, so ending is refused unless the friendship is retained.
 * R6: displacing a cadre of the city's needs the city.
 */
export function ending(f: EndingFacts): 'END' | 'WITHDRAW' | Refusal {
  if (f.pairing.withdrawn || f.pairing.to !== null) return no('R7', '这段结对已经结束');
  if (f.cityOwned) return no('R6', '这名干部归市办统一安排，换下他要市办来办');
  if (f.to > f.today) return no(null, '结束日期不能晚于今天', 'to');
  if (f.retain && f.pairing.kind === 'RETAINED') return no('R7', '他们已经是保留的朋友');
  if (f.duty && !f.retain && f.pairing.kind === 'RESPONSIBLE') {
    return no('R4', '他还是这户的帮扶责任人，结对不能断：先变更帮扶责任，或者选「仍做朋友」');
  }
  return f.to <= f.pairing.from ? 'WITHDRAW' : 'END';
}

export interface UndoActFacts extends UndoFacts {
  /** How many things it did, and how many of them the present identity (R31) reaches. */
  things: number;
  within: number;
  /** The pairings that it ended and that would stand again: how their two sides are by now. */
  revived: readonly {
    headName: string;
    endedOn: Day | null;
    cadre: string;
    status: string;
    /** Since when the cadre has that status; null where it isn't known here. */
    since: Date | null;
  }[];
}

/** R7: whoever has stopped since is nobody's responsible friend again; who had before is as the act found them. */
function hasStoppedSince(at: Date, { status, since }: UndoActFacts['revived'][number]): boolean {
  if (status === 'DECEASED') return true;
  return (status === 'RETIRED' || status === 'LEFT') && (since === null || since > at);
}

const UNDO_SENTENCES = {
  changedSince: '这一步之后又有人改过，不能再撤销。请在结对记录里直接改',
  late: '过了 24 小时，不能再撤销。请在结对记录里直接改',
};

/** An act is taken back as `undoFault` has it, and whole: under an identity that reaches all of it, to two who can still be friends. */
export function undo(f: UndoActFacts): 'UNDO' | Refusal {
  const fault = undoFault(f, UNDO_SENTENCES);
  if (fault) return no(null, fault);
  if (f.within < f.things) {
    return no('R31', '这一步有的地方当前身份管不着。切换到办这一步时的身份，再整个撤销');
  }
  const ended = f.revived.find(({ endedOn }) => endedOn !== null);
  if (ended) return no('R7', `${ended.headName}户已经注销，原来的结对不能再接上`);
  const gone = f.revived.find((one) => hasStoppedSince(f.at, one));
  if (gone) return no('R7', `${gone.cadre}已不在岗，原来的结对不能再接上。要恢复，先改回在岗`);
  return 'UNDO';
}

export const isRefusal = (answer: object | string): answer is Refusal =>
  typeof answer === 'object' && 'message' in answer;

const no = (rule: Refusal['rule'], message: string, field?: string): Refusal =>
  field === undefined ? { rule, message } : { rule, message, field };
