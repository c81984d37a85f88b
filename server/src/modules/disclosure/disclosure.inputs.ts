import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsEnum,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import {
  CadreFilter,
  HouseholdFilter,
  OptionalReason,
  ReasonField,
  type OpenedField,
  type OpenedPeople,
} from '../people/index.ts';
import {
  DisclosedFieldEnum,
  DisclosedPeopleEnum,
  DisclosureStateEnum,
  type DisclosureState,
} from './disclosure.type.ts';

@InputType({ description: 'A list of people whose numbers are wanted in full.' })
export class DisclosureOrder {
  @Field(() => DisclosedPeopleEnum, { description: 'Whose numbers.' })
  @IsEnum(DisclosedPeopleEnum)
  people!: OpenedPeople;

  @Field(() => HouseholdFilter, {
    nullable: true,
    description: 'Which households; all of the own territory where left out. No search words.',
  })
  @IsOptional()
  @ValidateNested()
  households?: HouseholdFilter | null;

  @Field(() => CadreFilter, {
    nullable: true,
    description: 'Which cadres; all of the own territory where left out. No search words.',
  })
  @IsOptional()
  @ValidateNested()
  cadres?: CadreFilter | null;
}

@InputType({ description: 'Asks for a workbook with personal data in full.' })
export class AskDisclosureInput {
  @Field(() => DisclosureOrder, { description: 'Of whom.' })
  @ValidateNested()
  order!: DisclosureOrder;

  @Field(() => [DisclosedFieldEnum], { description: 'What stands in full.' })
  @ArrayMinSize(1, { message: '选身份证号、电话，或两样都要' })
  @ArrayMaxSize(2)
  @IsEnum(DisclosedFieldEnum, { each: true })
  fields!: OpenedField[];

  @ReasonField('What for; it stays, in the record of each person too.', '写清楚拿去做什么（最多 200 字）')
  reason!: string;
}

@InputType({ description: 'Takes back a disclosure; a file that was made is destroyed.' })
export class WithdrawDisclosureInput {
  @Field(() => ID, { description: 'The disclosure.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;
}

@InputType({ description: 'Decides a disclosure that somebody else asked for.' })
export class DecideDisclosureInput {
  @Field(() => ID, { description: 'The disclosure.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => Boolean, { description: 'Whether the workbook is made.' })
  @IsBoolean()
  approve!: boolean;

  @OptionalReason('Why; a refusal needs it.')
  answer?: string | null;
}

@InputType({ description: 'Which disclosures.' })
export class DisclosureFilter {
  @Field(() => DisclosureStateEnum, { nullable: true, description: 'Only those that have come so far.' })
  @IsOptional()
  @IsIn(Object.values(DisclosureStateEnum))
  state?: DisclosureState | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only the one whose 导出编号 stands on a sheet, however much of it was typed.',
  })
  @IsOptional()
  @MaxLength(40, { message: '导出编号最多 40 个字' })
  number?: string | null;
}
