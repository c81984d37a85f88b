import { IsEnum, IsOptional, IsUUID, MaxLength } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

export const PersonSubjectEnum = { CADRE: 'CADRE', MEMBER: 'MEMBER' } as const;
registerEnumType(PersonSubjectEnum, {
  name: 'PersonSubject',
  description: 'A cadre, or a member of a household.',
  valuesConfig: {
    CADRE: { description: 'A cadre.' },
    MEMBER: { description: 'A member of a household, its head too.' },
  },
});

export const PersonFieldEnum = { IDENTITY: 'IDENTITY', PHONE: 'PHONE' } as const;
registerEnumType(PersonFieldEnum, {
  name: 'PersonField',
  description: 'What to see in full.',
  valuesConfig: {
    IDENTITY: { description: 'The identity number, 18 signs.' },
    PHONE: { description: 'The phone number.' },
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

  @Field(() => String, { nullable: true, description: "Why; a cadre's own friend's phone needs none (R13)." })
  @IsOptional()
  @MaxLength(200, { message: '最多 200 字' })
  reason?: string | null;
}

@ObjectType({ description: 'A value in full; to be shown for a minute and kept nowhere.' })
export class Revealed {
  @Field({ description: 'The value.' })
  value!: string;
}
