import { Field, ID, Int, ObjectType } from 'type-graphql';
import { enumType } from '../../platform/graphql/enum-type.ts';
import type { CadreStatus } from './cadre-status.rules.ts';
import type { Rank } from './rank.rules.ts';

export const CadreKindEnum = enumType('CadreKind', 'Who makes a friend (R8).', {
  OFFICIAL: '干部: must have a friend (R1).',
  ENTERPRISE: '企业人士 (R8).',
  MASS_ORGANISATION: '群团人士 (R8).',
  PHILANTHROPIST: '爱心人士 (R8).',
  MIGRANT_ENTREPRENEUR: '返乡能人 (R8).',
});
export type CadreKind = keyof typeof CadreKindEnum;

export const CadreStatusEnum = enumType<CadreStatus>('CadreStatus', 'Whether somebody is at work (R7).', {
  ACTIVE: '在岗.',
  ON_LEAVE: '请假.',
  ILL: '病休.',
  SECONDED: '借调: lent to another unit.',
  RETIRED: '退休.',
  LEFT: '离职.',
  DECEASED: '去世; can’t be changed any more.',
});
export type { CadreStatus };

export const RankEnum = enumType<Rank>(
  'Rank',
  'The categories a quota hangs on (R1): county leader, section head, section deputy, staff, technical and worker.',
  {
    COUNTY_LEADER: '县处级.',
    SECTION_HEAD: '乡科级正职.',
    SECTION_DEPUTY: '乡科级副职.',
    STAFF: '主任科员, 科员 and the like.',
    TECHNICAL: '专业技术人员 and 工勤人员.',
  },
);

export const SexEnum = enumType('Sex', 'Male or female.', {
  M: '男.',
  F: '女.',
});

export const PostingKindEnum = enumType('PostingKind', '任职 or 借调.', {
  POST: '任职: the post itself.',
  SECONDMENT: '借调: lent to another unit, the post stays.',
});

@ObjectType({ description: '干部 or 社会人士: whoever makes a farmer friend; numbers masked (R32).' })
export class Cadre {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => Int, { description: 'Grows with every change; a write sends the one it saw.' })
  version!: number;

  @Field({ description: 'Name.' })
  name!: string;

  @Field(() => CadreKindEnum, { description: 'Official, or who of society (R8).' })
  kind!: CadreKind;

  @Field(() => SexEnum, { nullable: true, description: 'M or F.' })
  sex!: 'M' | 'F' | null;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD.' })
  birthDate!: string | null;

  @Field(() => ID, { description: 'The unit of the present posting.' })
  unitId!: string;

  @Field({ description: 'The path of that unit.' })
  path!: string;

  @Field({ description: 'The rank as rosters write it, e.g. 一级主任科员.' })
  rankTitle!: string;

  @Field(() => RankEnum, { description: 'The category that the quota hangs on (R1).' })
  rank!: Rank;

  @Field(() => CadreStatusEnum, { description: 'Whether they are at work (R7).' })
  status!: CadreStatus;

  @Field(() => String, {
    nullable: true,
    description: 'The identity number, masked; null where none is known.',
  })
  identityMask!: string | null;

  @Field(() => String, { nullable: true, description: 'The phone, masked; null where none is known.' })
  phoneMask!: string | null;

  @Field({ description: 'Whether they can sign in.' })
  hasAccount!: boolean;
}

@ObjectType({ description: '任职 or 借调: a time at a unit, [from, to).' })
export class Posting {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => ID, { description: 'The cadre.' })
  cadreId!: string;

  @Field(() => ID, { description: 'The unit.' })
  unitId!: string;

  @Field(() => PostingKindEnum, { description: 'A post, or a secondment from the post.' })
  kind!: 'POST' | 'SECONDMENT';

  @Field({ description: 'The rank as rosters write it.' })
  rankTitle!: string;

  @Field({ description: 'The first day, YYYY-MM-DD.' })
  from!: string;

  @Field(() => String, { nullable: true, description: 'The first day no longer there; null while it lasts.' })
  to!: string | null;
}

@ObjectType({
  description: '亲属申报: kin of a cadre among the households (R26), or the statement that there is none.',
})
export class KinDeclaration {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => ID, { description: 'Who declared.' })
  cadreId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The household; null for the statement that there is none.',
  })
  householdId!: string | null;

  @Field(() => String, { nullable: true, description: 'How they are related, in words.' })
  relation!: string | null;

  @Field({ description: 'The statement that there is none; without it unknown is never "none".' })
  declaredNone!: boolean;

  @Field({ description: 'The day of the declaration, YYYY-MM-DD.' })
  declaredOn!: string;
}
