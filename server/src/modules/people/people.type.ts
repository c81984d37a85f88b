import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: '单位, as every other record may show it.' })
export class UnitCard {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field({ description: 'The name in force.' })
  name!: string;

  @Field({ description: 'MUNICIPAL, COUNTY, TOWN or VERTICAL.' })
  level!: string;
}

@ObjectType({
  description:
    'What anyone who sees a pairing may see of its cadre (R6): the name and the unit, nothing else.',
})
export class CadreCard {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field({ description: 'Name.' })
  name!: string;

  @Field(() => ID, { description: 'The unit of the current posting.' })
  unitId!: string;

  /** Read in the same round trip where a page joined it. */
  unitCard?: UnitCard | null;
}

@ObjectType({
  description:
    'What a pairing shows of its household: where it is, whose it is, how it stands. A cadre who is only a retained friend, or ' +
    'was one, and their unit, are told the name and the village; the rest is null (R7).',
})
export class HouseholdCard {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field({ description: 'Name of the head.' })
  headName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The group within the village, e.g. 3 组; null to a retained or former friend, too (R7).',
  })
  villageGroup!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Dictionary code of the poverty status; null to a retained or former friend (R7).',
  })
  povertyStatus!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Dictionary code of the main cause of poverty; null to a retained or former friend, too (R7).',
  })
  cause!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Members of the household; null to a retained or former friend (R7).',
  })
  size!: number | null;

  @Field(() => ID, { description: 'The village.' })
  regionId!: string;
}
