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
import { IsDay } from '../../platform/graphql/checks.ts';
import { enumType } from '../../platform/graphql/enum-type.ts';
import { OptionalReason, ReasonField } from '../people/index.ts';
import { MAX_BULK } from './pairing.service.ts';
import { PairingKindEnum } from './pairing.type.ts';
import type { WaiverReason } from './waive.ts';

/** A field: why a change is made after the close; the database asks for it (R5). */
export const ReasonAfterClose = () => OptionalReason('Why; needed once the county has been closed (R5).');

export const WaiverReasonEnum = enumType<WaiverReason>(
  'WaiverReason',
  'Why an official has no friend this year (R5): 已退休, 长期病假, 请假, 其他 with a note.',
  {
    RETIRED: '已退休，或今年退休.',
    LONG_ILL: '长期病假.',
    ON_LEAVE: '请假、脱产学习.',
    OTHER: '别的原因, told in the note.',
  },
);

export const PairingOrderEnum = enumType('PairingOrder', 'By place in the territory, or by the first day.', {
  PLACE: 'By the household’s place in the territory.',
  FROM: 'By the first day.',
});

export const DirectionEnum = enumType('PairingDirection', 'Up or down.', {
  ASC: 'The first, or earliest, first.',
  DESC: 'The last, or latest, first.',
});

@InputType({ description: 'Which pairings.' })
export class PairingFilter {
  @Field(() => String, { nullable: true, description: 'Households at or below this path of the territory.' })
  @IsOptional()
  @Matches(/\/$/, { message: '区划路径以 / 结尾' })
  within?: string | null;

  @Field(() => ID, { nullable: true, description: 'Cadres of this unit.' })
  @IsOptional()
  @IsUUID()
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this cadre.' })
  @IsOptional()
  @IsUUID()
  cadreId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this household.' })
  @IsOptional()
  @IsUUID()
  householdId?: string | null;

  @Field(() => PairingKindEnum, { nullable: true, description: 'Only this kind.' })
  @IsOptional()
  @IsEnum(PairingKindEnum)
  kind?: 'RESPONSIBLE' | 'RETAINED' | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those that stand today; false: only those that are over.',
  })
  @IsOptional()
  @IsBoolean()
  standing?: boolean | null;
}

@InputType({ description: 'In which order.' })
export class PairingSort {
  @Field(() => PairingOrderEnum, { description: 'What to order by.' })
  @IsEnum(PairingOrderEnum)
  field!: 'PLACE' | 'FROM';

  @Field(() => DirectionEnum, { defaultValue: 'ASC', description: 'Up or down.' })
  @IsEnum(DirectionEnum)
  order!: 'ASC' | 'DESC';
}

@InputType({ description: 'A household and the cadre to give it to.' })
export class PairInput {
  @Field(() => ID, { description: 'The household.' })
  @IsUUID()
  householdId!: string;

  @Field(() => ID, { description: 'The cadre.' })
  @IsUUID()
  cadreId!: string;

  @Field(() => String, { nullable: true, description: 'The first day, YYYY-MM-DD; today where left out.' })
  @IsOptional()
  @IsDay()
  from?: string | null;

  @ReasonAfterClose()
  reason?: string | null;
}

@InputType({ description: 'Suggestions to carry out, as they were shown.' })
export class AssignInput {
  @Field(() => [PairInput], { description: `Up to ${MAX_BULK} pairs.` })
  @ValidateNested({ each: true })
  @ArrayMinSize(1, { message: '先选至少 1 条' })
  @ArrayMaxSize(MAX_BULK, { message: `一次最多办 ${MAX_BULK} 条` })
  pairs!: PairInput[];

  @ReasonAfterClose()
  reason?: string | null;
}

@InputType({ description: 'The end of a pairing.' })
export class EndPairingInput {
  @Field(() => ID, { description: 'The pairing.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The first day without it, not after today; today where left out.',
  })
  @IsOptional()
  @IsDay()
  to?: string | null;

  @ReasonField('Why, in a sentence.')
  reason!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'They stay friends (R7).' })
  @IsBoolean()
  retain!: boolean;
}

