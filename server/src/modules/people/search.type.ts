import { Field, ObjectType } from 'type-graphql';
import { Scoped } from '../../platform/graphql/guard.ts';
import { Region } from '../region/index.ts';
import { Cadre } from './cadre.type.ts';
import { Household } from './household.type.ts';

@ObjectType({ description: 'What the search box found: the first few of each kind.' })
export class Found {
  @Scoped('parent')
  @Field(() => [Cadre], { description: 'People.' })
  cadres!: Cadre[];

  @Scoped('parent')
  @Field(() => [Household], { description: 'Households.' })
  households!: Household[];

  @Scoped('parent')
  @Field(() => [Region], { description: 'Villages in the own territory.' })
  villages!: Region[];
}
