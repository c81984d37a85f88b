import type {
  AllocationBindingPartsFragment,
  AllocationCountsPartsFragment,
  AllocationLineKind,
  AllocationRunRowFragment,
  AllocationStage,
  AllocationState,
  AllocationStep,
  AllocationWeights,
} from '@qinyou/schema';
import { tight, withUnit } from '../../shared/format.ts';
import { placeName } from '../pairing/board-words.ts';
import { RANK } from '../people/people-words.ts';

export type Counts = AllocationCountsPartsFragment;
export type Binding = AllocationBindingPartsFragment;
export type FullRank = Binding['quotas'][number];
export type BindingPair = Binding['byHand'][number];
export type Weights = Omit<AllocationWeights, '__typename'>;

export const STATE_WORDS: Readonly<Record<AllocationState, string>> = {
  WORKING: '正在算',
  PROPOSED: '提案，还没有写入',
  PUBLISHING: '正在发布',
  PUBLISHED: '已发布',
  STOPPED: '停下了',
  DISCARDED: '已放弃',
  FAILED: '没算成',
};

const STEP_WORDS: Readonly<Record<AllocationStep, string>> = {
  READING: '读取干部和农户',
  GROUPING: '把情形相同的归成一类',
  OFFICIALS: '先让每名干部都有户',
  HOUSEHOLDS: '让尽量多的户有干部',
  CHANGES: '原来的结对尽量不动',
  NEED: '最困难的户排在前面',
  STEADY: '上一稿的新结对尽量不动',
  WISHES: '照顾包村、同镇和专长',
  SPREADING: '落到每一户',
  STORING: '存下提案',
  WRITING: '写入结对',
};

/** 正在算：让尽量多的户有干部. */
export const progressWords = ({ state, step }: Pick<AllocationRunRowFragment, 'state' | 'step'>): string =>
  `${state === 'PUBLISHING' ? '正在发布' : '正在算'}：${step ? STEP_WORDS[step] : '排着队，马上开始'}`;

export const KIND_WORDS: Readonly<Record<AllocationLineKind, string>> = {
  KEPT: '保留',
  NEW: '新结',
  MOVED: '换人',
  RELEASED: '暂缺',
  WAITING: '仍没有',
};

/** What comes first, in the order that decides (R9). */
export const STAGE_WORDS: Readonly<Record<AllocationStage, string>> = {
  OFFICIALS: '干部都有户',
  HOUSEHOLDS: '户都有干部',
  CHANGES: '少换人',
  NEED: '最困难的先安排',
  STEADY: '少改上一稿',
  WISHES: '照顾看重的',
};

export const WEIGHT_WORDS: Readonly<Record<keyof Weights, string>> = {
  lookedAfter: '本单位包村',
  sameTown: '同镇',
  sameCounty: '同县',
  fieldFits: '专长对上主因',
  evenCadres: '各人负担均匀',
  evenUnits: '各单位负担均匀',
};
export const WEIGHTS = Object.keys(WEIGHT_WORDS) as (keyof Weights)[];

/** How many households a publication changes. */
export const changesOf = (counts: Counts): number => counts.new + counts.moved + counts.released;

/** 新结 111 户，换人 9 户，暂缺 2 户; what is nought is left out. */
export const changeWords = (counts: Counts): string => {
  const parts = (
    [
      ['新结', counts.new],
      ['换人', counts.moved],
      ['暂缺', counts.released],
    ] as const
  ).filter(([, n]) => n > 0);
  return parts.length === 0
    ? '没有改动'
    : parts.map(([word, n]) => `${word} ${withUnit(n, '户')}`).join('，');
};

/** 平利县 2027 年统筹分配. */
export const titleOf = ({ area, year }: Pick<AllocationRunRowFragment, 'area' | 'year'>): string =>
  tight(`${area} ${String(year)} 年统筹分配`);

export interface StageValue {
  stage: AllocationStage;
  value: string;
  bound: string;
}

/** How much better a stage could at most be; whole numbers of any size. */
export const gapOf = ({ value, bound }: Pick<StageValue, 'value' | 'bound'>): bigint =>
  BigInt(bound) - BigInt(value);

/** Value and bound are the same in every stage: nothing better exists. */
export const isProven = (stages: readonly StageValue[]): boolean =>
  stages.length > 0 && stages.every((stage) => gapOf(stage) === 0n);

/** `24,816`; friends changed are counted down by the engine, people read how many. */
export const stageNumber = (stage: AllocationStage, value: string): string => {
  const n = BigInt(value);
  return (stage === 'CHANGES' && n < 0n ? -n : n).toLocaleString('en-US');
};

/** 3f9a 71c2 e04b: enough of a digest to compare by eye. */
export const shortDigest = (digest: string): string => digest.slice(0, 12).replaceAll(/(.{4})(?=.)/g, '$1 ');

/** The county that a place lies in, or the city itself: what a run may decide about. */
export const runPathOf = (path: string): string =>
  `${path.split('/').filter(Boolean).slice(0, 2).join('/')}/`;

/** States in which a run still has the say over its area. */
export const OPEN_STATES: readonly AllocationState[] = ['WORKING', 'PROPOSED', 'PUBLISHING'];
export const BUSY_STATES: readonly AllocationState[] = ['WORKING', 'PUBLISHING'];

/** From which share of households without a friend on each step of the ramp begins. */
export const COVERAGE_STEPS = [0, 0.1, 0.25, 0.5] as const;

/** 平利县 科员, 平利县市派 科员. */
export const fullRankName = ({ name, sent, rank }: FullRank): string =>
  `${name}${sent ? '市派' : ''} ${RANK[rank]}`;

/** What one place more brings: 多安排 1 户; 其中 5 人多安排 1 户 where the others’ would bring nothing. */
export const onePlaceWords = ({ full, households, officials }: FullRank): string => {
  const some = (n: number, what: string) =>
    n === 0 ? [] : [n === full ? what : `其中 ${withUnit(n, '人')}${what}`];
  return tight([...some(households, '多安排 1 户'), ...some(officials, '多 1 名干部有户')].join('，'));
};

/** 多安排 1 户，要多换 1 户. */
export const gainWords = ({ officials, households, sooner, kept }: BindingPair): string =>
  [
    ...(officials > 0 ? [`多 ${withUnit(officials, '名')}干部有户`] : []),
    ...(households > 0 ? [`多安排 ${withUnit(households, '户')}`] : []),
    ...(households < 0 ? [`少安排 ${withUnit(-households, '户')}`] : []),
    ...(sooner ? ['先轮到更急的一户'] : []),
    ...(kept > 0 ? [`少换 ${withUnit(kept, '户')}`] : []),
    ...(kept < 0 ? [`要多换 ${withUnit(-kept, '户')}`] : []),
  ].join('，');

/** 不禁止李芳和王强户（丰坝村）. */
export const liftingWords = ({ kind, head, village, cadre }: BindingPair): string => {
  const place = village === null ? '' : `（${placeName(village)}）`;
  const pair = `${cadre ?? '不归你看的干部'}和${head ?? '不归你看的一'}户${place}`;
  return `${kind === 'PIN' ? '不固定' : '不禁止'}${pair}`;
};
