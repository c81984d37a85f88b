import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../../platform/graphql/guard.ts';
import { RankEnum, type Rank } from '../people/index.ts';

@ObjectType({ description: 'Cadres of one rank in a unit.' })
export class AllocationSupplyRank {
  @Field(() => RankEnum, { description: 'The rank.' })
  rank!: Rank;

  @Field(() => Int, { description: 'Officials at work and other friends who may be given households.' })
  cadres!: number;

  @Field(() => Int, { description: 'Officials of them without a friend.' })
  withoutFriend!: number;

  @Field(() => Int, { description: 'Places that their quotas leave (R1).' })
  placesLeft!: number;
}

@ObjectType({ description: 'What a unit can take.' })
export class AllocationSupplyUnit {
  @Field(() => ID, { description: 'The unit.' })
  id!: string;

  @Field({ description: 'Its name.' })
  name!: string;

  @Field({ description: 'MUNICIPAL, COUNTY, TOWN or VERTICAL.' })
  level!: string;

  @Field(() => String, { nullable: true, description: 'Its field of work.' })
  field!: string | null;

  @Field(() => Int, { description: 'Villages that it looks after (包村).' })
  villages!: number;

  @Field({ description: '市派: a unit of the city’s, of which only those count whom it has sent here (R6).' })
  sent!: boolean;

  @Scoped('parent')
  @Field(() => [AllocationSupplyRank], { description: 'By rank.' })
  ranks!: AllocationSupplyRank[];

  @Field(() => Int, { description: 'Officials without a friend, over all ranks.' })
  withoutFriend!: number;

  @Field(() => Int, { description: 'Places left, over all ranks.' })
  placesLeft!: number;
}

@ObjectType({ description: 'What a place needs, today and under a proposal.' })
export class AllocationNeedPlace {
  @Field(() => ID, { description: 'The region.' })
  id!: string;

  @Field({ description: 'Its name.' })
  name!: string;

  @Field({ description: 'COUNTY, TOWN or VILLAGE.' })
  level!: string;

  @Field({ description: 'Its path, to go further down.' })
  path!: string;

  @Field(() => Boolean, { description: 'A poor village; false of a county or town.' })
  poor!: boolean;

  @Field(() => Int, { description: 'Eligible households.' })
  eligible!: number;

  @Field(() => Int, { description: 'Of them without a friend today.' })
  waiting!: number;

  @Field(() => Int, { description: 'Of those the hardest-off.' })
  waitingHard!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Without a friend under the run’s proposal; null without a run.',
  })
  waitingAfter!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Households there whose friend would change; null without a run.',
  })
  moved!: number | null;
}

@ObjectType({ description: 'What a published allocation left in a place, with the reasons.' })
export class AllocationCertificatePlace {
  @Field(() => ID, { description: 'The county or town.' })
  id!: string;

  @Field({ description: 'Its name.' })
  name!: string;

  @Field({ description: 'Its path.' })
  path!: string;

  @Field({ description: 'COUNTY or TOWN.' })
  level!: string;

  @Field(() => Int, { description: 'Eligible households.' })
  eligible!: number;

  @Field(() => Int, { description: 'With a friend before.' })
  coveredBefore!: number;

  @Field(() => Int, { description: 'With a friend afterwards.' })
  coveredAfter!: number;

  @Field(() => Int, { description: 'New pairs.' })
  new!: number;

  @Field(() => Int, { description: 'Pairs moved.' })
  moved!: number;

  @Field(() => Int, { description: '交友空白: as the board counted them when it was published (R5).' })
  gaps!: number;

  @Field(() => Int, { description: '待安排: as the board counted them when it was published (R5).' })
  waiting!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      '有两名干部: as the board counted them when it was published (R2); null where it was not asked yet.',
  })
  duplicates!: number | null;

  @Field(() => [String], {
    description: 'Why eligible households have no friend, in words, with the counts.',
  })
  reasons!: string[];
}
