import {
  ArrayMaxSize,
  ArrayMinSize,
  IsEnum,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { enumType } from '../../../platform/graphql/enum-type.ts';
import { OptionalReason, ReasonField } from '../../people/index.ts';
import { MAX_BULK } from '../pairing.service.ts';
import { WaiverReasonEnum } from '../pairing.inputs.ts';
import { ChangeEnum } from './confirmation.enums.ts';
import { DIGEST } from './digest.rules.ts';

export const UnitChipEnum = enumType('UnitConfirmationChip', 'Which units a chip shows.', {
  ALL: '全部.',
  RED: 'Those with a red lamp.',
  YELLOW: 'Those with a yellow lamp.',
  UNCONFIRMED: 'Not signed by the liaison, or changed since.',
  TO_COUNTERSIGN: 'Signed by the liaison; the office is next.',
  GREEN: 'Signed to the end and unchanged since.',
  TOWN: 'Units of towns.',
  DIRECT: 'All but the units of towns.',
});

@InputType({ description: 'Which units.' })
export class UnitConfirmationFilter {
  @Field(() => Int, { nullable: true, description: 'The programme year; the newest where left out.' })
  @IsOptional()
  @IsInt()
  year?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The area whose office countersigns them, by its path; the caller’s own where left out.',
  })
  @IsOptional()
  @Matches(/\/$/, { message: '路径以 / 结尾' })
  within?: string | null;

  @Field(() => UnitChipEnum, { nullable: true, description: 'Only these; all where left out.' })
  @IsOptional()
  @IsEnum(UnitChipEnum)
  chip?: keyof typeof UnitChipEnum | null;

  @Field(() => String, { nullable: true, description: 'Only names that contain this.' })
  @IsOptional()
  @MaxLength(40)
  name?: string | null;
}

@InputType()
abstract class ChangeFilter {
  @Field(() => Int, { nullable: true, description: 'The programme year; the newest where left out.' })
  @IsOptional()
  @IsInt()
  year?: number | null;

  @Field(() => [ChangeEnum], { nullable: true, description: 'Only these; all where left out.' })
  @IsOptional()
  @IsEnum(ChangeEnum, { each: true })
  changes?: (keyof typeof ChangeEnum)[] | null;
}

@InputType({ description: 'Which rows of a unit’s draft.' })
export class ConfirmationRowFilter extends ChangeFilter {
  @Field(() => ID, { description: 'The unit.' })
  @IsUUID()
  unitId!: string;
}

@InputType({ description: 'Which rows of a county’s draft.' })
export class CountyRowFilter extends ChangeFilter {
  @Field(() => ID, { description: 'The county.' })
  @IsUUID()
  countyId!: string;
}

@InputType({ description: 'A unit’s year.' })
export class UnitYearInput {
  @Field(() => ID, { description: 'The unit.' })
  @IsUUID()
  unitId!: string;

  @Field(() => Int, { description: 'The programme year.' })
  @IsInt()
  year!: number;
}

@InputType()
abstract class UnitClickInput extends UnitYearInput {
  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => ID, {
    description: 'The client’s own id of this click: however often it arrives, it is signed once.',
  })
  @IsUUID()
  requestId!: string;
}

@InputType({ description: 'A signature of a unit’s year.' })
export class SignUnitInput extends UnitClickInput {
  @Field({ description: 'The digest of the lines that were seen, as it came with them.' })
  @Matches(DIGEST, { message: '这一页旧了。刷新页面，看过再签' })
  digest!: string;
}

@InputType({ description: 'A unit’s sign-off handed back.' })
export class ReopenUnitInput extends UnitClickInput {
  @ReasonField('Why, in a sentence.')
  reason!: string;
}

@InputType({ description: '上报: officials without a friend.' })
export class ReportOfficialsInput extends UnitYearInput {
  @Field(() => [ID], { description: `Up to ${MAX_BULK} officials of the unit.` })
  @IsUUID(undefined, { each: true })
  @ArrayMinSize(1, { message: '先选至少 1 人' })
  @ArrayMaxSize(MAX_BULK, { message: `一次最多上报 ${MAX_BULK} 人` })
  cadreIds!: string[];

  @Field(() => WaiverReasonEnum, {
    nullable: true,
    description: 'What is known of the reason; null asks the office to place them.',
  })
  @IsOptional()
  @IsEnum(WaiverReasonEnum)
  reason?: keyof typeof WaiverReasonEnum | null;

  @OptionalReason('A sentence; needed for OTHER.')
  note?: string | null;
}

@InputType()
abstract class CountyClickInput {
  @Field(() => ID, { description: 'The county.' })
  @IsUUID()
  countyId!: string;

  @Field(() => Int, { description: 'The programme year.' })
  @IsInt()
  year!: number;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => ID, {
    description: 'The client’s own id of this click: however often it arrives, it is signed once.',
  })
  @IsUUID()
  requestId!: string;
}

@InputType({ description: 'A signature of a county’s year.' })
export class SignCountyInput extends CountyClickInput {
  @Field({ description: 'The digest of the lines that were seen, as it came with them.' })
  @Matches(DIGEST, { message: '这一页旧了。刷新页面，看过再签' })
  digest!: string;
}

@InputType({ description: 'A county opened again.' })
export class ReopenCountyInput extends CountyClickInput {
  @ReasonField('Why, in a sentence.')
  reason!: string;
}

@InputType({ description: 'The county’s word on its waiting households, once a year (R5).' })
export class AcknowledgeWaitingInput {
  @Field(() => ID, { description: 'The county.' })
  @IsUUID()
  countyId!: string;

  @Field(() => Int, { description: 'The programme year.' })
  @IsInt()
  year!: number;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @ReasonField('Why they wait, in a sentence.')
  reason!: string;
}
