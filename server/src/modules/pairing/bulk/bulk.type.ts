import { Field, ID, Int, ObjectType } from 'type-graphql';
import { enumType } from '../../../platform/graphql/enum-type.ts';
import { BoardKindEnum } from '../board.type.ts';
import type { BoardKind } from '../board.rules.ts';
import { WaiverReasonEnum } from '../pairing.inputs.ts';
import type { WaiverReason } from '../waive.ts';
import type { RunState } from './runs.ts';

export const BoardRunKindEnum = enumType('BoardRunKind', 'ASSIGN 照建议办, WAIVE 说明原因.', {
  ASSIGN: '照建议办: the suggested pairs are made.',
  WAIVE: '说明原因: the officials are excused for the year.',
});

const BoardRunStateEnum = enumType<RunState>(
  'BoardRunState',
  'PLANNING is being worked out; READY waits to be started; RUNNING; NEEDS_REASON a county was closed, say why (R5); STOPPED by somebody; DONE; FAILED may be started again.',
  {
    PLANNING: 'Is being worked out; nothing is changed yet.',
    READY: 'Worked out; waits to be started.',
    RUNNING: 'Under way, batch by batch.',
    NEEDS_REASON: 'A county was closed meanwhile: go on with a reason (R5).',
    STOPPED: 'Stopped by whoever started it; what was done stays done.',
    DONE: 'Gone through to the end.',
    FAILED: 'Broke off; may be started again.',
  },
);

@ObjectType({ description: '照办 or 说明原因 for everything that a filter of the board showed, as a job.' })
export class BoardRun {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => BoardRunKindEnum, { description: 'What is done.' })
  kind!: keyof typeof BoardRunKindEnum;

  @Field(() => BoardRunStateEnum, { description: 'How far it is.' })
  state!: RunState;

  @Field(() => Int, { description: 'The programme year.' })
  year!: number;

  @Field(() => String, { nullable: true, description: 'The area it is for, by its path.' })
  within!: string | null;

  @Field(() => ID, { nullable: true, description: 'The unit it is for.' })
  unitId!: string | null;

  @Field(() => BoardKindEnum, { nullable: true, description: 'The kind of item it is for; all where null.' })
  boardKind!: BoardKind | null;

  @Field(() => WaiverReasonEnum, { nullable: true, description: 'WAIVE: why they are excused.' })
  waiverReason!: WaiverReason | null;

  @Field(() => String, { nullable: true, description: 'The sentence that was given with it.' })
  reason!: string | null;

  @Field(() => Int, { description: 'Items of the board that the filter showed.' })
  found!: number;

  @Field(() => Int, { description: 'Of them, what there is to do.' })
  total!: number;

  @Field(() => Int, { description: 'Done so far.' })
  done!: number;

  @Field(() => Int, { description: 'What no longer held and was left as it is.' })
  refused!: number;

  @Field(() => Int, { nullable: true, description: 'How long it will still take; null while nobody knows.' })
  secondsLeft!: number | null;

  @Field(() => String, { nullable: true, description: 'Why it does not go on, for people.' })
  problem!: string | null;

  @Field(() => String, { nullable: true, description: 'When it ended, as an ISO date-time.' })
  finishedAt!: string | null;
}

@ObjectType({ description: 'Something of a run that no longer held when its turn came.' })
export class BoardRunRefusal {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Head of the household; null where it is not one’s own any more.',
  })
  head!: string | null;

  @Field(() => String, { nullable: true, description: 'Its village.' })
  village!: string | null;

  @Field(() => String, { nullable: true, description: 'The cadre; null where not one’s own any more.' })
  cadre!: string | null;

  @Field(() => String, { nullable: true, description: 'The cadre’s unit.' })
  unit!: string | null;

  @Field(() => String, { nullable: true, description: 'The clause that said no.' })
  rule!: string | null;

  @Field({ description: 'Why, for people.' })
  message!: string;
}
