import { isActive, type Refusal } from '../../pairing/index.ts';

/** What settling a pair by hand goes by. */
export interface PinFacts {
  kind: 'PIN' | 'BAN';
  /** Both lie in the area that the run decides about. */
  householdHere: boolean;
  cadreHere: boolean;
  /** R6: the city has sent the cadre to another county. */
  sentElsewhere: boolean;
  /** R6: a county's own people stay in it. */
  ofAnotherCounty: boolean;
  eligible: boolean;
  claimed: boolean;
  kin: boolean;
  /** The cadre is kept as a friend there (R7). */
  retained: boolean;
  cadreStatus: string;
  waived: boolean;
  /** A handover of theirs is ordered for a day to come (R7). */
  leaving: boolean;
  /** The responsible friends of today; `ordered`: a handover to come takes the household from them (R7). */
  friends: readonly { cadreId: string; here: boolean; duty: boolean; ordered: boolean }[];
  cadreId: string;
}

/** Whether a pair may be pinned or forbidden; null where it may. What stands already may be pinned whatever it is. */
export function maySettle(f: PinFacts): Refusal | null {
  if (!f.householdHere || !f.cadreHere) return no('R6', '这户或这名干部不归这次分配管');
  const others = f.friends.filter(({ cadreId }) => cadreId !== f.cadreId);
  const own = f.friends.find(({ cadreId }) => cadreId === f.cadreId);
  if (f.kind === 'BAN') return own ? mayPart(f, own, others.length) : null;
  if (own && others.length === 0) return null;
  if (f.ofAnotherCounty) return no('R6', '县里的干部只安排在本县，这户在别的县');
  if (f.sentElsewhere) return no('R6', '这名干部今年派到了别的县，先收回，再固定到这里');
  if (!f.eligible) return no(null, '这户不在帮扶范围，不参加分配');
  if (f.claimed) return no('R2', '花名册上还有没定的认领，先在「有两名干部」里定');
  if (f.kin) return no(null, '这名干部申报过是这户的亲属，要回避');
  if (f.retained) return no('R7', '这名干部已是这户保留的朋友，先结束那段');
  if (!isActive(f.cadreStatus) || f.waived) return no('R1', '这名干部今年不安排结对户');
  if (f.leaving) return no('R7', '这名干部预定了把户交出去，换一名');
  if (others.length > 1) return no('R2', '这户有几名责任干部，先定留谁');
  if (others[0]?.duty) return no('R4', '这户原来的干部是帮扶责任人，不能换下');
  if (others[0]?.ordered) return no('R7', ORDERED);
  if (others[0] && !others[0].here) return no('R6', '这户原来的干部归市办统一安排，换下他要市办来办');
  return null;
}

/** A pair that stands may be forbidden where the run may decide about it; elsewhere the ban would come to nothing. */
function mayPart(
  { claimed }: PinFacts,
  { here, duty, ordered }: PinFacts['friends'][number],
  others: number,
): Refusal | null {
  if (duty) return no('R4', '他是这户的帮扶责任人，先变更帮扶责任');
  if (ordered) return no('R7', ORDERED);
  if (!here) return no('R6', '这名干部归市办统一安排，换下他要市办来办');
  if (claimed) return no('R2', '花名册上还有没定的认领，先在「有两名干部」里定');
  return others > 0 ? no('R2', '这户有几名责任干部，先定留谁') : null;
}

const ORDERED = '这户预定了交接，先撤销那次预定';

const no = (rule: Refusal['rule'], message: string): Refusal => ({ rule, message });
