import type { BriefHouseholdsQuery, HandedOverQuery } from '@qinyou/schema';
import { daysBetween } from '../../shared/format.ts';

/** So long after it a handover is news for who took over. */
const NEWS_DAYS = 30;

interface Friendship {
  kind: string;
  source: string;
  from: string;
  to?: string | null;
}

/** Whether a household was handed to them lately and is theirs still. */
export const handedLately = ({ kind, source, from, to }: Friendship, today: string): boolean =>
  kind === 'RESPONSIBLE' && source === 'HANDOVER' && !to && daysBetween(from, today) <= NEWS_DAYS;

export type HandedOver = HandedOverQuery['pairings']['items'][number];
export type BriefHousehold = BriefHouseholdsQuery['householdsByIds'][number];

export interface BriefLine {
  household: BriefHousehold;
  /** Their first day. */
  from: string;
  /** Who was responsible until that day; null where the scope does not reach them. */
  former: { name: string; unit: string; since: string; retained: boolean } | null;
}

/** The households that were handed over with whom they come from. */
export function briefLines(
  handed: readonly HandedOver[],
  households: readonly BriefHousehold[],
): BriefLine[] {
  const byId = new Map(households.map((one) => [one.id, one]));
  return handed.flatMap(({ from, household: card }) => {
    const household = byId.get(card?.id ?? '');
    return household ? [{ household, from, former: formerOf(household, from) }] : [];
  });
}

function formerOf({ friends }: BriefHousehold, from: string): BriefLine['former'] {
  const former = friends.find(({ kind, to }) => kind === 'RESPONSIBLE' && to === from);
  if (!former?.cadre) return null;
  const { id, name, unit } = former.cadre;
  const retained = friends.some(({ kind, to, cadre }) => kind === 'RETAINED' && !to && cadre?.id === id);
  return { name, unit: unit?.name ?? '', since: former.from, retained };
}
