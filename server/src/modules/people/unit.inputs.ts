import { IsIn, IsInt, IsOptional, IsUUID, Length, Matches } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DATE = { message: '日期写成 2026-03-31 的样子' };
const NAME = { message: '单位名称 2 到 60 个字' };
const FIELDS = [
  'HEALTH',
  'EDUCATION',
  'AGRICULTURE',
  'EMPLOYMENT',
  'HOUSING',
  'TRANSPORT',
  'WELFARE',
  'OTHER',
];

@InputType({ description: 'A unit to enter.' })
export class RegisterUnitInput {
  @Field({ description: 'Its code: capital letters and digits; part of its path for good.' })
  @Matches(/^[A-Z0-9]{2,16}$/, { message: '单位代码用大写字母和数字，2 到 16 位' })
  code!: string;

  @Field({ description: 'Its name.' })
  @Length(2, 60, NAME)
  name!: string;

  @Field({ description: 'MUNICIPAL, COUNTY, TOWN or VERTICAL.' })
  @IsIn(['MUNICIPAL', 'COUNTY', 'TOWN', 'VERTICAL'], { message: '选一个单位层级' })
  level!: 'MUNICIPAL' | 'COUNTY' | 'TOWN' | 'VERTICAL';

  @Field(() => ID, { description: 'The city, county or town it sits in.' })
  @IsUUID()
  seatId!: string;

  @Field(() => String, { nullable: true, description: 'What it works on, e.g. HEALTH.' })
  @IsOptional()
  @IsIn(FIELDS)
  field?: string | null;
}

@InputType({ description: 'What a unit is called now; fields left out stay as they are.' })
export class EditUnitInput {
  @Field(() => ID, { description: 'The unit.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => String, { nullable: true, description: 'Its new name; the old one is kept.' })
  @IsOptional()
  @Length(2, 60, NAME)
  name?: string;

  @Field(() => String, { nullable: true, description: 'What it works on.' })
  @IsOptional()
  @IsIn(FIELDS)
  field?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The first day it no longer exists; null where it does.',
  })
  @IsOptional()
  @Matches(DAY, DATE)
  endedOn?: string | null;
}

@InputType({ description: 'A village for a unit to look after.' })
export class AssignVillageInput {
  @Field(() => ID, { description: 'The unit.' })
  @IsUUID()
  unitId!: string;

  @Field(() => ID, { description: 'The village.' })
  @IsUUID()
  villageId!: string;

  @Field(() => String, { nullable: true, description: 'The first day; today where left out.' })
  @IsOptional()
  @Matches(DAY, DATE)
  from?: string | null;
}

@InputType({ description: 'The end of a village assignment.' })
export class EndAssignmentInput {
  @Field(() => ID, { description: 'The assignment.' })
  @IsUUID()
  id!: string;

  @Field(() => String, { nullable: true, description: 'The first day no longer; today where left out.' })
  @IsOptional()
  @Matches(DAY, DATE)
  to?: string | null;
}
