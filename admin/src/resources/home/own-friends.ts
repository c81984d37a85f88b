import { daysBetween } from '../../shared/format.ts';

/** So long a friendship is one that the cadre was given lately. */
const NEW_DAYS = 30;

/** Whether a responsible friend came within the last month. */
export const isNew = ({ kind, from }: { kind: string; from: string }, today: string): boolean =>
  kind === 'RESPONSIBLE' && daysBetween(from, today) <= NEW_DAYS;
