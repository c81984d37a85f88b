import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: '单位: an employer, or an organisation that joins in (R8).' })
export class Unit {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => Int, { description: 'Grows with every change; a write sends the one it saw.' })
  version!: number;

  @Field({ description: 'Its code; part of its path.' })
  code!: string;

  @Field({ description: 'The name in force.' })
  name!: string;

  @Field(() => [String], { description: 'Names it had before.' })
  formerNames!: string[];

  @Field({ description: 'MUNICIPAL, COUNTY, TOWN or VERTICAL.' })
  level!: string;

  @Field(() => String, { nullable: true, description: 'What it works on, e.g. HEALTH.' })
  field!: string | null;

  @Field(() => ID, { description: 'Where it sits.' })
  seatId!: string;

  @Field(() => ID, { description: 'The region whose office countersigns it (R5).' })
  administeredById!: string;

  @Field({ description: 'Its path.' })
  path!: string;

  @Field(() => String, { nullable: true, description: 'Since when it no longer exists, YYYY-MM-DD.' })
  endedOn!: string | null;
}

@ObjectType({ description: '包村单位: which unit looks after which village, [from, to).' })
export class VillageAssignment {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => ID, { description: 'The unit.' })
  unitId!: string;

  @Field(() => ID, { description: 'The village.' })
  villageId!: string;

  @Field({ description: 'The first day, YYYY-MM-DD.' })
  from!: string;

  @Field(() => String, { nullable: true, description: 'The first day no longer; null while it lasts.' })
  to!: string | null;
}
