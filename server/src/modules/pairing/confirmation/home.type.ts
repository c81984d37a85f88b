import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../../../platform/graphql/guard.ts';
import { LampEnum } from './confirmation.enums.ts';

@ObjectType({ description: 'One thing to do.' })
export class Todo {
  @Field(() => ID, { description: 'Stable within a day.' })
  id!: string;

  @Field(() => LampEnum, { description: 'How urgent.' })
  lamp!: keyof typeof LampEnum;

  @Field({ description: 'What, in a sentence.' })
  title!: string;

  @Field({ description: 'Why, in a sentence.' })
  reason!: string;

  @Field(() => String, { nullable: true, description: 'By when, YYYY-MM-DD.' })
  due!: string | null;

  @Field({ description: 'The console’s path where it is done.' })
  to!: string;

  @Field({ description: 'What a button says.' })
  action!: string;
}

@ObjectType({ description: 'A place right below the area, with its coverage.' })
export class CoverageTile {
  @Field(() => ID, { description: 'The place’s path.' })
  id!: string;

  @Field({ description: 'The place.' })
  name!: string;

  @Field({ description: 'Its path.' })
  path!: string;

  @Field({ description: 'The console’s path for it.' })
  to!: string;

  @Field(() => Int, { description: 'Households that ought to have a friend.' })
  eligible!: number;

  @Field(() => Int, { description: 'Those without one for whom there is a place.' })
  gaps!: number;

  @Field(() => Int, { description: 'Households that more cadres hold or claim than they have places.' })
  duplicates!: number;

  @Field(() => Int, { description: 'Officials without a friend.' })
  officials!: number;

  @Field(() => Float, { description: 'Share without a friend, 0 to 1.' })
  missing!: number;

  @Field(() => LampEnum, { description: 'The light.' })
  lamp!: keyof typeof LampEnum;

  @Field({ description: 'Why, in a sentence.' })
  reason!: string;
}

@ObjectType({ description: 'How many of the eligible households have a responsible friend.' })
export class Coverage {
  @Field(() => Int, { description: 'Eligible households.' })
  eligible!: number;

  @Field(() => Int, { description: 'Those with a responsible friend.' })
  covered!: number;

  @Scoped('parent')
  @Field(() => [CoverageTile], { description: 'The places right below, in the order of their codes.' })
  tiles!: CoverageTile[];
}

@ObjectType({ description: 'The annual confirmation of the area at a glance.' })
export class ConfirmationProgress {
  @Field(() => Int, { description: 'The programme year.' })
  year!: number;

  @Field({ description: 'The deadline, YYYY-MM-DD.' })
  deadline!: string;

  @Field(() => LampEnum, { description: 'The light.' })
  lamp!: keyof typeof LampEnum;

  @Field({ description: 'Why, in a sentence.' })
  reason!: string;

  @Field({ description: 'Whether the year is over: a newer one is open and its own deadline has passed.' })
  past!: boolean;

  @Field(() => Int, { description: 'Open items of the board: gaps, duplicates, officials.' })
  remaining!: number;

  @Field(() => Float, { description: 'Settled a day over the last 7 days.' })
  pacePerDay!: number;

  @Field(() => String, {
    nullable: true,
    description: 'When that pace gets there, YYYY-MM-DD; null where nothing moves or is left.',
  })
  finishOn!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The pace that would be enough; null after the deadline.',
  })
  neededPerDay!: number | null;

  @Field(() => Int, { description: 'Households without a friend for whom there is a place.' })
  gaps!: number;

  @Field(() => Int, { nullable: true, description: 'A week ago; null where nobody looked.' })
  gapsWeekAgo!: number | null;

  @Field(() => Int, { description: 'Households that more cadres hold or claim than they have places.' })
  duplicates!: number;

  @Field(() => Int, { nullable: true, description: 'A week ago; null where nobody looked.' })
  duplicatesWeekAgo!: number | null;

  @Field(() => Int, { description: 'Officials without a friend and not excused.' })
  officials!: number;

  @Field(() => Int, { nullable: true, description: 'A week ago; null where nobody looked.' })
  officialsWeekAgo!: number | null;

  @Field(() => Int, { description: 'Units signed all through.' })
  unitsConfirmed!: number;

  @Field(() => Int, { description: 'Units of the office.' })
  unitsTotal!: number;
}

@ObjectType({ description: 'What is to do today, how the area is covered, how the confirmation stands.' })
export class Home {
  @Field(() => GraphQLISODateTime, { description: 'The moment the figures are of.' })
  asOf!: Date;

  @Scoped('parent')
  @Field(() => [Todo], { description: 'Worst first.' })
  todos!: Todo[];

  @Scoped('parent')
  @Field(() => Coverage, { nullable: true, description: 'Null for a unit and for a year that is over.' })
  coverage!: Coverage | null;

  @Scoped('parent')
  @Field(() => ConfirmationProgress, { description: 'The annual confirmation.' })
  confirmation!: ConfirmationProgress;
}
