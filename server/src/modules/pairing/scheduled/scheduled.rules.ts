import type { Day } from '../pairing.rules.ts';

/** How far ahead a handover may be ordered: whoever retires is known a year before; what lies further is nobody's to promise today. */
export const MOST_DAYS_AHEAD = 365;

const DAY_MS = 86_400_000;

/** What is wrong with the day of a handover that is ordered today; null where nothing is. */
export function dayFault(on: Day, today: Day): string | null {
  if (on <= today) return '预定要选今天以后的日子';
  const ahead = (Date.parse(on) - Date.parse(today)) / DAY_MS;
  return ahead > MOST_DAYS_AHEAD ? '最多预定一年以内的日子' : null;
}

/** R1: a household that somebody is promised takes a place of theirs for whoever promises next. */
export const noPlaceLeft = (load: number, promised: number, quota: number): string =>
  `接手人的名额不够：手上 ${load} 户，预定接手 ${promised} 户，名额 ${quota}。换一名，或先不交这一户`;
