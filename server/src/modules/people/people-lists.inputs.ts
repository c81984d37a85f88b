import { IsBoolean, IsEnum, IsIn, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import {
  CadreKindEnum,
  CadreRankEnum,
  CadreStatusEnum,
  type CadreKind,
  type CadreRank,
  type CadreStatus,
} from './cadre.type.ts';

const PATH = /^([^/]+\/)+$/;
const WORDS = '搜的字最多 40 个';

export const FriendFilterEnum = { HAS: 'HAS', NONE: 'NONE', MANY: 'MANY' } as const;
registerEnumType(FriendFilterEnum, {
  name: 'FriendFilter',
  description: 'HAS a responsible friend now, NONE, or MANY: friends and open claims of more than one cadre.',
});

export const HouseholdOrderEnum = { PLACE: 'PLACE', NEED: 'NEED', NAME: 'NAME', SIZE: 'SIZE' } as const;
registerEnumType(HouseholdOrderEnum, {
  name: 'HouseholdOrder',
  description: 'What households are ordered by.',
});

export const CadreOrderEnum = { PLACE: 'PLACE', NAME: 'NAME' } as const;
registerEnumType(CadreOrderEnum, { name: 'CadreOrder', description: 'What cadres are ordered by.' });

@InputType({ description: 'Which households.' })
export class HouseholdFilter {
  @Field(() => String, {
    nullable: true,
    description:
      'Any two characters of a name, pinyin initials, the last four of a number, a 户编号, a village.',
  })
  @IsOptional()
  @MaxLength(40, { message: WORDS })
  q?: string | null;

  @Field(() => String, { nullable: true, description: 'Only at or below this path.' })
  @IsOptional()
  @Matches(PATH)
  within?: string | null;

  @Field(() => String, { nullable: true, description: 'Only this poverty status.' })
  @IsOptional()
  @MaxLength(40)
  povertyStatus?: string | null;

  @Field(() => String, { nullable: true, description: 'Only this main cause.' })
  @IsOptional()
  @MaxLength(40)
  cause?: string | null;

  @Field(() => FriendFilterEnum, { nullable: true, description: 'By the friends it has now.' })
  @IsOptional()
  @IsEnum(FriendFilterEnum)
  friend?: keyof typeof FriendFilterEnum | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those that count for gaps, or only the others.',
  })
  @IsOptional()
  @IsBoolean()
  eligible?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'With those that no longer exist; left out otherwise.',
  })
  @IsOptional()
  @IsBoolean()
  ended?: boolean | null;
}

@InputType({ description: 'The order of households.' })
export class HouseholdSort {
  @Field(() => HouseholdOrderEnum, { description: 'What to order by.' })
  @IsEnum(HouseholdOrderEnum)
  field!: keyof typeof HouseholdOrderEnum;

  @Field(() => String, { defaultValue: 'ASC', description: 'ASC or DESC.' })
  @IsIn(['ASC', 'DESC'])
  order!: string;
}

@InputType({ description: 'Which cadres.' })
export class CadreFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Any two characters of a name, pinyin initials, the last four of a number, a unit.',
  })
  @IsOptional()
  @MaxLength(40, { message: WORDS })
  q?: string | null;

  @Field(() => String, { nullable: true, description: 'Only at or below this path, of a region or a unit.' })
  @IsOptional()
  @Matches(PATH)
  within?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this unit.' })
  @IsOptional()
  @IsUUID()
  unitId?: string | null;

  @Field(() => CadreRankEnum, { nullable: true, description: 'Only this category.' })
  @IsOptional()
  @IsEnum(CadreRankEnum)
  rank?: CadreRank | null;

  @Field(() => CadreStatusEnum, { nullable: true, description: 'Only this status.' })
  @IsOptional()
  @IsEnum(CadreStatusEnum)
  status?: CadreStatus | null;

  @Field(() => CadreKindEnum, { nullable: true, description: 'Only this kind.' })
  @IsOptional()
  @IsEnum(CadreKindEnum)
  kind?: CadreKind | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only active officials without a responsible friend.',
  })
  @IsOptional()
  @IsBoolean()
  friendless?: boolean | null;
}

@InputType({ description: 'The order of cadres.' })
export class CadreSort {
  @Field(() => CadreOrderEnum, { description: 'What to order by.' })
  @IsEnum(CadreOrderEnum)
  field!: keyof typeof CadreOrderEnum;

  @Field(() => String, { defaultValue: 'ASC', description: 'ASC or DESC.' })
  @IsIn(['ASC', 'DESC'])
  order!: string;
}

@InputType({ description: 'Which units.' })
export class UnitFilter {
  @Field(() => String, { nullable: true, description: 'Only names or codes that contain this.' })
  @IsOptional()
  @MaxLength(40, { message: WORDS })
  q?: string | null;

  @Field(() => String, { nullable: true, description: 'Only at or below this path.' })
  @IsOptional()
  @Matches(PATH)
  within?: string | null;

  @Field(() => String, { nullable: true, description: 'MUNICIPAL, COUNTY, TOWN or VERTICAL.' })
  @IsOptional()
  @IsIn(['MUNICIPAL', 'COUNTY', 'TOWN', 'VERTICAL'])
  level?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'With those that no longer exist; left out otherwise.',
  })
  @IsOptional()
  @IsBoolean()
  ended?: boolean | null;
}
