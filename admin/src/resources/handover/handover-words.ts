import type { HandoverProposalQuery } from '@qinyou/schema';
import { daysBetween, formatDate, formatFullDate, withUnit } from '../../shared/format.ts';
import type { Scheduled } from './scheduled/scheduled-words.ts';

export type Proposal = HandoverProposalQuery['handoverProposal'];
export type Line = Proposal['lines'][number];

export interface Successor {
  id: string;
  name: string;
  unit: string;
}

/** Why a caseload goes to others; what is written is the word, with one's own words behind it. */
export const WHY = ['调动', '退休', '离职', '生病', '借调', '别的原因'] as const;
export type Why = (typeof WHY)[number];

const OF_STATUS: Readonly<Record<string, Why>> = {
  RETIRED: '退休',
  LEFT: '离职',
  ILL: '生病',
  SECONDED: '借调',
};

/** Whoever has stopped is nobody's responsible friend again, so that a handover of theirs stays (R7). */
export const canBeTakenBack = (status: string): boolean => !['RETIRED', 'LEFT', 'DECEASED'].includes(status);

export interface Choices {
  /** Pairings that stay where they are. */
  left: ReadonlySet<string>;
  /** Successors chosen by hand, by pairing; all others are as proposed. */
  byHand: ReadonlyMap<string, Successor>;
  /** The successors' first day. */
  on: string;
  why: Why | '';
  words: string;
  retain: boolean;
}

export const startingWith = (status: string, today: string): Choices => ({
  left: new Set(),
  byHand: new Map(),
  on: today,
  why: OF_STATUS[status] ?? '',
  words: '',
  retain: false,
});

/** The choices of an order that is decided anew; what stands in its way is proposed afresh. */
export function startingFrom(order: Scheduled, lines: readonly Line[]): Choices {
  const ordered = new Map(order.lines.map((line) => [line.id, line]));
  const why = WHY.find((word) => order.reason === word || order.reason.startsWith(`${word}，`));
  const byHand = new Map<string, Successor>();
  for (const { id, successorId, successor, successorUnit, problem } of order.lines)
    if (successor && !problem)
      byHand.set(id, { id: successorId, name: successor, unit: successorUnit ?? '' });
  return {
    left: new Set(lines.filter(({ id }) => !ordered.has(id)).map(({ id }) => id)),
    byHand,
    on: order.on,
    why: why ?? '别的原因',
    words: why ? order.reason.slice(why.length + 1) : order.reason,
    retain: order.retain,
  };
}

/** Whether it is only ordered now, for a day to come. */
export const isAhead = ({ on }: Pick<Choices, 'on'>, today: string): boolean => on > today;

export interface Going {
  line: Line;
  successor: Successor | null;
  /** 同单位；手上 0 户，名额 2; null where it was chosen by hand. */
  why: string | null;
}

export interface Plan {
  going: Going[];
  staying: Line[];
  /** Households that go and have nobody yet. */
  open: number;
}

/** What the choices come to. */
export function planOf(lines: readonly Line[], { left, byHand }: Choices): Plan {
  const going = lines
    .filter(({ id }) => !left.has(id))
    .map((line) => {
      const chosen = byHand.get(line.id);
      return {
        line,
        successor: chosen ?? line.successor,
        why: chosen ? null : (line.successor?.why ?? null),
      };
    });
  const staying = lines.filter(({ id }) => left.has(id));
  return { going, staying, open: going.filter(({ successor }) => !successor).length };
}

/** So far ahead the server takes an order. */
export const MOST_DAYS_AHEAD = 365;

export type Faults = Partial<Record<'on' | 'why' | 'words', string>>;

/** What is still wrong with day and reason, before anything is sent. */
export function faultsOf({ on, why, words }: Choices, { going }: Plan, today: string): Faults {
  const late = going.find(({ line }) => on <= line.from);
  const twice = going.find(({ line }) => line.scheduledOn);
  const faults: Faults = {};
  if (!on) faults.on = '选交接的日期';
  else if (daysBetween(today, on) > MOST_DAYS_AHEAD) faults.on = '最多预定一年以内的日子';
  else if (on > today && twice)
    faults.on = `${twice.line.head}户已经预定 ${formatDate(twice.line.scheduledOn)}交接。先撤销那一次，或先不交这一户`;
  else if (late)
    faults.on = `${late.line.head}户的结对从 ${formatFullDate(late.line.from)}开始，交接要晚于这一天，或先不交这一户`;
  if (!why) faults.why = '选一个原因';
  if (why === '别的原因' && !words.trim()) faults.words = '写明原因';
  return faults;
}

/** 退休，手续办完了: the reason as it is written down. */
export const reasonOf = ({ why, words }: Choices): string =>
  [why === '别的原因' ? '' : why, words.trim()].filter(Boolean).join('，');

const dayBefore = (iso: string): string =>
  new Date(Date.parse(`${iso}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** 李家全户：王某做到 3 月 4 日，3 月 5 日起张某接着做，没有一天空着 */
export const sentenceOf = (from: string, { line, successor }: Going, on: string): string =>
  `${line.head}户：${from}做到 ${formatDate(dayBefore(on))}，${formatDate(on)}起${successor?.name ?? ''}接着做，没有一天空着`;

/** Whether the old friend stays one: asked for, or because the duty stands (R4). */
export const staysFriend = ({ line }: Going, { retain }: Choices): boolean => retain || line.duty;

/** 3 户交接好了：今天起由张某、李某负责 */
export function saidOf(going: readonly Going[], on: string): string {
  const names = [...new Set(going.map(({ successor }) => successor?.name ?? ''))];
  return `${withUnit(going.length, '户')}交接好了，${formatDate(on)}起由${names.join('、')}负责`;
}

/** 预定好了：4 月 1 日起 3 户由张某、李某负责 */
export function saidOfOrder(going: readonly Going[], on: string): string {
  const names = [...new Set(going.map(({ successor }) => successor?.name ?? ''))];
  return `预定好了：${formatDate(on)}起 ${withUnit(going.length, '户')}由${names.join('、')}负责`;
}

/** Where the briefs of these successors stand. */
export const briefsOf = (going: readonly Going[]): string => {
  const ids = new Set(going.flatMap(({ successor }) => successor?.id ?? []));
  return `/briefs?${[...ids].map((id) => `cadre=${id}`).join('&')}`;
};
