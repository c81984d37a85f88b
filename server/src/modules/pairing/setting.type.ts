import {
  IsEnum,
  IsInt,
  IsOptional,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
  IsUUID,
  ArrayMaxSize,
  ArrayMinSize,
  MaxLength,
} from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IsDay } from '../../platform/graphql/checks.ts';
import { Scoped } from '../../platform/graphql/guard.ts';
import { RankEnum, type Rank } from '../people/index.ts';

@ObjectType({ description: 'How many households a cadre of a rank may take (R1).' })
export class RankQuotaEntry {
  @Field(() => RankEnum, { description: 'The rank.' })
  rank!: Rank;

  @Field(() => Int, { description: 'Households at the most.' })
  households!: number;
}

@ObjectType({ description: '活动年度: a year of the programme with what the office may change.' })
export class ProgrammeYear {
  @Field(() => ID, { description: 'The year as text.' })
  id!: string;

  @Field(() => Int, { description: 'The year.' })
  year!: number;

  @Field({ description: 'By when it is to be confirmed (R5), YYYY-MM-DD.' })
  confirmBy!: string;

  @Field(() => Int, { description: 'Responsible cadres a household may have (R2).' })
  householdCap!: number;

  @Scoped('parent')
  @Field(() => [RankQuotaEntry], { description: 'Households a cadre may take, by rank (R1).' })
  quotas!: RankQuotaEntry[];

  @Field(() => Int, { description: 'Grows with every change; a write sends the one it saw.' })
  version!: number;
}

@ObjectType({ description: 'One line of the map from the rank titles of rosters to the categories (R1).' })
export class RankMapping {
  @Field(() => ID, { description: 'The pattern.' })
  id!: string;

  @Field({ description: 'A rank title; `*` stands for any text. The first that fits decides.' })
  pattern!: string;

  @Field(() => RankEnum, { description: 'The category.' })
  rank!: Rank;
}

@ObjectType({ description: 'The map from the rank titles of rosters to the categories (R1).' })
export class RankMap {
  @Field({ description: 'Changes with every change of the map; a write sends the one it saw.' })
  version!: string;

  @Scoped('parent')
  @Field(() => [RankMapping], { description: 'Its lines; the first that fits a title decides.' })
  lines!: RankMapping[];
}

@ObjectType({ description: 'How many places of municipal units the city has sent a county for a year (R6).' })
export class MunicipalPlace {
  @Field(() => ID, { description: 'The county.' })
  id!: string;

  @Field({ description: 'Its name.' })
  county!: string;

  @Field(() => Int, { description: 'Places sent.' })
  places!: number;

  @Field(() => Int, { description: 'Households there that people of municipal and vertical units have now.' })
  used!: number;

  @Field(() => Int, {
    description: 'Households more that those whom the city has sent there by name may take.',
  })
  named!: number;

  @Field(() => Int, { description: 'People whom the city has sent there by name.' })
  cadres!: number;
}

@InputType({ description: 'A quota to set.' })
export class RankQuotaInput {
  @Field(() => RankEnum, { description: 'The rank.' })
  @IsEnum(RankEnum)
  rank!: Rank;

  @Field(() => Int, { description: 'Households at the most, 0 to 50.' })
  @IsInt()
  @Min(0, { message: '名额不能是负数' })
  @Max(50, { message: '名额最多 50 户' })
  households!: number;
}

@InputType({ description: 'A programme year to open or to change. Lowering a cap or a quota ends nothing.' })
export class SaveProgrammeYearInput {
  @Field(() => Int, { description: 'The year.' })
  @IsInt()
  @Min(2000, { message: '年度从 2000 起' })
  @Max(2100, { message: '年度到 2100 为止' })
  year!: number;

  @Field(() => Int, { nullable: true, description: 'The version that was seen; null to open the year.' })
  @IsOptional()
  @IsInt()
  version?: number | null;

  @Field({ description: 'By when it is to be confirmed, YYYY-MM-DD.' })
  @IsDay()
  confirmBy!: string;

  @Field(() => Int, { description: 'Responsible cadres a household may have, 1 to 5.' })
  @IsInt()
  @Min(1, { message: '一户至少 1 名' })
  @Max(5, { message: '一户最多 5 名' })
  householdCap!: number;

  @Field(() => [RankQuotaInput], { description: 'A quota for each rank.' })
  @ValidateNested({ each: true })
  quotas!: RankQuotaInput[];
}

@InputType({ description: 'A line of the rank map.' })
export class RankMappingInput {
  @Field({ description: 'A rank title; `*` stands for any text.' })
  @Length(1, 40, { message: '写 1 到 40 个字' })
  @Matches(/[^*\s]/, { message: '只有 * 会把所有职级都算进来' })
  pattern!: string;

  @Field(() => RankEnum, { description: 'The category.' })
  @IsEnum(RankEnum)
  rank!: Rank;
}

@InputType({ description: 'The whole rank map, in the order in which it decides.' })
export class SaveRankMapInput {
  @Field({ description: 'The version that was seen.' })
  @MaxLength(64)
  version!: string;

  @Field(() => [RankMappingInput], { description: 'All lines, first decides.' })
  @ValidateNested({ each: true })
  @ArrayMinSize(1, { message: '至少留一行' })
  @ArrayMaxSize(200, { message: '最多 200 行' })
  lines!: RankMappingInput[];
}

@InputType({ description: 'Places of municipal units for a county (R6).' })
export class SendPlacesInput {
  @Field(() => Int, { description: 'The year.' })
  @IsInt()
  year!: number;

  @Field(() => ID, { description: 'The county.' })
  @IsUUID()
  countyId!: string;

  @Field(() => Int, { description: 'The places that were seen; others meanwhile are a CONFLICT.' })
  @IsInt()
  seen!: number;

  @Field(() => Int, { description: 'Places in all, those already used included.' })
  @IsInt()
  @Min(0, { message: '名额不能是负数' })
  @Max(100_000, { message: '名额最多 100,000 户' })
  places!: number;
}
