import { IsEnum, IsUUID } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { enumType } from '../../platform/graphql/enum-type.ts';
import { OptionalReason } from './reason-fields.ts';

export const PersonSubjectEnum = enumType(
  'PersonSubject',
  'A cadre, a member of a household, or a household.',
  {
    CADRE: 'A cadre.',
    MEMBER: 'A member of a household, its head too.',
    HOUSEHOLD: 'A household: its remark.',
  },
);

export const PersonFieldEnum = enumType('PersonField', 'What to see in full.', {
  IDENTITY: 'The identity number, 18 signs.',
  PHONE: 'The phone number.',
  REMARK: 'The remark as it was written, with its numbers.',
});

@InputType({ description: 'A personal value to see in full; the look is recorded (R32).' })
export class RevealInput {
  @Field(() => PersonSubjectEnum, { description: 'Whose kind.' })
  @IsEnum(PersonSubjectEnum)
  subject!: keyof typeof PersonSubjectEnum;

  @Field(() => ID, { description: 'Whose.' })
  @IsUUID()
  id!: string;

  @Field(() => PersonFieldEnum, { description: 'Which.' })
  @IsEnum(PersonFieldEnum)
  field!: keyof typeof PersonFieldEnum;

  @OptionalReason("Why; a cadre's own friend's phone needs none (R13).")
  reason?: string | null;
}

@ObjectType({ description: 'A value in full; to be shown for a minute and kept nowhere.' })
export class Revealed {
  @Field({ description: 'The value.' })
  value!: string;
}
