import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { enumType } from '../../platform/graphql/enum-type.ts';
import type { OpenedField, OpenedPeople } from '../people/index.ts';

export const DisclosedPeopleEnum = enumType<OpenedPeople>('DisclosedPeople', 'Whose numbers.', {
  HEADS: 'Of each household its head.',
  MEMBERS: 'Everybody who lives in the households.',
  CADRES: 'Cadres and community friends.',
});

export const DisclosedFieldEnum = enumType<OpenedField>('DisclosedField', 'What stands in full.', {
  IDENTITY: 'The identity number.',
  PHONE: 'The phone.',
});

export const DisclosureStateEnum = enumType('DisclosureState', 'How far a disclosure has come.', {
  ASKED: 'Waits for the second person.',
  WITHDRAWN: 'Taken back by whoever asked; a file that was made is destroyed.',
  REFUSED: 'Refused; nothing was made.',
  EXPIRED: 'Nobody decided within 24 hours.',
  MAKING: 'The workbook is being written.',
  READY: 'Can be fetched by whoever asked, until it expires.',
  OVER: 'The file is destroyed.',
  FAILED: 'Not made; `problem` says why.',
});
export type DisclosureState = keyof typeof DisclosureStateEnum;

@ObjectType({
  description:
    'A workbook with personal data in full (R32): what was asked for, who decided, what became of it. It holds no personal value.',
})
export class Disclosure {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field({ description: '导出编号: stands in every row of the workbook, e.g. QY2026-00017.' })
  number!: string;

  @Field(() => DisclosedPeopleEnum, { description: 'Whose numbers.' })
  people!: OpenedPeople;

  @Field(() => [DisclosedFieldEnum], { description: 'What stands in full.' })
  fields!: OpenedField[];

  @Field({ description: 'The place or unit that the list is of.' })
  area!: string;

  @Field(() => [String], { description: 'The conditions of the list in words.' })
  conditions!: string[];

  @Field(() => Int, { description: 'How many people it had when it was asked for.' })
  askedRows!: number;

  @Field(() => Boolean, { description: 'Few enough that nobody had to be asked.' })
  alone!: boolean;

  @Field({ description: 'Why, in the words of whoever asked.' })
  reason!: string;

  @Field(() => DisclosureStateEnum, { description: 'How far it has come.' })
  state!: DisclosureState;

  @Field({ description: 'Who asked.' })
  askedBy!: string;

  @Field({ description: 'As what they asked, e.g. 县操作员 · 平利县.' })
  askedAs!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was asked for.' })
  askedAt!: Date;

  @Field(() => Boolean, {
    description: 'Whether the caller asked: such a one can take it back and fetch it, and can’t decide it.',
  })
  own!: boolean;

  @Field(() => GraphQLISODateTime, {
    description: 'Until when it can be decided; once made, until when the file is there.',
  })
  expiresAt!: Date;

  @Field(() => String, { nullable: true, description: 'Who decided; null where nobody had to or has.' })
  decidedBy!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was decided.' })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What whoever decided had to say.' })
  answer!: string | null;

  @Field(() => Int, { description: 'Rows written so far.' })
  done!: number;

  @Field(() => Int, { description: 'Rows to write, once they are counted.' })
  total!: number;

  @Field(() => Int, { description: 'How often the file was fetched.' })
  downloads!: number;

  @Field(() => String, { nullable: true, description: 'Why there is no file, in a sentence.' })
  problem!: string | null;

  @Field(() => Int, { description: 'Grows with every change; a write sends the one it saw.' })
  version!: number;
}

@ObjectType({ description: 'What a disclosure would be, before it is asked for.' })
export class DisclosureOutlook {
  @Field(() => Int, { description: 'People in the list.' })
  rows!: number;

  @Field(() => Int, {
    description: 'How many people one account may take within 24 hours without a second person.',
  })
  rowsAlone!: number;

  @Field(() => Int, { description: 'How many the caller has taken so in the last 24 hours.' })
  takenAlone!: number;

  @Field(() => Boolean, { description: 'Whether somebody else has to approve it.' })
  needsSecond!: boolean;

  @Field({ description: 'The place or unit that the list is of.' })
  area!: string;

  @Field(() => [String], { description: 'The conditions of the list in words.' })
  conditions!: string[];
}
