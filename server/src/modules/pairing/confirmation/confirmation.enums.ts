import { enumType } from '../../../platform/graphql/enum-type.ts';
import type { State, Step } from './confirmation.rules.ts';
import type { Lamp } from './light.rules.ts';

export const LampEnum = enumType<Lamp>(
  'Lamp',
  'RED 赶不上, YELLOW 要抓紧, GREEN 已齐, NONE 照常: what is left by the pace of the last 7 days.',
  {
    RED: '赶不上: by the pace of the last 7 days it will be late, or nothing moves.',
    YELLOW: '要抓紧: something is left; by that pace it will be in time.',
    GREEN: '已齐: nothing is left.',
    NONE: '照常: there is nothing to judge by.',
  },
);
export const ConfirmationStateEnum = enumType<State>('ConfirmationState', 'How far a year is signed (R5).', {
  DRAFT: 'Nobody has signed, or it was handed back.',
  CONFIRMED: 'Signed by the liaison, or by the county for its households.',
  COUNTERSIGNED: 'A unit’s year, signed by its office too.',
  CLOSED: 'A county’s year, closed by the city; a change needs a reason.',
});
export const ConfirmationStepEnum = enumType<Step>(
  'ConfirmationStep',
  'CONFIRM by the liaison or the county, COUNTERSIGN by the office, CLOSE and REOPEN by those above (R5).',
  {
    CONFIRM: 'By the liaison for a unit, by the county for its households.',
    COUNTERSIGN: 'By the administering office for a unit.',
    CLOSE: 'By the city for a county.',
    REOPEN: 'By those above, with a reason.',
  },
);
export const ChangeEnum = enumType(
  'YearChange',
  'A pairing beside last year: carried on, new, taken over from a colleague, gone.',
  {
    SAME: 'Carried on from last year.',
    NEW: 'Not there last year.',
    MOVED: 'Taken over from a colleague.',
    ENDED: 'There last year, gone now.',
  },
);
