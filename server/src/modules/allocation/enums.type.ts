import { enumType } from '../../platform/graphql/enum-type.ts';
import type { Stage } from './engine/problem.ts';

export const AllocationStateEnum = enumType(
  'AllocationState',
  'How far a run is. While it is WORKING, PROPOSED or PUBLISHING no other may decide about its area.',
  {
    WORKING: '正在算: is being worked out; nothing is changed.',
    PROPOSED: '待审: worked out; may be pinned, run again, published or discarded.',
    PUBLISHING: '正在发布: is being written; either all of it or nothing.',
    PUBLISHED: '已发布.',
    STOPPED: '已停: stopped before there was a proposal; may be run again.',
    DISCARDED: '已放弃: nothing came of it.',
    FAILED: '没算成: `problem` says why; may be run again.',
  },
);
export type AllocationState = keyof typeof AllocationStateEnum;

/** What is being done just now, in this order. */
export const AllocationStepEnum = enumType('AllocationStep', 'What is being done just now.', {
  READING: '读取干部和农户.',
  GROUPING: '把情形相同的归成一类.',
  OFFICIALS: '先让每名干部都有户.',
  HOUSEHOLDS: '再让尽量多的户有干部.',
  CHANGES: '原来的结对尽量不动.',
  NEED: '最困难的排在前面.',
  STEADY: '上一稿的新结对尽量不动.',
  WISHES: '照顾包村、同镇和专长.',
  SPREADING: '落到每一户.',
  STORING: '存下提案.',
  WRITING: '写入结对.',
});
export type AllocationStep = keyof typeof AllocationStepEnum;

export const AllocationStageEnum = enumType<Stage>(
  'AllocationStage',
  'What counts, the first difference deciding (R9).',
  {
    OFFICIALS: 'Officials with a friend.',
    HOUSEHOLDS: 'Households with a friend, bereft and hard-off ones for more.',
    CHANGES: 'Friends changed; negative.',
    NEED: 'The need of those who are new.',
    STEADY: 'New pairs that the proposal of before had already; not told of the first one.',
    WISHES: 'The office’s weights.',
  },
);

export const AllocationLineKindEnum = enumType('AllocationLineKind', 'What becomes of a household.', {
  KEPT: '保留: keeps its friend.',
  NEW: '新结: had none and gets one.',
  MOVED: '换人: gets another friend on the same day.',
  RELEASED: '暂缺: loses its friend (who stopped, is kin, or was forbidden) and none is left for it.',
  WAITING: '仍没有干部: has none and gets none.',
});
export type AllocationLineKind = keyof typeof AllocationLineKindEnum;

export const AllocationPinKindEnum = enumType('AllocationPinKind', 'What the office settled by hand.', {
  PIN: '固定: this pair shall be.',
  BAN: '禁止: this pair shall not be.',
});
export type AllocationPinKind = keyof typeof AllocationPinKindEnum;
