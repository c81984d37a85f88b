import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { enumType } from '../../../platform/graphql/enum-type.ts';
import { Scoped } from '../../../platform/graphql/guard.ts';
import { listType } from '../../../platform/graphql/page.ts';
import type { ScheduledState } from './stored.ts';

export const ScheduledHandoverStateEnum = enumType<ScheduledState>(
  'ScheduledHandoverState',
  'What has become of a scheduled handover.',
  {
    SCHEDULED: 'Its day is to come.',
    ATTENTION: 'Its day refused it; nothing was changed, and somebody has to decide anew.',
    DONE: 'Carried out, whole.',
    WITHDRAWN: 'Taken back, or ordered anew.',
  },
);

@ObjectType({ description: 'One household of a scheduled handover.' })
export class ScheduledHandoverLine {
  @Field(() => ID, { description: 'The pairing that goes over.' })
  id!: string;

  @Field(() => ID, { description: 'The household.' })
  householdId!: string;

  @Field({ description: 'Head of the household.' })
  head!: string;

  @Field({ description: 'Village and group.' })
  village!: string;

  @Field(() => ID, { description: 'Who takes over.' })
  successorId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Their name; null where the scope does not reach them.',
  })
  successor!: string | null;

  @Field(() => String, { nullable: true, description: 'Their unit; likewise.' })
  successorUnit!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it can’t be, for people: what its day refused, or what has changed by now.',
  })
  problem!: string | null;
}

@ObjectType({
  description:
    '预定交接: a handover whose day is to come (R7). Nothing of it is written before; on its day it is carried out whole, or says why not.',
})
export class ScheduledHandover {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => Int, { description: 'Grows with every change; a write sends the one it saw.' })
  version!: number;

  @Field(() => ID, { description: 'Who hands over.' })
  cadreId!: string;

  @Field({ description: 'Their name.' })
  cadre!: string;

  @Field({ description: 'Their unit.' })
  unit!: string;

  @Field({ description: 'The successors’ first day, YYYY-MM-DD.' })
  on!: string;

  @Field({ description: 'Why.' })
  reason!: string;

  @Field(() => Boolean, { description: 'The old friendships stay (R7).' })
  retain!: boolean;

  @Field(() => ScheduledHandoverStateEnum, { description: 'What has become of it.' })
  state!: ScheduledState;

  @Field(() => String, {
    nullable: true,
    description: 'Why its day refused it, for people, where that is of no single household.',
  })
  problem!: string | null;

  @Field(() => GraphQLISODateTime, { description: 'When it was ordered.' })
  orderedAt!: Date;

  @Field({ description: 'By whom.' })
  orderedBy!: string;

  @Field(() => Boolean, {
    description: 'Open, and the caller’s to withdraw or to order anew: all of it lies in their area (R6).',
  })
  mine!: boolean;

  @Field(() => Int, {
    description: 'Households that they are responsible for since it was ordered, and that are no part of it.',
  })
  gained!: number;

  @Scoped('parent')
  @Field(() => [ScheduledHandoverLine], { description: 'What goes to whom, as far as the scope reaches.' })
  lines!: ScheduledHandoverLine[];
}

export const ScheduledHandoverList = listType(ScheduledHandover, 'ScheduledHandoverList');
