import { registerEnumType } from 'type-graphql';

const enumOf = <T extends string>(...names: T[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [N in T]: N };

export const LampEnum = enumOf('RED', 'YELLOW', 'GREEN', 'NONE');
registerEnumType(LampEnum, {
  name: 'Lamp',
  description:
    'RED 赶不上, YELLOW 要抓紧, GREEN 已齐, NONE 照常: what is left by the pace of the last 7 days.',
});
export const ConfirmationStateEnum = enumOf('DRAFT', 'CONFIRMED', 'COUNTERSIGNED', 'CLOSED');
registerEnumType(ConfirmationStateEnum, {
  name: 'ConfirmationState',
  description: 'How far a year is signed (R5).',
});
export const ConfirmationStepEnum = enumOf('CONFIRM', 'COUNTERSIGN', 'CLOSE', 'REOPEN');
registerEnumType(ConfirmationStepEnum, {
  name: 'ConfirmationStep',
  description:
    'CONFIRM by the liaison or the county, COUNTERSIGN by the office, CLOSE and REOPEN by those above (R5).',
});
export const ChangeEnum = enumOf('SAME', 'NEW', 'MOVED', 'ENDED');
registerEnumType(ChangeEnum, {
  name: 'YearChange',
  description: 'A pairing beside last year: carried on, new, taken over from a colleague, gone.',
});
