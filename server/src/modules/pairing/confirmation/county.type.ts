import { Field, GraphQLISODateTime, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../../../platform/graphql/guard.ts';
import { ConfirmationStepEnum } from './confirmation.enums.ts';
import { ConfirmationBlocker, YearDifferences } from './confirmation.type.ts';
import { SignedYear } from './signed-year.type.ts';

@ObjectType({ description: '年度确认 of one county.' })
export class CountyConfirmation extends SignedYear {
  @Field({ description: 'The deadline, YYYY-MM-DD.' })
  deadline!: string;

  @Field({ description: 'The day the figures are of, YYYY-MM-DD.' })
  today!: string;

  @Field(() => Int, { description: 'Households without a friend for whom there is a place.' })
  gaps!: number;

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

  @Field(() => Int, {
    description: 'Standing responsible pairings of its households; of a past year, those that were signed.',
  })
  pairs!: number;

  @Field({
    description: 'The digest of the lines that a signature would sign now, to be sent along with it.',
  })
  digest!: string;

  @Field(() => Int, { description: 'Households that have one.' })
  households!: number;
}