@InputType({ description: 'One household that is handed over.' })
export class HandoverLineInput {
  @Field(() => ID, { description: 'The pairing that stands today.' })
  @IsUUID()
  pairingId!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @Field(() => ID, { description: 'Who takes over.' })
  @IsUUID()
  successorId!: string;
}

/** What every handover says, on whichever day it is done. */
@InputType({ description: 'A caseload, or parts of it, that goes to others (R7).' })
export abstract class CaseloadInput {
  @Field(() => ID, { description: 'Whose friends they are today.' })
  @IsUUID()
  cadreId!: string;

  @Field(() => [HandoverLineInput], { description: 'What goes to whom.' })
  @ArrayMinSize(1, { message: '选出要交接的户' })
  @ArrayMaxSize(MAX_BULK, { message: `一次最多交接 ${MAX_BULK} 户` })
  @ValidateNested({ each: true })
  lines!: HandoverLineInput[];

  @Field(() => Boolean, { defaultValue: false, description: 'The old friendships stay (R7).' })
  @IsBoolean()
  retain!: boolean;

  @ReasonField('Why, in a sentence: a transfer, retirement, illness.')
  reason!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'A scheduled handover of theirs that is put away in the same step: this one stands for it.',
  })
  @IsOptional()
  @IsUUID()
  insteadOf?: string | null;
}

@InputType({ description: 'A caseload, or parts of it, that goes to others from a day on (R7).' })
export class HandOverCaseloadInput extends CaseloadInput {
  @Field(() => String, {
    nullable: true,
    description: 'The successors’ first day, not after today; today where left out.',
  })
  @IsOptional()
  @IsDay()
  on?: string | null;
}

@InputType({ description: 'A pairing that should never have been.' })
export class WithdrawPairingInput {
  @Field(() => ID, { description: 'The pairing.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @ReasonField('Why, in a sentence.')
  reason!: string;
}

@InputType({
  description: 'Who stays with a household that more cadres hold or claim than it has places (R2).',
})
export class DecideDuplicateInput {
  @Field(() => ID, { description: 'The household.' })
  @IsUUID()
  householdId!: string;

  @Field(() => [ID], { description: 'Who stays, at most as many as the cap.' })
  @IsUUID(undefined, { each: true })
  @ArrayMinSize(1, { message: '选一名留下' })
  @ArrayMaxSize(20, { message: '一次最多 20 人' })
  keep!: string[];

  @Field(() => [ID], { description: 'Everybody who was shown; where it is others by now, CONFLICT.' })
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(20, { message: '一次最多 20 人' })
  seen!: string[];

  @ReasonField('Why, in a sentence; it closes the other claims.')
  reason!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'The others stay friends, not responsible (R7).',
  })
  @IsBoolean()
  retainOthers!: boolean;

  @Field(() => PairInput, {
    nullable: true,
    description: 'A household without a friend for one of the others.',
  })
  @IsOptional()
  @ValidateNested()
  give?: PairInput | null;
}

@InputType({ description: 'Officials excused for a year, in a batch with one reason (R5).' })
export class WaiveOfficialsInput {
  @Field(() => [ID], { description: `Up to ${MAX_BULK} officials without a friend.` })
  @IsUUID(undefined, { each: true })
  @ArrayMinSize(1, { message: '先选至少 1 人' })
  @ArrayMaxSize(MAX_BULK, { message: `一次最多说明 ${MAX_BULK} 人` })
  cadreIds!: string[];

  @Field(() => WaiverReasonEnum, { description: 'Why.' })
  @IsEnum(WaiverReasonEnum, { message: '选一个原因' })
  reason!: keyof typeof WaiverReasonEnum;

  @OptionalReason('A sentence; needed for OTHER.')
  note?: string | null;

  @Field(() => Int, { nullable: true, description: 'The programme year; the newest where left out.' })
  @IsOptional()
  @IsInt()
  year?: number | null;
}

@InputType({ description: 'An excuse to take back (R5).' })
export class WithdrawWaiverInput {
  @Field(() => ID, { description: 'Whose.' })
  @IsUUID()
  cadreId!: string;

  @Field(() => Int, { nullable: true, description: 'The programme year; the newest where left out.' })
  @IsOptional()
  @IsInt()
  year?: number | null;

  @ReasonAfterClose()
  reason?: string | null;
}
