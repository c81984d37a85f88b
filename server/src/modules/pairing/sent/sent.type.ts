import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { listType } from '../../../platform/graphql/page.ts';
import { RankEnum, type Rank } from '../../people/index.ts';

@ObjectType({
  description: '市派干部: somebody of the city’s units whom it has sent to a county for a year (R6).',
})
export class SentCadre {
  @Field(() => ID, { description: 'The cadre.' })
  id!: string;

  @Field({ description: 'Their name.' })
  name!: string;

  @Field({ description: 'The name of the unit.' })
  unit!: string;

  @Field(() => RankEnum, { description: 'The rank, on which the quota hangs (R1).' })
  rank!: Rank;

  @Field(() => Int, { description: 'Households that they have in that county.' })
  here!: number;

  @Field(() => Int, { description: 'Households more that they may take (R1).' })
  placesLeft!: number;

  @Field(() => ID, { description: 'The county.' })
  countyId!: string;

  @Field({ description: 'Its name.' })
  county!: string;

  @Field(() => GraphQLISODateTime, { description: 'When the city sent them.' })
  at!: Date;
}

@ObjectType({
  description: 'Somebody of the city’s units with places left whom it has sent nowhere in the year yet (R6).',
})
export class SendableCadre {
  @Field(() => ID, { description: 'The cadre.' })
  id!: string;

  @Field({ description: 'Their name.' })
  name!: string;

  @Field(() => ID, { description: 'The unit.' })
  unitId!: string;

  @Field({ description: 'Its name.' })
  unit!: string;

  @Field(() => RankEnum, { description: 'The rank, on which the quota hangs (R1).' })
  rank!: Rank;

  @Field(() => Int, { description: 'Households that they have.' })
  load!: number;

  @Field(() => Int, { description: 'Households more that they may take (R1).' })
  placesLeft!: number;
}

export const SentCadreList = listType(SentCadre, 'SentCadreList');
export const SendableCadreList = listType(SendableCadre, 'SendableCadreList');
