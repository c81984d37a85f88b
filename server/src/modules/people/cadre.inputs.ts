import { IsEnum, IsInt, IsOptional, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import {
  CadreKindEnum,
  CadreRankEnum,
  CadreStatusEnum,
  SexEnum,
  type CadreKind,
  type CadreRank,
  type CadreStatus,
} from './cadre.type.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DATE = { message: '日期写成 2026-03-31 的样子' };
const NAME = { message: '姓名 1 到 40 个字' };
const TITLE = { message: '职级最多 40 个字' };
const optional = (description: string) => ({ nullable: true, description }) as const;

@InputType({ description: 'A cadre to enter (R8: or who of society joins in).' })
export class RegisterCadreInput {
  @Field(() => ID, { description: 'The unit.' })
  @IsUUID()
  unitId!: string;

  @Field({ description: 'Name.' })
  @Length(1, 40, NAME)
  name!: string;

  @Field(() => CadreKindEnum, { defaultValue: 'OFFICIAL', description: 'Official, or who of society.' })
  @IsEnum(CadreKindEnum)
  kind!: CadreKind;

  @Field({ defaultValue: '', description: 'The rank as rosters write it.' })
  @MaxLength(40, TITLE)
  rankTitle!: string;

  @Field(() => CadreRankEnum, { description: 'The category that the quota hangs on (R1).' })
  @IsEnum(CadreRankEnum, { message: '选一个职级类别' })
  rank!: CadreRank;

  @Field(() => SexEnum, optional('Taken from the identity number where left out.'))
  @IsOptional()
  @IsEnum(SexEnum)
  sex?: 'M' | 'F' | null;

  @Field(() => String, optional('Taken from the identity number where left out.'))
  @IsOptional()
  @Matches(DAY, DATE)
  birthDate?: string | null;

  @Field(() => String, optional('The identity number in full.'))
  @IsOptional()
  @MaxLength(30)
  identity?: string | null;

  @Field(() => String, optional('The phone in full.'))
  @IsOptional()
  @MaxLength(30)
  phone?: string | null;

  @Field(() => String, optional('The first day of the posting; today where left out.'))
  @IsOptional()
  @Matches(DAY, DATE)
  from?: string | null;
}

@InputType({ description: 'What is known of a cadre now; fields left out stay as they are.' })
export class EditCadreInput {
  @Field(() => ID, { description: 'The cadre.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => String, optional('Name.'))
  @IsOptional()
  @Length(1, 40, NAME)
  name?: string;

  @Field(() => CadreKindEnum, optional('Official, or who of society.'))
  @IsOptional()
  @IsEnum(CadreKindEnum)
  kind?: CadreKind;

  @Field(() => String, optional('The rank as rosters write it.'))
  @IsOptional()
  @MaxLength(40, TITLE)
  rankTitle?: string;

  @Field(() => CadreRankEnum, optional('The category that the quota hangs on (R1).'))
  @IsOptional()
  @IsEnum(CadreRankEnum)
  rank?: CadreRank;

  @Field(() => SexEnum, optional('M or F.'))
  @IsOptional()
  @IsEnum(SexEnum)
  sex?: 'M' | 'F' | null;

  @Field(() => String, optional('YYYY-MM-DD.'))
  @IsOptional()
  @Matches(DAY, DATE)
  birthDate?: string | null;

  @Field(() => String, optional('A new identity number in full; null removes it.'))
  @IsOptional()
  @MaxLength(30)
  identity?: string | null;

  @Field(() => String, optional('A new phone in full; null removes it.'))
  @IsOptional()
  @MaxLength(30)
  phone?: string | null;
}

@InputType({ description: 'Whether somebody is at work (R7).' })
export class SetCadreStatusInput {
  @Field(() => ID, { description: 'The cadre.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => CadreStatusEnum, { description: 'The new status; a secondment has a mutation of its own.' })
  @IsEnum(CadreStatusEnum, { message: '选一个状态' })
  status!: CadreStatus;

  @Field(() => String, optional('Since when, not after today; today where left out.'))
  @IsOptional()
  @Matches(DAY, DATE)
  on?: string | null;

  @Field(() => String, optional('Why, in a sentence.'))
  @IsOptional()
  @MaxLength(200, { message: '最多 200 字' })
  reason?: string | null;
}

@InputType({ description: 'A transfer to another unit (R7); pairings go with the person.' })
export class TransferCadreInput {
  @Field(() => ID, { description: 'The cadre.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => ID, { description: 'The new unit.' })
  @IsUUID()
  unitId!: string;

  @Field(() => String, optional('The first day there, not after today; today where left out.'))
  @IsOptional()
  @Matches(DAY, DATE)
  on?: string | null;

  @Field(() => String, optional('The rank there, as rosters write it.'))
  @IsOptional()
  @MaxLength(40, TITLE)
  rankTitle?: string;

  @Field(() => CadreRankEnum, optional('The category there.'))
  @IsOptional()
  @IsEnum(CadreRankEnum)
  rank?: CadreRank;
}

@InputType({ description: 'A secondment to another unit; the post stays.' })
export class SecondCadreInput {
  @Field(() => ID, { description: 'The cadre.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => ID, { description: 'The unit they are lent to.' })
  @IsUUID()
  unitId!: string;

  @Field(() => String, optional('The first day, not after today; today where left out.'))
  @IsOptional()
  @Matches(DAY, DATE)
  on?: string | null;
}

@InputType({ description: 'The end of a secondment.' })
export class EndSecondmentInput {
  @Field(() => ID, { description: 'The cadre.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => String, optional('The first day back, not after today; today where left out.'))
  @IsOptional()
  @Matches(DAY, DATE)
  on?: string | null;
}

@InputType({ description: 'A correction of a posting that was entered wrong.' })
export class EditPostingInput {
  @Field(() => ID, { description: 'The posting.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version of the cadre that was seen.' })
  @IsInt()
  version!: number;

  @Field({ description: 'The first day, YYYY-MM-DD.' })
  @Matches(DAY, DATE)
  from!: string;

  @Field({ description: 'The rank as rosters write it.' })
  @MaxLength(40, TITLE)
  rankTitle!: string;
}

@InputType({ description: 'Kin among the households (R26).' })
export class DeclareKinInput {
  @Field(() => ID, { description: 'Who declares.' })
  @IsUUID()
  cadreId!: string;

  @Field(() => ID, { description: 'The household.' })
  @IsUUID()
  householdId!: string;

  @Field({ description: 'How they are related, in words.' })
  @Length(1, 40, { message: '写明什么亲戚，最多 40 个字' })
  relation!: string;
}
