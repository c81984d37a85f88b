import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../../platform/graphql/guard.ts';
import { CadreCard, HouseholdCard } from '../people/index.ts';
import { AllocationBinding, AllocationScarcity } from './binding.type.ts';
import type { Stage } from './engine/problem.ts';
import {
  AllocationLineKindEnum,
  AllocationPinKindEnum,
  AllocationStageEnum,
  AllocationStateEnum,
  AllocationStepEnum,
  type AllocationLineKind,
  type AllocationPinKind,
  type AllocationState,
  type AllocationStep,
} from './enums.type.ts';
import { AllocationWeights } from './settings.type.ts';

@ObjectType({ description: 'What a run goes by.' })
export class AllocationRunSettings {
  @Field(() => Int, { description: 'From this need on (0 to 100) a household is among the hardest-off.' })
  hardFrom!: number;

  @Scoped('parent')
  @Field(() => AllocationWeights, { description: 'The weights.' })
  weights!: AllocationWeights;

  @Field(() => [ID], { description: 'Villages to fill before all others.' })
  firstVillageIds!: string[];
}

@ObjectType({ description: 'What a proposal comes to.' })
export class AllocationCounts {
  @Field(() => Int, { description: '保留: households that keep their friend.' })
  kept!: number;

  @Field(() => Int, { description: '新结: households that had none and get one.' })
  new!: number;

  @Field(() => Int, { description: '换人: households that get another friend.' })
  moved!: number;

  @Field(() => Int, { description: '暂缺: households that lose their friend and get none.' })
  released!: number;

  @Field(() => Int, {
    description: '仍没有干部: eligible households without a friend afterwards, the released among them.',
  })
  waiting!: number;

  @Field(() => Int, { description: 'Officials at work without a friend today.' })
  officialsBefore!: number;

  @Field(() => Int, { description: 'Officials at work without a friend afterwards.' })
  officialsAfter!: number;

  @Field(() => Int, { description: 'Places that the quotas leave unused afterwards.' })
  placesLeft!: number;
}

@ObjectType({ description: 'One stage of the proof: what was reached, and what no plan can exceed.' })
export class AllocationStageValue {
  @Field(() => AllocationStageEnum, { description: 'The stage.' })
  stage!: Stage;

  @Field({ description: 'What was reached, a whole number as text.' })
  value!: string;

  @Field({
    description:
      'No plan can be better, given the stages before: a whole number as text. Equal to the value where proven.',
  })
  bound!: string;
}

@ObjectType({
  description: '统筹分配: one run over the city or a county, from being worked out to being published (R9).',
})
export class AllocationRun {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => Int, { description: 'The programme year.' })
  year!: number;

  @Field({ description: 'The area that it decides about, by its path.' })
  path!: string;

  @Field({ description: 'The area’s name.' })
  area!: string;

  @Field(() => AllocationStateEnum, { description: 'How far it is.' })
  state!: AllocationState;

  @Field(() => AllocationStepEnum, { nullable: true, description: 'What is being done just now.' })
  step!: AllocationStep | null;

  @Field(() => Int, { description: 'How far that is, 0 to 100.' })
  progress!: number;

  @Field({
    description: 'Pins, bans or settings were changed since the proposal was worked out: run it again.',
  })
  stale!: boolean;

  @Field(() => Int, {
    description:
      'Lines that no longer held when it was to be published; it was worked out anew without them.',
  })
  lost!: number;

  @Field(() => String, { nullable: true, description: 'Why it does not go on, for people.' })
  problem!: string | null;

  @Field({ description: 'A county is closed: publishing wants a reason (R5).' })
  needsReason!: boolean;

  @Scoped('parent')
  @Field(() => AllocationRunSettings, { description: 'What it goes by.' })
  settings!: AllocationRunSettings;

  @Scoped('parent')
  @Field(() => AllocationCounts, {
    nullable: true,
    description: 'What the proposal comes to; null before there is one.',
  })
  counts!: AllocationCounts | null;

  @Scoped('parent')
  @Field(() => [AllocationStageValue], {
    description: 'Value and bound, stage by stage; empty before there is a proposal.',
  })
  stages!: AllocationStageValue[];

  @Scoped('parent')
  @Field(() => [AllocationScarcity], { description: 'Where places are short; empty where none are.' })
  scarcity!: AllocationScarcity[];

  @Scoped('parent')
  @Field(() => AllocationBinding, {
    nullable: true,
    description:
      'What stands in the way; null before there is a proposal, in lists, and for runs of before it was told.',
  })
  binding!: AllocationBinding | null;

  @Field({ description: 'Who opened it.' })
  openedBy!: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  openedAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When the proposal was worked out.' })
  workedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Who published it.' })
  publishedBy!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was published.' })
  publishedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of what was asked: same digest, same question.',
  })
  inputDigest!: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of what was asked and found.' })
  resultDigest!: string | null;

  @Field(() => Int, { description: 'Grows with every change; a write sends the one it saw.' })
  version!: number;
}

