import { IsEnum, IsUUID } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { OptionalReason } from './reason-fields.ts';

export const PersonSubjectEnum = { CADRE: 'CADRE', MEMBER: 'MEMBER', HOUSEHOLD: 'HOUSEHOLD' } as const;
registerEnumType(PersonSubjectEnum, {
  name: 'PersonSubject',
  description: 'A cadre, a member of a household, or a household.',
  valuesConfig: {
    CADRE: { description: 'A cadre.' },
    MEMBER: { description: 'A member of a household, its head too.' },
    HOUSEHOLD: { description: 'A household: its remark.' },
  },
});

export const PersonFieldEnum = { IDENTITY: 'IDENTITY', PHONE: 'PHONE', REMARK: 'REMARK' } as const;
registerEnumType(PersonFieldEnum, {
  name: 'PersonField',
  description: 'What to see in full.',
  valuesConfig: {
    IDENTITY: { description: 'The identity number, 18 signs.' },
    PHONE: { description: 'The phone number.' },
    REMARK: { description: 'The remark as it was written, with its numbers.' },
  },
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
