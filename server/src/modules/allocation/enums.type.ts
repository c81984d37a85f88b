import { registerEnumType } from 'type-graphql';

const enumOf = <const T extends readonly string[]>(...names: T) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [K in T[number]]: K };

export const AllocationStateEnum = enumOf(
  'WORKING',
  'PROPOSED',
  'PUBLISHING',
  'PUBLISHED',
  'STOPPED',
  'DISCARDED',
  'FAILED',
);
export type AllocationState = keyof typeof AllocationStateEnum;
registerEnumType(AllocationStateEnum, {
  name: 'AllocationState',
  description:
    'How far a run is. While it is WORKING, PROPOSED or PUBLISHING no other may decide about its area.',
  valuesConfig: {
    WORKING: { description: '正在算: is being worked out; nothing is changed.' },
    PROPOSED: { description: '待审: worked out; may be pinned, run again, published or discarded.' },
    PUBLISHING: { description: '正在发布: is being written; either all of it or nothing.' },
    PUBLISHED: { description: '已发布.' },
    STOPPED: { description: '已停: stopped before there was a proposal; may be run again.' },
    DISCARDED: { description: '已作废: nothing came of it.' },
    FAILED: { description: '没算成: `problem` says why; may be run again.' },
  },
});

/** What is being done just now, in this order. */
export const AllocationStepEnum = enumOf(
  'READING',
  'GROUPING',
  'OFFICIALS',
  'HOUSEHOLDS',
  'CHANGES',
  'NEED',
  'STEADY',
  'WISHES',
  'SPREADING',
  'STORING',
  'WRITING',
);
export type AllocationStep = keyof typeof AllocationStepEnum;
registerEnumType(AllocationStepEnum, {
  name: 'AllocationStep',
  description: 'What is being done just now.',
  valuesConfig: {
    READING: { description: '读取干部和农户.' },
    GROUPING: { description: '把情形相同的归成一类.' },
    OFFICIALS: { description: '先让每名干部都有户.' },
    HOUSEHOLDS: { description: '再让尽量多的户有干部.' },
    CHANGES: { description: '原来的结对尽量不动.' },
    NEED: { description: '最困难的排在前面.' },
    STEADY: { description: '上一稿的新结对尽量不动.' },
    WISHES: { description: '照顾包村、同镇和专长.' },
    SPREADING: { description: '落到每一户.' },
    STORING: { description: '存下方案.' },
    WRITING: { description: '写入结对.' },
  },
});

export const AllocationStageEnum = enumOf('OFFICIALS', 'HOUSEHOLDS', 'CHANGES', 'NEED', 'STEADY', 'WISHES');
registerEnumType(AllocationStageEnum, {
  name: 'AllocationStage',
  description: 'What counts, the first difference deciding (R9).',
  valuesConfig: {
    OFFICIALS: { description: 'Officials with a friend.' },
    HOUSEHOLDS: { description: 'Households with a friend, bereft and hard-off ones for more.' },
    CHANGES: { description: 'Friends changed; negative.' },
    NEED: { description: 'The need of those who are new.' },
    STEADY: { description: 'New pairs that the proposal of before had already; not told of the first one.' },
    WISHES: { description: 'The office’s weights.' },
  },
});

export const AllocationLineKindEnum = enumOf('KEPT', 'NEW', 'MOVED', 'RELEASED', 'WAITING');
export type AllocationLineKind = keyof typeof AllocationLineKindEnum;
registerEnumType(AllocationLineKindEnum, {
  name: 'AllocationLineKind',
  description: 'What becomes of a household.',
  valuesConfig: {
    KEPT: { description: '不动: keeps its friend.' },
    NEW: { description: '新结: had none and gets one.' },
    MOVED: { description: '改派: gets another friend on the same day.' },
    RELEASED: {
      description: '暂缺: loses its friend (who stopped, is kin, or was forbidden) and none is left for it.',
    },
    WAITING: { description: '仍待安排: has none and gets none.' },
  },
});

export const AllocationPinKindEnum = enumOf('PIN', 'BAN');
export type AllocationPinKind = keyof typeof AllocationPinKindEnum;
registerEnumType(AllocationPinKindEnum, {
  name: 'AllocationPinKind',
  description: 'What the office settled by hand.',
  valuesConfig: {
    PIN: { description: '固定: this pair shall be.' },
    BAN: { description: '禁止: this pair shall not be.' },
  },
});
