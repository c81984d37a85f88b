import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CADRE_STATUSES, type CadreStatus } from './cadre-status.rules.ts';

const enumOf = <T extends string>(...names: T[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [N in T]: N };

export const CadreKindEnum = enumOf(
  'OFFICIAL',
  'ENTERPRISE',
  'MASS_ORGANISATION',
  'PHILANTHROPIST',
  'MIGRANT_ENTREPRENEUR',
);
export type CadreKind = keyof typeof CadreKindEnum;
registerEnumType(CadreKindEnum, {
  name: 'CadreKind',
  description: 'Who makes a friend (R8).',
  valuesConfig: {
    OFFICIAL: { description: '干部: must have a friend (R1).' },
    ENTERPRISE: { description: '企业人士 (R8).' },
    MASS_ORGANISATION: { description: '群团人士 (R8).' },
    PHILANTHROPIST: { description: '爱心人士 (R8).' },
    MIGRANT_ENTREPRENEUR: { description: '返乡能人 (R8).' },
  },
});

export const CadreStatusEnum = enumOf(...CADRE_STATUSES);
export type { CadreStatus };
registerEnumType(CadreStatusEnum, {
  name: 'CadreStatus',
  description: 'Whether somebody is at work (R7).',
  valuesConfig: {
    ACTIVE: { description: '在岗.' },
    ON_LEAVE: { description: '请假.' },
    ILL: { description: '病休.' },
    SECONDED: { description: '借调: lent to another unit.' },
    RETIRED: { description: '退休.' },
    LEFT: { description: '离职.' },
    DECEASED: { description: '去世; can’t be changed any more.' },
  },
});

export const CadreRankEnum = enumOf('COUNTY_LEADER', 'SECTION_HEAD', 'SECTION_DEPUTY', 'STAFF', 'TECHNICAL');
export type CadreRank = keyof typeof CadreRankEnum;
registerEnumType(CadreRankEnum, {
  name: 'CadreRank',
  description: 'The category that the quota hangs on (R1).',
  valuesConfig: {
    COUNTY_LEADER: { description: '县处级.' },
    SECTION_HEAD: { description: '乡科级正职.' },
    SECTION_DEPUTY: { description: '乡科级副职.' },
    STAFF: { description: '主任科员, 科员 and the like.' },
    TECHNICAL: { description: '专业技术人员 and 工勤人员.' },
  },
});

export const SexEnum = enumOf('M', 'F');
registerEnumType(SexEnum, {
  name: 'Sex',
  description: 'Male or female.',
  valuesConfig: {
    M: { description: '男.' },
    F: { description: '女.' },
  },
});

export const PostingKindEnum = enumOf('POST', 'SECONDMENT');
registerEnumType(PostingKindEnum, {
  name: 'PostingKind',
  description: '任职 or 借调.',
  valuesConfig: {
    POST: { description: '任职: the post itself.' },
    SECONDMENT: { description: '借调: lent to another unit, the post stays.' },
  },
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

  @Field(() => CadreRankEnum, { description: 'The category that the quota hangs on (R1).' })
  rank!: CadreRank;

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
