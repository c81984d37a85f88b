import { REPORT_WORDS } from '../confirmation/confirmation-words.ts';
import { withUnit } from '../../shared/format.ts';
import type { BoardRun } from './use-board-run.ts';

type Facts = Pick<
  BoardRun,
  'kind' | 'state' | 'found' | 'total' | 'done' | 'refused' | 'waiverReason' | 'reason'
>;

/** What is counted: people excused, pairs made. */
export const unitOf = ({ kind }: Pick<Facts, 'kind'>): string => (kind === 'WAIVE' ? '人' : '对');

/** 照建议结成 1,234 对, 给 260 人说明原因. */
export const deed = (run: Facts, n: number): string =>
  run.kind === 'WAIVE' ? `给 ${withUnit(n, '人')}说明原因` : `照建议结成 ${withUnit(n, '对')}`;

/** What has been worked out: how many there are to do, and what is left out. */
export const plannedWords = (run: Facts): string => {
  if (run.total === 0)
    return run.kind === 'WAIVE'
      ? '这里没有要说明原因的干部。'
      : '这里没有有把握的：近处没有名额，或没有空白户。';
  if (run.kind === 'WAIVE') {
    const why = run.reason ?? (run.waiverReason ? REPORT_WORDS[run.waiverReason] : '');
    return `算好了：${withUnit(run.total, '人')}没有朋友，原因都写「${why}」。`;
  }
  return `算好了：这 ${withUnit(run.found, '条')}能结成 ${withUnit(run.total, '对')}，没有干部会超名额。`;
};

/** What became of it, or how far it came. */
export const outcomeWords = (run: Facts): string => {
  const unit = unitOf(run);
  const left = run.total - run.done - run.refused;
  const done =
    run.state === 'DONE' ? `办完了：${withUnit(run.done, unit)}` : `办了 ${withUnit(run.done, unit)}`;
  const refused = run.refused > 0 ? `，${withUnit(run.refused, unit)}情况变了没办` : '';
  const rest = left > 0 ? `，还有 ${withUnit(left, unit)}没办` : '';
  return `${done}${refused}${rest}。`;
};