@ObjectType({ description: 'A household of a run, today beside the proposal.' })
export class AllocationLine {
  @Field(() => ID, { description: 'The household; a line is known by run and household.' })
  id!: string;

  @Field(() => AllocationLineKindEnum, { description: 'What becomes of it.' })
  kind!: AllocationLineKind;

  @Scoped('parent')
  @Field(() => HouseholdCard, {
    nullable: true,
    description: 'The household; null where it is no longer one’s own.',
  })
  household!: HouseholdCard | null;

  @Scoped('parent')
  @Field(() => CadreCard, { nullable: true, description: 'The friend of today.' })
  today!: CadreCard | null;

  @Scoped('parent')
  @Field(() => CadreCard, {
    nullable: true,
    description: 'The friend proposed; of a kept household the same.',
  })
  proposed!: CadreCard | null;

  @Field({ description: '市派: the friend proposed is one whom the city has sent there by name (R6).' })
  sent!: boolean;

  @Field(() => [String], { description: 'Reason codes, the weightiest first.' })
  why!: string[];

  @Field({ description: 'The reason in words: 本单位包村；同镇；因病 ↔ 卫健.' })
  reason!: string;

  @Field(() => AllocationPinKindEnum, { nullable: true, description: 'PIN where it was settled by hand.' })
  pin!: AllocationPinKind | null;
}

@ObjectType({ description: 'A line that no longer held when its run was to be published.' })
export class AllocationLost {
  @Field(() => ID, { description: 'The household.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Its head; null where it is not one’s own any more.' })
  head!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its village; in a run of the city with its county and town.',
  })
  village!: string | null;

  @Field(() => String, { nullable: true, description: 'The cadre who was proposed.' })
  cadre!: string | null;

  @Field(() => String, { nullable: true, description: 'The cadre’s unit.' })
  unit!: string | null;

  @Field({ description: 'Why, for people.' })
  message!: string;
}

@ObjectType({ description: 'A pair that the office settled by hand for a run.' })
export class AllocationPin {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => AllocationPinKindEnum, { description: 'PIN or BAN.' })
  kind!: AllocationPinKind;

  @Field(() => ID, { description: 'The household.' })
  householdId!: string;

  @Field(() => ID, { description: 'The cadre.' })
  cadreId!: string;

  @Field(() => String, { nullable: true, description: 'Head of the household.' })
  head!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its village; in a run of the city with its county and town.',
  })
  village!: string | null;

  @Field(() => String, { nullable: true, description: 'The cadre.' })
  cadre!: string | null;

  @Field(() => String, { nullable: true, description: 'The cadre’s unit.' })
  unit!: string | null;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  at!: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the proposal does not keep to it, for people; null where it does, or is to be worked out again.',
  })
  problem!: string | null;
}

@ObjectType({ description: 'What other settings would come to; nothing is written.' })
export class AllocationOutcome {
  @Scoped('parent')
  @Field(() => AllocationCounts, { description: 'What it would come to.' })
  counts!: AllocationCounts;

  @Scoped('parent')
  @Field(() => [AllocationStageValue], { description: 'Value and bound, stage by stage.' })
  stages!: AllocationStageValue[];
}
