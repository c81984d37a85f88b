import { IsIn, IsOptional, Matches } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { IsWords } from '../../platform/graphql/checks.ts';
import { IdField, OptionalCode, OptionalDay, VersionField } from './input-fields.ts';

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
  @IsWords(2, 60, NAME)
  name!: string;

  @Field({ description: 'MUNICIPAL, COUNTY, TOWN or VERTICAL.' })
  @IsIn(['MUNICIPAL', 'COUNTY', 'TOWN', 'VERTICAL'], { message: '选一个单位层级' })
  level!: 'MUNICIPAL' | 'COUNTY' | 'TOWN' | 'VERTICAL';

  @IdField('The city, county or town it sits in.')
  seatId!: string;

  @OptionalCode(FIELDS, 'What it works on, e.g. HEALTH.')
  field?: string | null;
}

@InputType({ description: 'What a unit is called now; fields left out stay as they are.' })
export class EditUnitInput {
  @IdField('The unit.')
  id!: string;

  @VersionField()
  version!: number;

  @Field(() => String, { nullable: true, description: 'Its new name; the old one is kept.' })
  @IsOptional()
  @IsWords(2, 60, NAME)
  name?: string;

  @OptionalCode(FIELDS, 'What it works on.')
  field?: string | null;

  @OptionalDay('The first day it no longer exists; null where it does.')
  endedOn?: string | null;
}

@InputType({ description: 'A village for a unit to look after.' })
export class AssignVillageInput {
  @IdField('The unit.')
  unitId!: string;

  @IdField('The village.')
  villageId!: string;

  @OptionalDay('The first day; today where left out.')
  from?: string | null;
}

@InputType({ description: 'The end of a village assignment.' })
export class EndAssignmentInput {
  @IdField('The assignment.')
  id!: string;

  @OptionalDay('The first day no longer; today where left out.')
  to?: string | null;
}
