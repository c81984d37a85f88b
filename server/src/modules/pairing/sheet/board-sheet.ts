import type { BoardKind } from '../board.rules.ts';
import type { BoardCadre, BoardItem } from '../board.type.ts';
import { daysBetween } from '../confirmation/light.rules.ts';
import type { Closeness } from '../suggest.rules.ts';
import type { Column } from './official-sheet.ts';

export const KIND_WORDS: Readonly<Record<BoardKind, string>> = {
  DUPLICATE: '有两名干部',
  GAP: '交友空白',
  OFFICIAL: '没有朋友',
  WAITING: '待安排',
};

const NEAR: Readonly<Record<Closeness, string>> = {
  CLAIMED: '花名册上报的就是这户',
  UNIT_OF_VILLAGE: '单位包这个村',
  SAME_TOWN: '同镇',
  SAME_COUNTY: '同县',
  SENT: '市派到本县',
};

const TIES = { DUTY: '帮扶责任人', PAIRING: '已经结对', ROSTER: '花名册报的' } as const;

const named = ({ name, unit }: BoardCadre): string => `${name}（${unit}）`;

/** Who has the household now: both of a disputed one, nobody otherwise. */
const holders = ({ candidates }: BoardItem): string =>
  candidates.map((cadre) => `${named(cadre)}${cadre.tie ? `，${TIES[cadre.tie]}` : ''}`).join('；');

/** What to do about an item: 交给 …, 留 …, 给 … 户. */
function adviceOf({ kind, suggestion }: Pick<BoardItem, 'kind' | 'suggestion'>): string {
  if (kind === 'WAITING') return '名额用完了，先给了比这户更难的户';
  if (!suggestion) return kind === 'OFFICIAL' ? '近处没有空白户，或说明原因' : '近处没有名额';
  const { cadre, village, headName, free } = suggestion;
  if (kind === 'DUPLICATE') return `留${named(cadre)}`;
  const why = `${NEAR[cadre.closeness]}，名额剩 ${free}`;
  return kind === 'OFFICIAL' ? `给${village}${headName}户：${why}` : `交给${named(cadre)}：${why}`;
}

/** The board as a list on paper; names as the list shows them, no numbers of anybody. */
export const boardColumns = (today: string): readonly Column<BoardItem>[] => [
  ['序号', 6, (_row, place) => place],
  ['情况', 11, (row) => KIND_WORDS[row.kind]],
  ['户主、干部', 10, (row) => row.name],
  ['镇', 11, (row) => row.town ?? ''],
  ['村组、单位', 20, (row) => row.place],
  ['人口', 6, (row) => row.size],
  ['户类型', 13, (row) => row.status ?? ''],
  ['致贫原因', 11, (row) => row.cause ?? ''],
  ['从何时起', 12, (row) => row.since],
  ['已有天数', 9, (row) => Math.max(0, daysBetween(row.since, today))],
  ['现有干部', 30, holders],
  ['建议', 34, adviceOf],
];
