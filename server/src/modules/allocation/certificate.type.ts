import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../../platform/graphql/guard.ts';
import { AllocationCounts, AllocationStageValue } from './allocation.type.ts';
import { AllocationBinding, AllocationScarcity } from './binding.type.ts';
import { AllocationCertificatePlace } from './market.type.ts';

@ObjectType({
  description:
    '分配证明 (R9): what a published allocation did, that nothing is doubled, what is left and why, and that nothing better exists.',
})
export class AllocationCertificate {
  @Field(() => ID, { description: 'The run.' })
  id!: string;

  @Field({ description: 'The area.' })
  area!: string;

  @Field(() => Int, { description: 'The programme year.' })
  year!: number;

  @Field({ description: 'Who published it.' })
  publishedBy!: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  publishedAt!: Date;

  @Field({ description: 'The day from which the new pairs run and to which the old ones ran, YYYY-MM-DD.' })
  from!: string;

  @Scoped('parent')
  @Field(() => AllocationCounts, { description: 'What was kept, new, moved and left.' })
  counts!: AllocationCounts;

  @Field(() => Int, {
    description: 'Households with more responsible friends than the cap right after publishing: 0, counted.',
  })
  duplicates!: number;

  @Field(() => Int, {
    description: 'Households whose friend changed without the new one beginning on that day: 0, counted.',
  })
  uncovered!: number;

  @Field(() => Int, { description: 'Cadres given new households beyond their quota: 0, counted.' })
  overQuota!: number;

  @Field(() => Int, { description: '市派干部 (R6): people sent by name who were given households.' })
  sentCadres!: number;

  @Field(() => Int, { description: 'The households that they were given.' })
  sentHouseholds!: number;

  @Scoped('parent')
  @Field(() => [AllocationStageValue], { description: 'Objective and bound, stage by stage.' })
  stages!: AllocationStageValue[];

  @Field({ description: 'Value and bound are equal in every stage: nothing better exists.' })
  proven!: boolean;

  @Scoped('parent')
  @Field(() => [AllocationScarcity], {
    description: 'Where one place more would have covered one household more.',
  })
  scarcity!: AllocationScarcity[];

  @Scoped('parent')
  @Field(() => AllocationBinding, {
    nullable: true,
    description: 'What stands in the way; null for runs of before it was told.',
  })
  binding!: AllocationBinding | null;

  @Scoped('parent')
  @Field(() => [AllocationCertificatePlace], { description: 'County by county, below each its towns.' })
  places!: AllocationCertificatePlace[];

  @Field({ description: 'SHA-256 of what was asked.' })
  inputDigest!: string;

  @Field({ description: 'SHA-256 of what was asked and found.' })
  resultDigest!: string;
}
