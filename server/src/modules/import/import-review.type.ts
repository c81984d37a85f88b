import { Field, ID, Int, ObjectType } from 'type-graphql';
import { enumType } from '../../platform/graphql/enum-type.ts';
import { Scoped } from '../../platform/graphql/guard.ts';
import type { Decision } from './verdict/decisions.ts';

export const ImportDecisionEnum = enumType<Decision>(
  'ImportDecision',
  'What an office decides on a question of a roster.',
  {
    NOTED: 'Taken note of; nothing follows.',
    RETURNED: '退回: the row that waits is not written and is destroyed.',
    TAKEN: 'It is the one that is stored, and the roster is right: the row is written.',
    SEPARATE: 'It is another one: the row is written without the number that collides.',
    CLAIMED: 'It is the stored cadre, who stays where they are: the 帮扶户 are written.',
  },
);

@ObjectType({ description: 'One way to decide a question.' })
export class ImportReviewChoice {
  @Field(() => ImportDecisionEnum, { description: 'To be sent back.' })
  decision!: Decision;

  @Field({ description: 'As a button says it.' })
  label!: string;

  @Field({ description: 'What follows from it, for people.' })
  follows!: string;
}

@ObjectType({ description: 'A value of a row that waits for a decision.' })
export class ImportReviewValue {
  @Field({ description: 'What it is, for people.' })
  label!: string;

  @Field({ description: 'The value; numbers of people masked.' })
  shown!: string;
}

@ObjectType({
  description: '待核: what a roster asked and an office has to decide. Nothing has changed or ended by it.',
})
export class ImportReview {
  @Field(() => ID, { description: 'Stable identifier.' })
  id!: string;

  @Field({ description: 'What is asked: REMARK, OTHER_HEAD, MISSING, SUPERIOR and others.' })
  kind!: string;

  @Field({ description: 'CADRE or HOUSEHOLD.' })
  subjectType!: string;

  @Field(() => ID, { nullable: true, description: 'Whom it is about, where that is stored.' })
  subjectId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'For SUPERIOR: who has the number already, of the same type.',
  })
  otherId!: string | null;

  @Field(() => String, { nullable: true, description: 'Their name, or that of the head.' })
  otherName!: string | null;

  @Field({ description: 'The name in the roster, or of whom a form was filled in for.' })
  name!: string;

  @Field({ description: 'The question, for people.' })
  message!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The row of the roster; null where it was asked by a form.',
  })
  row!: number | null;

  @Field({ description: 'OPEN or DONE.' })
  state!: string;

  @Field(() => String, { nullable: true, description: 'What was decided.' })
  note!: string | null;

  @Field(() => ImportDecisionEnum, {
    nullable: true,
    description: 'Which of the choices it was; null where it is open.',
  })
  decision!: Decision | null;

  @Scoped('parent')
  @Field(() => [ImportReviewChoice], {
    description: 'What may be decided, the likeliest first; none once it is decided.',
  })
  choices!: ImportReviewChoice[];

  @Scoped('parent')
  @Field(() => [ImportReviewValue], {
    description: 'What the row that waits says, personal values masked; none where no row waits.',
  })
  says!: ImportReviewValue[];

  @Field({ description: 'When it was asked.' })
  createdAt!: string;

  @Field(() => Int, { description: 'To be sent back with a decision.' })
  version!: number;
}
