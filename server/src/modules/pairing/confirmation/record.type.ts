import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../../../platform/graphql/guard.ts';
import { ConfirmationStepEnum } from './confirmation.enums.ts';

@ObjectType({ description: 'A signature, given or taken back; with its lines it is the record.' })
export class ConfirmationSignature {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => ConfirmationStepEnum, { description: 'What was signed.' })
  step!: keyof typeof ConfirmationStepEnum;

  @Field({ description: 'Who signed.' })
  signer!: string;

  @Field({ description: 'As what: the title of the grant at that moment.' })
  signedAs!: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  signedAt!: Date;

  @Field(() => String, { nullable: true, description: 'REOPEN: why.' })
  reason!: string | null;

  @Field(() => Int, { description: 'How many pairings it signs; 0 for REOPEN.' })
  lines!: number;
}

@ObjectType({ description: 'What a pairing was when it was signed; never changes.' })
export class ConfirmationLine {
  @Field(() => Int, { description: 'Its place in the signed list.' })
  position!: number;

  @Field({ description: 'The cadre’s name then.' })
  cadre!: string;

  @Field({ description: 'The unit’s name then.' })
  unit!: string;

  @Field({ description: 'The head’s name then.' })
  head!: string;

  @Field({ description: 'The village’s name then.' })
  village!: string;

  @Field({ description: 'RESPONSIBLE or RETAINED.' })
  kind!: string;

  @Field({ description: 'Since when, YYYY-MM-DD.' })
  from!: string;
}

@ObjectType({ description: 'The list that was signed.' })
export class ConfirmationLineList {
  @Scoped('parent')
  @Field(() => [ConfirmationLine], { description: 'This page.' })
  items!: ConfirmationLine[];

  @Field(() => Int, { description: 'How many lines there are.' })
  total!: number;
}
