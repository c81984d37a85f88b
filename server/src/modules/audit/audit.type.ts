import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { Scoped } from '../../platform/graphql/guard.ts';

@ObjectType({ description: 'One value that a recorded act changed. Personal values stand here masked only.' })
export class RecordedChange {
  @Field({ description: 'The name of the field.' })
  field!: string;

  @Field(() => String, { nullable: true, description: 'What stood there before.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What stands there since.' })
  after!: string | null;
}

@ObjectType({ description: '改动记录: one recorded act.' })
export class RecordedAct {
  @Field(() => ID, { description: 'Identifier; later acts have greater ones.' })
  id!: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  at!: Date;

  @Field({ description: 'What was done, as noun.verb, e.g. household.edit.' })
  action!: string;

  @Field(() => String, { nullable: true, description: 'Who did it; null for the system itself.' })
  by!: string | null;

  @Field(() => String, { nullable: true, description: 'The reason given.' })
  reason!: string | null;

  @Scoped('parent')
  @Field(() => [RecordedChange], { description: 'What it changed.' })
  changes!: RecordedChange[];
}
