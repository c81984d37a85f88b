import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../../../platform/graphql/guard.ts';
import { ChangeEnum, ConfirmationStepEnum } from './confirmation.enums.ts';
import { SignedYear } from './signed-year.type.ts';

@ObjectType({ description: 'What is in the way of the next signature.' })
export class ConfirmationBlocker {
  @Field(() => ID, { description: 'GAPS, DUPLICATES, UNITS, WAITING, OFFICIALS, UNREPORTED, PLACES.' })
  code!: string;

  @Field(() => Int, { description: 'How many.' })
  count!: number;

  @Field({ description: 'The sentence for people.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Where most of them lie.' })
  detail!: string | null;

  @Field({ description: 'The console’s path where it is settled.' })
  to!: string;

  @Field({ description: 'What to do there, as a button says it.' })
  action!: string;
}

@ObjectType({ description: 'This year’s standing responsible pairings beside last year’s.' })
export class YearDifferences {
  @Field(() => Int, { description: 'Carried on.' })
  same!: number;

  @Field(() => Int, { description: 'New.' })
  added!: number;

  @Field(() => Int, { description: 'Taken over from a colleague.' })
  moved!: number;

  @Field(() => Int, { description: 'Gone.' })
  ended!: number;

  @Field(() => Int, { description: 'Of the gone ones, those who stayed friends (R7).' })
  retained!: number;
}

@ObjectType({ description: '年度确认 of one unit.' })
export class UnitConfirmation extends SignedYear {
  @Field({ description: 'MUNICIPAL, COUNTY, TOWN or VERTICAL.' })
  level!: string;

  @Field({ description: 'The office that countersigns.' })
  officeName!: string;

  @Field({ description: 'The path of that office.' })
  officePath!: string;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When somebody first looked at the draft.',
  })
  openedAt!: Date | null;

  @Field(() => Int, { description: 'Its cadres.' })
  cadres!: number;

  @Field(() => Int, { description: 'Standing responsible pairings; of a past year, those that were signed.' })
  pairs!: number;

  @Field(() => Int, { description: 'Officials without a friend that are not reported yet.' })
  unreported!: number;

  @Field(() => [String], { description: 'Who reports and confirms (联络员).' })
  liaisons!: string[];

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was last countersigned.' })
  countersignedAt!: Date | null;

  @Scoped('parent')
  @Field(() => YearDifferences, { description: 'Beside last year.' })
  differences!: YearDifferences;
}

@ObjectType({ description: 'How many units each chip would show.' })
export class UnitConfirmationCounts {
  @Field(() => Int, { description: 'All of the area.' })
  all!: number;

  @Field(() => Int, { description: 'Red lights.' })
  red!: number;

  @Field(() => Int, { description: 'Yellow lights.' })
  yellow!: number;

  @Field(() => Int, { description: 'Those whose liaison has still to confirm, or to confirm again.' })
  unconfirmed!: number;

  @Field(() => Int, { description: 'Confirmed, waiting for the countersign.' })
  toCountersign!: number;

  @Field(() => Int, { description: 'Signed all through.' })
  green!: number;

  @Field(() => Int, { description: 'Units of towns.' })
  town!: number;

  @Field(() => Int, { description: 'The others.' })
  direct!: number;
}

@ObjectType({ description: 'Units of an area, worst first.' })
export class UnitConfirmationList {
  @Scoped('parent')
  @Field(() => [UnitConfirmation], { description: 'This page.' })
  items!: UnitConfirmation[];

  @Field(() => Int, { description: 'How many the filter matches.' })
  total!: number;

  @Scoped('parent')
  @Field(() => UnitConfirmationCounts, { description: 'The figures of the chips.' })
  counts!: UnitConfirmationCounts;
}

@ObjectType({ description: 'An official of the unit without a friend.' })
export class FriendlessOfficial {
  @Field(() => ID, { description: 'The cadre.' })
  id!: string;

  @Field({ description: 'Name.' })
  name!: string;

  @Field({ description: 'Rank as rosters write it.' })
  rankTitle!: string;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When the liaison reported it.' })
  reportedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the liaison knows of the reason: RETIRED, LONG_ILL, ON_LEAVE, OTHER.',
  })
  reportReason!: string | null;

  @Field(() => String, { nullable: true, description: 'The liaison’s note.' })
  reportNote!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Excused by the office with this reason; null where it still blocks.',
  })
  waivedReason!: string | null;
}

@ObjectType({ description: '年度确认 of one unit with what is in the way of its next signature.' })
export class ConfirmationOfUnit {
  @Scoped('parent')
  @Field(() => UnitConfirmation, { description: 'The unit.' })
  unit!: UnitConfirmation;

  @Field({ description: 'The deadline, YYYY-MM-DD.' })
  deadline!: string;

  @Field({
    description: 'The digest of the lines that a signature would sign now, to be sent along with it.',
  })
  digest!: string;

  @Field(() => ConfirmationStepEnum, {
    nullable: true,
    description: 'What comes next; null where all is signed.',
  })
  next!: keyof typeof ConfirmationStepEnum | null;

  @Scoped('parent')
  @Field(() => [ConfirmationBlocker], { description: 'What is in the way of it.' })
  blockers!: ConfirmationBlocker[];

  @Scoped('parent')
  @Field(() => [FriendlessOfficial], { description: 'Officials without a friend, those not excused first.' })
  officials!: FriendlessOfficial[];
}

@ObjectType({ description: 'A pairing of the draft beside last year.' })
export class ConfirmationRow {
  @Field(() => ID, { description: 'The pair, cadre and household.' })
  id!: string;

  @Field(() => ChangeEnum, { description: 'Beside last year.' })
  change!: keyof typeof ChangeEnum;

  @Field(() => ID, { nullable: true, description: 'The standing pairing; null where it has ended.' })
  pairingId!: string | null;

  @Field(() => Int, { nullable: true, description: 'Its version.' })
  version!: number | null;

  @Field(() => ID, { description: 'The cadre.' })
  cadreId!: string;

  @Field({ description: 'The cadre’s name.' })
  cadre!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The cadre’s unit; null where the pair has gone from sight.',
  })
  unit!: string | null;

  @Field(() => ID, { description: 'The household.' })
  householdId!: string;

  @Field({ description: 'Name of the head.' })
  head!: string;

  @Field({ description: 'The village.' })
  village!: string;

  @Field(() => String, { nullable: true, description: 'Since when, YYYY-MM-DD.' })
  since!: string | null;

  @Field(() => String, { nullable: true, description: 'MOVED: who had the household before.' })
  previous!: string | null;

  @Field({ description: 'ENDED: they stayed friends (R7).' })
  retained!: boolean;
}

@ObjectType({ description: 'Rows of the draft.' })
export class ConfirmationRowList {
  @Scoped('parent')
  @Field(() => [ConfirmationRow], { description: 'This page.' })
  items!: ConfirmationRow[];

  @Field(() => Int, { description: 'How many the filter matches.' })
  total!: number;

  @Field({ description: 'Last year’s signed list, or what stood on its last day where nobody signed.' })
  comparedWith!: string;
}
