import { IsBoolean, IsIn, IsInt, IsOptional, IsUUID } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { enumType } from '../../platform/graphql/enum-type.ts';
import { OptionalReason, ReasonField, type ErasureSubject } from '../people/index.ts';

export const ErasureSubjectEnum = enumType<ErasureSubject>('ErasureSubject', 'Whose data go.', {
  CADRE: 'A cadre’s or a community friend’s, with the account.',
  MEMBER: 'Those of one member of a household.',
  HOUSEHOLD: 'Those of a household with all its members.',
});

export const ErasureGroundEnum = enumType(
  'ErasureGround',
  'The legal ground: article 47 of the Personal Information Protection Law, or another law.',
  {
    PURPOSE_ENDED: 'The purpose has been reached, can’t be reached, or needs the data no longer.',
    PERIOD_ENDED: 'The service has ended, or the period for which data are kept is over.',
    CONSENT_WITHDRAWN: 'The person has taken back their consent.',
    UNLAWFUL: 'The data were handled against the law or an agreement.',
    OTHER_LAW: 'Another law demands it; the reason names it.',
  },
);
export type ErasureGround = keyof typeof ErasureGroundEnum;

export const ErasureStateEnum = enumType('ErasureState', 'How far an erasure has come.', {
  ASKED: 'Asked for; can be taken back until it is decided.',
  WITHDRAWN: 'Taken back by whoever asked.',
  REFUSED: 'Refused; the data are as they were.',
  ERASED: 'Carried out, for good.',
});
export type ErasureState = keyof typeof ErasureStateEnum;

@ObjectType({
  description:
    'An erasure by law (R32): who asked, on what ground, who decided. It never holds what was erased.',
})
export class Erasure {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => ErasureSubjectEnum, { description: 'Whose data go.' })
  subject!: ErasureSubject;

  @Field(() => ID, { description: 'The cadre, member or household.' })
  subjectId!: string;

  @Field({ description: 'The name as it stands now; 已依法删除 once it is erased.' })
  person!: string;

  @Field({ description: 'The unit or village.' })
  place!: string;

  @Field(() => ErasureGroundEnum, { description: 'The legal ground.' })
  ground!: ErasureGround;

  @Field({ description: 'Why, in the words of whoever asked.' })
  reason!: string;

  @Field(() => ErasureStateEnum, { description: 'How far it has come.' })
  state!: ErasureState;

  @Field(() => String, {
    nullable: true,
    description: 'Who asked; null where a restored backup was put right.',
  })
  askedBy!: string | null;

  @Field(() => GraphQLISODateTime, { description: 'When it was asked for.' })
  askedAt!: Date;

  @Field(() => Boolean, {
    description: 'Whether the caller asked: such a one can take it back and can’t decide it.',
  })
  own!: boolean;

  @Field(() => String, { nullable: true, description: 'Who decided or took it back.' })
  decidedBy!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was decided or taken back.' })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What whoever decided had to say.' })
  answer!: string | null;

  @Field(() => Int, { description: 'Grows with every change; a write sends the one it saw.' })
  version!: number;
}

@InputType({ description: 'Which erasures.' })
export class ErasureFilter {
  @Field(() => ErasureStateEnum, { nullable: true, description: 'Only those that have come so far.' })
  @IsOptional()
  @IsIn(Object.values(ErasureStateEnum))
  state?: ErasureState | null;
}

@InputType({ description: 'Whose data are to be erased by law, and on what ground.' })
export class AskErasureInput {
  @Field(() => ErasureSubjectEnum, { description: 'Whose data go.' })
  @IsIn(Object.values(ErasureSubjectEnum))
  subject!: ErasureSubject;

  @Field(() => ID, { description: 'The cadre, member or household.' })
  @IsUUID()
  id!: string;

  @Field(() => ErasureGroundEnum, { description: 'The legal ground.' })
  @IsIn(Object.values(ErasureGroundEnum))
  ground!: ErasureGround;

  @ReasonField('Why, without the person’s name or numbers: the reason stays.', '写明依据和经过，最多 200 字')
  reason!: string;
}

@InputType({ description: 'Takes back an erasure that is not decided.' })
export class WithdrawErasureInput {
  @Field(() => ID, { description: 'The erasure.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;
}

@InputType({ description: 'Decides an erasure. Approved, it is carried out at once and is final.' })
export class DecideErasureInput {
  @Field(() => ID, { description: 'The erasure.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => Boolean, { description: 'Whether the data go.' })
  @IsBoolean()
  approve!: boolean;

  @OptionalReason('Why; a refusal needs it. Without the person’s name or numbers.')
  answer?: string | null;
}
