import type { Line, Proposal } from './handover-words.ts';
import type { HandoverWork } from './use-handover.ts';
import { formatFullDate, withUnit } from '../../shared/format.ts';

/** What each step of the wizard is given. */
export interface PaneProps {
  proposal: Proposal;
  work: HandoverWork;
}

/** 双垭村 2 组，4 人，因病，2024 年 1 月 3 日起 */
export const detailOf = ({ village, size, cause, from }: Line): string =>
  [village, withUnit(size, '人'), cause, `${formatFullDate(from)}起`].filter(Boolean).join('，');
