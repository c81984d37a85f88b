import { registerEnumType } from 'type-graphql';

const enumOf = <T extends string>(...names: T[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [N in T]: N };

export const LampEnum = enumOf('RED', 'YELLOW', 'GREEN', 'NONE');
registerEnumType(LampEnum, {
  name: 'Lamp',
  description:
    'RED 赶不上, YELLOW 要抓紧, GREEN 已齐, NONE 照常: what is left by the pace of the last 7 days.',
  valuesConfig: {
    RED: { description: '赶不上: by the pace of the last 7 days it will be late, or nothing moves.' },
    YELLOW: { description: '要抓紧: something is left; by that pace it will be in time.' },
    GREEN: { description: '已齐: nothing is left.' },
    NONE: { description: '照常: there is nothing to judge by.' },
  },
});
export const ConfirmationStateEnum = enumOf('DRAFT', 'CONFIRMED', 'COUNTERSIGNED', 'CLOSED');
registerEnumType(ConfirmationStateEnum, {
  name: 'ConfirmationState',
  description: 'How far a year is signed (R5).',
  valuesConfig: {
    DRAFT: { description: 'Nobody has signed, or it was handed back.' },
    CONFIRMED: { description: 'Signed by the liaison, or by the county for its households.' },
    COUNTERSIGNED: { description: 'A unit’s year, signed by its office too.' },
    CLOSED: { description: 'A county’s year, closed by the city; a change needs a reason.' },
  },
});
export const ConfirmationStepEnum = enumOf('CONFIRM', 'COUNTERSIGN', 'CLOSE', 'REOPEN');
registerEnumType(ConfirmationStepEnum, {
  name: 'ConfirmationStep',
  description:
    'CONFIRM by the liaison or the county, COUNTERSIGN by the office, CLOSE and REOPEN by those above (R5).',
  valuesConfig: {
    CONFIRM: { description: 'By the liaison for a unit, by the county for its households.' },
    COUNTERSIGN: { description: 'By the administering office for a unit.' },
    CLOSE: { description: 'By the city for a county.' },
    REOPEN: { description: 'By those above, with a reason.' },
  },
});
export const ChangeEnum = enumOf('SAME', 'NEW', 'MOVED', 'ENDED');
registerEnumType(ChangeEnum, {
  name: 'YearChange',
  description: 'A pairing beside last year: carried on, new, taken over from a colleague, gone.',
  valuesConfig: {
    SAME: { description: 'Carried on from last year.' },
    NEW: { description: 'Not there last year.' },
    MOVED: { description: 'Taken over from a colleague.' },
    ENDED: { description: 'There last year, gone now.' },
  },
});
