import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsEnum,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { OptionalReason } from '../people/index.ts';
import {
  AllocationLineKindEnum,
  AllocationPinKindEnum,
  type AllocationLineKind,
  type AllocationPinKind,
} from './enums.type.ts';
import { RunSettingsInput } from './settings.type.ts';
import { RankQuotaInput } from '../pairing/index.ts';

@InputType({ description: 'An allocation to open.' })
export class OpenAllocationInput {
  @Field(() => String, {
    nullable: true,
    description: 'The county, by its path; the area of the caller’s grant where left out.',
  })
  @IsOptional()
  @Matches(/\/$/, { message: '路径以 / 结尾' })
  path?: string | null;

  @Field(() => Int, { nullable: true, description: 'The programme year; the newest where left out.' })
  @IsOptional()
  @IsInt()
  year?: number | null;

  @Field(() => RunSettingsInput, {
    nullable: true,
    description: 'What it goes by; the year’s settings where left out.',
  })
  @IsOptional()
  @ValidateNested()
  settings?: RunSettingsInput | null;
}

@InputType({ description: 'A run as it was seen.' })
export class AllocationRunInput {
  @Field(() => ID, { description: 'The run.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;
}

@InputType({ description: 'A run to work out again.' })
export class RunAllocationInput extends AllocationRunInput {
  @Field(() => RunSettingsInput, {
    nullable: true,
    description: 'What it goes by from now on; as before where left out.',
  })
  @IsOptional()
  @ValidateNested()
  settings?: RunSettingsInput | null;
}

@InputType({ description: 'A run to publish.' })
export class PublishAllocationInput extends AllocationRunInput {
  @OptionalReason('Why; needed once a county of it has been closed (R5).')
  reason?: string | null;
}

@InputType({ description: 'A pair to settle by hand.' })
export class AllocationPairInput {
  @Field(() => ID, { description: 'The household.' })
  @IsUUID()
  householdId!: string;

  @Field(() => ID, { description: 'The cadre.' })
  @IsUUID()
  cadreId!: string;
}

@InputType({ description: 'Pairs to pin or to forbid in a run, or to leave open again.' })
export class SettleAllocationInput {
  @Field(() => ID, { description: 'The run.' })
  @IsUUID()
  id!: string;

  @Field(() => AllocationPinKindEnum, {
    nullable: true,
    description: 'PIN or BAN; null leaves the pairs to the run again.',
  })
  @IsOptional()
  @IsEnum(AllocationPinKindEnum)
  kind?: AllocationPinKind | null;

  @Field(() => [AllocationPairInput], { description: 'The pairs; two pins that swap are sent together.' })
  @ValidateNested({ each: true })
  @ArrayMinSize(1, { message: '至少选一条' })
  @ArrayMaxSize(200, { message: '一次最多 200 条' })
  pairs!: AllocationPairInput[];
}

@InputType({
  description: 'Two households of a run whose proposed friends change places: both pairs are pinned.',
})
export class SwapAllocationInput {
  @Field(() => ID, { description: 'The run.' })
  @IsUUID()
  id!: string;

  @Field(() => ID, { description: 'One household.' })
  @IsUUID()
  householdId!: string;

  @Field(() => ID, { description: 'The other.' })
  @IsUUID()
  otherHouseholdId!: string;
}

@InputType({ description: 'Which lines of a run.' })
export class AllocationLineFilter {
  @Field(() => AllocationLineKindEnum, {
    nullable: true,
    description: 'Only these; all that change or wait where left out.',
  })
  @IsOptional()
  @IsEnum(AllocationLineKindEnum)
  kind?: AllocationLineKind | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only at or below this county, town or village, by its path.',
  })
  @IsOptional()
  @Matches(/\/$/, { message: '路径以 / 结尾' })
  within?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only those whose friend, of today or proposed, is of this unit.',
  })
  @IsOptional()
  @IsUUID()
  unitId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those settled by hand, or only the others.' })
  @IsOptional()
  @IsBoolean()
  pinned?: boolean | null;
}

@InputType({ description: 'Other settings to try out on a run.' })
export class AllocationWhatIfInput {
  @Field(() => ID, { description: 'The run whose area, year, pins and bans hold.' })
  @IsUUID()
  id!: string;

  @Field(() => RunSettingsInput, { nullable: true, description: 'What differs; the run’s where left out.' })
  @IsOptional()
  @ValidateNested()
  settings?: RunSettingsInput | null;

  @Field(() => [RankQuotaInput], {
    nullable: true,
    description: 'Quotas to try (R1); to have them, the city changes the year’s.',
  })
  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMaxSize(5)
  quotas?: RankQuotaInput[] | null;
}
