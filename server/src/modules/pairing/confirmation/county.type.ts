import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../../../platform/graphql/guard.ts';
import {
  ConfirmationBlocker,
  ConfirmationStateEnum,
  ConfirmationStepEnum,
  LampEnum,
  YearDifferences,
} from './confirmation.type.ts';

@ObjectType({ description: '年度确认 of one county.' })
export class CountyConfirmation {
  @Field(() => ID, { description: 'The county.' })
  id!: string;

  @Field(() => Int, { description: 'The programme year.' })
  year!: number;

  @Field({ description: 'The county’s name.' })
  name!: string;

  @Field({ description: 'The county’s path.' })
  path!: string;

  @Field({ description: 'The deadline, YYYY-MM-DD.' })
  deadline!: string;

  @Field({ description: 'The day the figures are of, YYYY-MM-DD.' })
  today!: string;

  @Field(() => ConfirmationStateEnum, { description: 'How far it is signed.' })
  state!: keyof typeof ConfirmationStateEnum;

  @Field(() => Int, { description: 'Grows with every signature; a signature sends the one it saw.' })
  version!: number;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Since when something signed has changed.',
  })
  changedSince!: Date | null;

  @Field(() => Int, { description: 'How many things have changed since.' })
  changes!: number;

  @Field(() => LampEnum, { description: 'The light.' })
  lamp!: keyof typeof LampEnum;

  @Field({ description: 'Why, in a sentence.' })
  reason!: string;

  @Field(() => Int, { description: 'Households without a friend for whom there is a place.' })
  gaps!: number;

  @Field(() => Int, { description: 'Households that more cadres hold or claim than they have places.' })
  duplicates!: number;

  @Field(() => Int, { description: 'Officials without a friend and not excused.' })
  officials!: number;

  @Field(() => Int, { description: 'Households that wait, beyond all places.' })
  waiting!: number;

  @Field(() => String, { nullable: true, description: 'The county’s word on the waiting households.' })
  waitingReason!: string | null;

  @Field(() => Int, { description: 'Units that the county administers.' })
  unitsTotal!: number;

  @Field(() => Int, { description: 'Of them, those not signed all through.' })
  unitsOpen!: number;

  @Field(() => Int, { description: 'Of the open ones, those that wait for the county’s countersign.' })
  unitsToCountersign!: number;

  @Field(() => Int, { description: 'Municipal places sent and not used.' })
  unspentPlaces!: number;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When the county last confirmed.' })
  confirmedAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When the city last closed it.' })
  closedAt!: Date | null;

  @Field(() => ConfirmationStepEnum, {
    nullable: true,
    description: 'What comes next; null where all is signed.',
  })
  next!: keyof typeof ConfirmationStepEnum | null;

  @Scoped('parent')
  @Field(() => [ConfirmationBlocker], { description: 'What is in the way of it.' })
  blockers!: ConfirmationBlocker[];
}

@ObjectType({ description: '年度确认 of one county with its year in figures.' })
export class ConfirmationOfCounty {
  @Scoped('parent')
  @Field(() => CountyConfirmation, { description: 'The county.' })
  county!: CountyConfirmation;

  @Scoped('parent')
  @Field(() => YearDifferences, { description: 'Beside last year.' })
  differences!: YearDifferences;

  @Field(() => Int, { description: 'Standing responsible pairings of its households.' })
  pairs!: number;

  @Field(() => Int, { description: 'Households that have one.' })
  households!: number;
}
