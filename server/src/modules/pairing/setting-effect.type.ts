import { Field, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../../platform/graphql/guard.ts';
import { RankEnum, type Rank } from '../people/index.ts';

@ObjectType({ description: 'People whose category a new rank map changes.' })
export class RankMove {
  @Field({ description: 'Their rank title, as rosters write it.' })
  title!: string;

  @Field(() => RankEnum, { description: 'The category until now.' })
  from!: Rank;

  @Field(() => RankEnum, { description: 'The category by the new map.' })
  to!: Rank;

  @Field(() => Int, { description: 'How many people.' })
  people!: number;
}

@ObjectType({
  description: 'A rank title that no line of the map fits; its people keep the category they have.',
})
export class UnknownTitle {
  @Field({ description: 'The title.' })
  title!: string;

  @Field(() => Int, { description: 'How many people.' })
  people!: number;
}

@ObjectType({ description: 'What saving a rank map would do (R1). Ends no pairing.' })
export class RankMapEffect {
  @Field(() => Int, { description: 'People whose category would change.' })
  people!: number;

  @Scoped('parent')
  @Field(() => [RankMove], { description: 'Which, by title, most people first.' })
  moves!: RankMove[];

  @Scoped('parent')
  @Field(() => [UnknownTitle], { description: 'Titles that no line fits, most people first.' })
  unknown!: UnknownTitle[];
}

@ObjectType({ description: 'Officials of a rank who have more households than their quota.' })
export class OverQuota {
  @Field(() => RankEnum, { description: 'The rank.' })
  rank!: Rank;

  @Field(() => Int, { description: 'How many officials.' })
  officials!: number;
}

@ObjectType({
  description: 'What a programme year with these settings would mean today (R1, R2). Ends no pairing.',
})
export class ProgrammeYearEffect {
  @Field(() => Int, { description: 'Places officials at work still have, summed up.' })
  places!: number;

  @Scoped('parent')
  @Field(() => [OverQuota], { description: 'Who is over quota, rank by rank; flagged, never ended.' })
  overQuota!: OverQuota[];

  @Field(() => Int, { description: 'Households with more responsible cadres than the cap; they keep them.' })
  overCap!: number;
}

@ObjectType({ description: 'What municipal and vertical units can take in a year (R6).' })
export class MunicipalCapacity {
  @Field(() => Int, { description: 'Their officials at work.' })
  officials!: number;

  @Field(() => Int, { description: 'Households those have now.' })
  paired!: number;

  @Field(() => Int, { description: 'Places those still have.' })
  places!: number;
}
