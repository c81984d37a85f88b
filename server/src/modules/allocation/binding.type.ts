import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../../platform/graphql/guard.ts';
import { RankEnum, type Rank } from '../people/index.ts';
import { AllocationPinKindEnum, type AllocationPinKind } from './enums.type.ts';

@ObjectType({ description: 'Where one place more would cover one household more.' })
export class AllocationScarcity {
  @Field(() => ID, { nullable: true, description: 'The county; null for places that may be sent anywhere.' })
  regionId!: string | null;

  @Field({ description: 'Its name; 市直单位 for those that may be sent anywhere.' })
  name!: string;
}

@ObjectType({ description: 'A rank whose quota (R1) stands in the way: somebody of it has no place left.' })
export class AllocationFullRank {
  @Field(() => ID, { nullable: true, description: 'The county; null for those who may be sent anywhere.' })
  regionId!: string | null;

  @Field({ description: 'Its name; 市直单位 for those who may be sent anywhere.' })
  name!: string;

  @Field({ description: '市派: people of the city’s units, whom it has sent there (R6).' })
  sent!: boolean;

  @Field(() => RankEnum, { description: 'The rank.' })
  rank!: Rank;

  @Field(() => Int, { description: 'How many have no place left.' })
  full!: number;

  @Field(() => Int, {
    description: 'For how many of them one place more, for them alone, covers one household more. Exact.',
  })
  households!: number;

  @Field(() => Int, {
    description: 'For how many of them one place more gives them their first friend. Exact.',
  })
  officials!: number;

  @Field(() => Int, {
    description: 'How many households more are covered at the most when each of them has one place more.',
  })
  most!: number;
}

@ObjectType({ description: 'A pin or a ban that stands in the way, with what is better without it alone.' })
export class AllocationBindingPair {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => AllocationPinKindEnum, { description: 'PIN or BAN.' })
  kind!: AllocationPinKind;

  @Field(() => ID, { description: 'The household.' })
  householdId!: string;

  @Field(() => ID, { description: 'The cadre.' })
  cadreId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Head of the household; null where it is not one’s own.',
  })
  head!: string | null;

  @Field(() => String, { nullable: true, description: 'Its village.' })
  village!: string | null;

  @Field(() => String, { nullable: true, description: 'The cadre; null where they are not one’s to see.' })
  cadre!: string | null;

  @Field(() => String, { nullable: true, description: 'The cadre’s unit.' })
  unit!: string | null;

  @Field(() => Int, { description: 'Officials with a friend, more.' })
  officials!: number;

  @Field(() => Int, {
    description: 'Households with a friend, more; below 0 where an official’s first costs one.',
  })
  households!: number;

  @Field({ description: 'As many households, but one that goes before those without.' })
  sooner!: boolean;

  @Field(() => Int, { description: 'Friends of today who stay, more; below 0 where it takes more changes.' })
  kept!: number;
}

@ObjectType({ description: 'What stands in the way of a better proposal: each by itself, exact.' })
export class AllocationBinding {
  @Scoped('parent')
  @Field(() => [AllocationFullRank], { description: 'Quotas, by place and rank; empty where none does.' })
  quotas!: AllocationFullRank[];

  @Scoped('parent')
  @Field(() => [AllocationScarcity], {
    description: 'Counties where one household more would give one official more a friend.',
  })
  idle!: AllocationScarcity[];

  @Scoped('parent')
  @Field(() => [AllocationBindingPair], {
    description: 'Pins and bans of the office, the first 50, what brings most before the rest.',
  })
  byHand!: AllocationBindingPair[];

  @Field(() => Int, { description: 'How many of them there are.' })
  byHandTotal!: number;
}
