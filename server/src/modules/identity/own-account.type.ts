import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A place where one is signed in now.' })
export class OwnSession {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field({ description: 'Whether it is the one that asks.' })
  current!: boolean;

  @Field({ description: 'What the browser calls itself.' })
  userAgent!: string;

  @Field(() => GraphQLISODateTime, { description: 'Since when.' })
  createdAt!: Date;

  @Field(() => GraphQLISODateTime, { description: 'When it was last used, to the minute.' })
  lastSeenAt!: Date;
}
