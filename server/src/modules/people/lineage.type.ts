import { Field, ID, Int, ObjectType } from 'type-graphql';
import { enumType } from '../../platform/graphql/enum-type.ts';
import { Scoped } from '../../platform/graphql/guard.ts';
import { Household } from './household.type.ts';

export const LineageEnum = enumType('Lineage', 'What a household did in a split or a merge (R7).', {
  GAVE_OFF: 'Some of its people began a household of their own.',
  CAME_OFF: 'It began when they did.',
  TOOK_IN: 'Another household went into it.',
  WENT_INTO: 'It went into another one and ended.',
});
export type Lineage = keyof typeof LineageEnum;

@ObjectType({ description: 'Where a household came from or went: one split or merge that stands.' })
export class HouseholdLineage {
  @Field(() => ID, { description: 'Identifier of the step, to take it back by.' })
  id!: string;

  @Field(() => LineageEnum, { description: 'What the household did.' })
  did!: Lineage;

  @Field({ description: 'When, YYYY-MM-DD.' })
  day!: string;

  @Field(() => Int, { description: 'How many registered people changed house.' })
  people!: number;

  @Field(() => ID, { description: 'The other household.' })
  otherId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the head of the other household; null where it lies elsewhere by now (R31).',
  })
  otherHeadName!: string | null;

  @Field({ description: 'Whether the caller did it less than a day ago and can take it back.' })
  undoable!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why the caller, who did it less than a day ago, can’t take it back, for people.',
  })
  whyNot!: string | null;
}

@ObjectType({ description: 'A split or a merge that was done or taken back.' })
export class HouseholdsChanged {
  @Field(() => ID, { description: 'Identifier of the step, to take it back by.' })
  stepId!: string;

  @Scoped('parent')
  @Field(() => Household, { description: 'The household that stays.' })
  household!: Household;

  @Scoped('parent')
  @Field(() => Household, { description: 'The one that began or ended by it.' })
  other!: Household;
}
