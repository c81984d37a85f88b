import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../../../platform/graphql/guard.ts';

@ObjectType({ description: 'Who might take a household over.' })
export class ProposedSuccessor {
  @Field(() => ID, { description: 'The cadre.' })
  id!: string;

  @Field({ description: 'Name.' })
  name!: string;

  @Field({ description: 'Unit.' })
  unit!: string;

  @Field({ description: 'Why, for people: 同单位, 同镇, 手上几户.' })
  why!: string;
}

@ObjectType({ description: 'One household of a caseload that is to be handed over.' })
export class HandoverLine {
  @Field(() => ID, { description: 'The pairing that stands today.' })
  id!: string;

  @Field(() => Int, { description: 'Its version; `handOverCaseload` sends it back.' })
  version!: number;

  @Field(() => ID, { description: 'The household.' })
  householdId!: string;

  @Field({ description: 'Head of the household.' })
  head!: string;

  @Field({ description: 'Village and group.' })
  village!: string;

  @Field(() => Int, { description: 'People who live there.' })
  size!: number;

  @Field(() => String, { nullable: true, description: 'Main cause of poverty, for people.' })
  cause!: string | null;

  @Field({ description: 'Friends since, YYYY-MM-DD.' })
  from!: string;

  @Field({ description: 'The duty of assistance stands: the old friend is kept whatever is asked (R4).' })
  duty!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The day on which it goes over already, YYYY-MM-DD, where that is ordered.',
  })
  scheduledOn!: string | null;

  @Field(() => String, { nullable: true, description: 'To whom it goes then, where the scope reaches them.' })
  scheduledTo!: string | null;

  @Scoped('parent')
  @Field(() => ProposedSuccessor, {
    nullable: true,
    description: 'The best successor; null where nobody has a place.',
  })
  successor!: ProposedSuccessor | null;
}

@ObjectType({ description: 'A caseload with a successor proposed for each household (R7).' })
export class HandoverProposal {
  @Field(() => ID, { description: 'The cadre who hands over.' })
  id!: string;

  @Field({ description: 'Name.' })
  name!: string;

  @Field({ description: 'Unit.' })
  unit!: string;

  @Field({ description: 'At work or not; see `CadreStatus`.' })
  status!: string;

  @Scoped('parent')
  @Field(() => [HandoverLine], { description: 'The households, the hardest-off first.' })
  lines!: HandoverLine[];
}
