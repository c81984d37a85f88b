import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: '农户: a rural household, registered poor or not.' })
export class Household {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => Int, { description: 'Grows with every change; a write sends the one it saw.' })
  version!: number;

  @Field(() => String, { nullable: true, description: '户编号.' })
  number!: string | null;

  @Field({ description: 'Name of the head.' })
  headName!: string;

  @Field(() => ID, { nullable: true, description: 'The member who is the head, where members are known.' })
  headId!: string | null;

  @Field(() => ID, { description: 'The village.' })
  regionId!: string;

  @Field({ description: 'The path of the village.' })
  path!: string;

  @Field(() => String, { nullable: true, description: 'The group within the village, e.g. 3 组.' })
  villageGroup!: string | null;

  @Field({ description: 'Dictionary code of the poverty status.' })
  povertyStatus!: string;

  @Field({ description: 'What people call that status.' })
  povertyStatusLabel!: string;

  @Field(() => String, { nullable: true, description: 'Dictionary code of the main cause of poverty.' })
  cause!: string | null;

  @Field(() => String, { nullable: true, description: 'What people call that cause.' })
  causeLabel!: string | null;

  @Field({
    description: 'Whether it counts for gaps: registered poor or monitored, with a living member, not ended.',
  })
  eligible!: boolean;

  @Field(() => Int, { description: 'How hard off, 0 to 100.' })
  need!: number;

  @Field(() => Int, { description: 'Living members.' })
  size!: number;

  @Field(() => String, { nullable: true, description: 'Since when it no longer exists, YYYY-MM-DD.' })
  endedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it no longer exists.' })
  endedReason!: string | null;

  @Field(() => String, { nullable: true, description: '备注; numbers in it masked (R32).' })
  remark!: string | null;

  @Field({ description: 'Whether the remark hides a number, to be seen with `reveal`.' })
  remarkHides!: boolean;
}

@ObjectType({ description: '家庭成员; numbers masked (R32).' })
export class HouseholdMember {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => Int, { description: 'Grows with every change; a write sends the one it saw.' })
  version!: number;

  @Field(() => ID, { description: 'The household.' })
  householdId!: string;

  @Field({ description: 'Name.' })
  name!: string;

  @Field({ description: 'Dictionary code of the relation to the head.' })
  relation!: string;

  @Field({ description: 'What people call that relation.' })
  relationLabel!: string;

  @Field(() => String, { nullable: true, description: 'M or F.' })
  sex!: string | null;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD.' })
  birthDate!: string | null;

  @Field(() => String, { nullable: true, description: 'The day of death, YYYY-MM-DD.' })
  diedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'The day they left the household, YYYY-MM-DD.' })
  leftOn!: string | null;

  @Field({ description: 'Whether this is the head.' })
  head!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The identity number, masked; null where none is known.',
  })
  identityMask!: string | null;

  @Field(() => String, { nullable: true, description: 'The phone, masked; null where none is known.' })
  phoneMask!: string | null;

  @Field(() => String, { nullable: true, description: 'When the phone last worked, YYYY-MM-DD (R13).' })
  phoneWorksOn!: string | null;
}
