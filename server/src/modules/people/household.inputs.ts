import { IsEnum, IsInt, IsOptional, IsUUID, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { SexEnum } from './cadre.type.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DATE = { message: '日期写成 2026-03-31 的样子' };
const NAME = { message: '姓名 1 到 40 个字' };
const optional = (description: string) => ({ nullable: true, description }) as const;

@InputType({ description: 'What a household looks like now; fields left out stay as they are.' })
export class EditHouseholdInput {
  @Field(() => ID, { description: 'The household.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => String, optional('户编号; empty where it has none.'))
  @IsOptional()
  @Matches(/^[0-9A-Za-z-]{1,30}$/, { message: '户编号只有字母和数字，最多 30 位' })
  number?: string | null;

  @Field(() => String, optional('The group within the village.'))
  @IsOptional()
  @MaxLength(20, { message: '组名最多 20 个字' })
  villageGroup?: string | null;

  @Field(() => String, optional('Dictionary code of the poverty status.'))
  @IsOptional()
  @MaxLength(40)
  povertyStatus?: string;

  @Field(() => String, optional('Dictionary code of the main cause.'))
  @IsOptional()
  @MaxLength(40)
  cause?: string | null;

  @Field(() => Int, optional('Living members, as many as are known at least.'))
  @IsOptional()
  @IsInt()
  @Min(1, { message: '人口至少 1 人；一户没人了，请记去世' })
  @Max(50, { message: '人口最多 50 人' })
  size?: number;

  @Field(() => String, optional('备注.'))
  @IsOptional()
  @MaxLength(500, { message: '备注最多 500 字' })
  remark?: string | null;
}

@InputType({ description: 'A member to enter.' })
export class AddMemberInput {
  @Field(() => ID, { description: 'The household.' })
  @IsUUID()
  householdId!: string;

  @Field({ description: 'Name.' })
  @Length(1, 40, NAME)
  name!: string;

  @Field({ description: 'Dictionary code of the relation to the head.' })
  @Length(1, 40)
  relation!: string;

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
}

@InputType({ description: 'What is known of a member now; fields left out stay as they are.' })
export class EditMemberInput {
  @Field(() => ID, { description: 'The member.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => String, optional('Name.'))
  @IsOptional()
  @Length(1, 40, NAME)
  name?: string;

  @Field(() => String, optional('Dictionary code of the relation to the head.'))
  @IsOptional()
  @Length(1, 40)
  relation?: string;

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

  @Field(() => String, optional('When the phone last worked (R13).'))
  @IsOptional()
  @Matches(DAY, DATE)
  phoneWorksOn?: string | null;

  @Field(() => String, optional('The day they left the household; null where they are back.'))
  @IsOptional()
  @Matches(DAY, DATE)
  leftOn?: string | null;
}

@InputType({ description: 'The death of a member (R7).' })
export class RecordDeathInput {
  @Field(() => ID, { description: 'The member.' })
  @IsUUID()
  memberId!: string;

  @Field(() => Int, { description: 'The version of the household that was seen.' })
  @IsInt()
  version!: number;

  @Field({ description: 'The day, YYYY-MM-DD.' })
  @Matches(DAY, DATE)
  diedOn!: string;

  @Field(() => ID, optional('Who follows a head; by relation and age where left out.'))
  @IsOptional()
  @IsUUID()
  newHeadId?: string | null;
}

@InputType({ description: 'A move to another village; the history goes with it.' })
export class MoveHouseholdInput {
  @Field(() => ID, { description: 'The household.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => ID, { description: 'The new village.' })
  @IsUUID()
  villageId!: string;

  @Field(() => String, optional('The group within the new village.'))
  @IsOptional()
  @MaxLength(20, { message: '组名最多 20 个字' })
  villageGroup?: string | null;

  @Field({ description: 'Why, in a sentence.' })
  @Length(1, 200, { message: '写一句为什么，最多 200 字' })
  reason!: string;
}
