import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { ConfirmationStateEnum, LampEnum } from './confirmation.enums.ts';

/** What the years of units and of counties have in common. */
@ObjectType()
export abstract class SignedYear {
  @Field(() => ID, { description: 'The unit or the county.' })
  id!: string;

  @Field(() => Int, { description: 'The programme year.' })
  year!: number;

  @Field({
    description:
      'Whether it is over: a newer year is open and its own deadline has passed. It shows what was signed.',
  })
  past!: boolean;

  @Field({ description: 'The name of the unit or the county.' })
  name!: string;

  @Field({ description: 'Its path.' })
  path!: string;

  @Field(() => ConfirmationStateEnum, { description: 'How far it is signed.' })
  state!: keyof typeof ConfirmationStateEnum;

  @Field(() => Int, { description: 'Grows with every signature; a signature sends the one it saw.' })
  version!: number;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Since when something signed has changed; to be signed again.',
  })
  changedSince!: Date | null;

  @Field(() => Int, { description: 'How many things have changed since.' })
  changes!: number;

  @Field(() => LampEnum, { description: 'The light.' })
  lamp!: keyof typeof LampEnum;

  @Field({ description: 'Why, in a sentence.' })
  reason!: string;

  @Field(() => Int, { description: 'Officials without a friend and not excused.' })
  officials!: number;

  @Field(() => Int, { description: 'Households that more cadres hold or claim than they have places.' })
  duplicates!: number;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was last confirmed.' })
  confirmedAt!: Date | null;
}
