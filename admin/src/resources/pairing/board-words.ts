import type { BoardCadreRowFragment, BoardItemsQuery, BoardSuggestionRowFragment } from '@qinyou/schema';
import { daysBetween, formatDate, formatNumber, formatSpan, withUnit } from '../../shared/format.ts';

export type BoardItem = BoardItemsQuery['boardItems']['items'][number];
export type BoardCadre = BoardCadreRowFragment;
export type BoardSuggestion = BoardSuggestionRowFragment;
export type BoardKind = BoardItem['kind'];

export const KIND_WORDS: Readonly<Record<BoardKind, string>> = {
  GAP: '交友空白',
  DUPLICATE: '有两名干部',
  OFFICIAL: '没有朋友',
  WAITING: '待安排',
};

/** 谢玉芳户 for a household, 唐小军 for an official. */
export const nameOf = (item: Pick<BoardItem, 'kind' | 'name'>): string =>
  item.kind === 'OFFICIAL' ? item.name : `${item.name}户`;

const NEAR = {
  CLAIMED: '花名册上报的就是这户',
  UNIT_OF_VILLAGE: '单位包这个村',
  SAME_TOWN: '同镇',
  SAME_COUNTY: '同县',
  SENT: '市派到本县',
} as const;

/** 杨柳坝村委会 is the committee; people say 杨柳坝村. */
export const placeName = (name: string): string =>
  name.replace(/村(?:民)?委(?:员)?会/u, '村').replace(/(?:社区)?居(?:民)?委(?:员)?会/u, '社区');

/** Why this cadre for a household: 同镇，名额剩 2. */
export const whyTake = ({ cadre, free }: Pick<BoardSuggestion, 'cadre' | 'free'>): string =>
  cadre.closeness === 'CLAIMED' ? NEAR.CLAIMED : `${NEAR[cadre.closeness]}，名额剩 ${formatNumber(free)}`;

const TIES = { DUTY: '帮扶责任人', PAIRING: '已经结对', ROSTER: '花名册导入' } as const;

/** Where a cadre’s tie to a disputed household comes from. */
export const tieOf = ({ tie }: BoardCadre): string => (tie ? TIES[tie as keyof typeof TIES] : '还没有');

/** Why this one of several stays. */
export const whyKeep = (first: BoardCadre, others: readonly BoardCadre[], today: string): string => {
  if (first.cityOwned) return '归市办统一安排，县里不能换下';
  const since = first.from && first.from < today ? `，结对 ${formatSpan(first.from, today)}` : '';
  if (first.tie === 'DUTY') return `帮扶责任人${since}`;
  if (first.tie === 'PAIRING')
    return `已经结对${first.from && first.from < today ? ` ${formatSpan(first.from, today)}` : ''}`;
  const other = others[0];
  if (other && other.closeness !== first.closeness && first.closeness !== 'CLAIMED')
    return `${NEAR[first.closeness]}；另一名离得远`;
  if (other?.load != null && first.load != null && other.load > first.load)
    return `都是花名册报的，名下户少（${formatNumber(first.load)} 户）`;
  return '都是花名册报的，名字在前';
};

/** The line under a suggestion in the list. */
export const suggestionLines = (item: BoardItem, today: string): { who: string; why: string } => {
  const { suggestion: s, candidates } = item;
  if (item.kind === 'WAITING') return { who: '名额用完了', why: '先给了比这户更难的户' };
  if (!s)
    return item.kind === 'OFFICIAL'
      ? { who: '近处没有空白户', why: '或者说明原因' }
      : { who: '近处没有名额', why: '县里的干部都满了，或等市直派人' };
  if (item.kind === 'DUPLICATE')
    return { who: `留${s.cadre.name}`, why: whyKeep(s.cadre, candidates.slice(1), today) };
  if (item.kind === 'OFFICIAL') return { who: `${placeName(s.village)}${s.headName}户`, why: whyTake(s) };
  return { who: s.cadre.name, why: whyTake(s) };
};

/** 用 2，共 2; nothing of another office’s cadre. */
export const quotaOf = ({ load, quota }: BoardCadre): string =>
  load == null || quota == null ? '不归你看' : `用 ${formatNumber(load)}，共 ${formatNumber(quota)}`;

/** 已经 9 天, or 今天 on the first day. */
export const sinceOf = (since: string, today: string): string => {
  const days = daysBetween(since, today);
  return days <= 0 ? '今天' : withUnit(days, '天');
};

/** 从 3 月 10 日起没有干部，已经 9 天。 */
export const story = (since: string, today: string, what: string): string =>
  since >= today
    ? `今天起${what}。`
    : `从 ${formatDate(since, today)}起${what}，已经 ${sinceOf(since, today)}。`;

/** May be ticked: what can be carried out with others, and an official who can be excused with others. */
export const mayTick = (item: BoardItem, mayWaive: boolean): boolean =>
  isSure(item) || (mayWaive && item.kind === 'OFFICIAL');

/** Carried out with others: a placement that is suggested. */
export const isSure = (item: BoardItem): boolean =>
  item.suggestion !== null && (item.kind === 'GAP' || item.kind === 'OFFICIAL');
