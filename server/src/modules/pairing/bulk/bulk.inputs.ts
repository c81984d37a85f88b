import { IsEnum, IsInt, IsOptional, IsUUID, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { BoardKindEnum } from '../board.type.ts';
import type { BoardKind } from '../board.rules.ts';
import { WaiverReasonEnum } from '../pairing.inputs.ts';

@InputType({ description: 'Of which items of the board.' })
export class BoardRunFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Only at or below this path; the caller’s own area where left out.',
  })
  @IsOptional()
  @Matches(/\/$/, { message: '路径以 / 结尾' })
  within?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what concerns cadres of this unit.' })
  @IsOptional()
  @IsUUID()
  unitId?: string | null;

  @Field(() => BoardKindEnum, {
    nullable: true,
    description: 'Only this kind; everything but WAITING where left out.',
  })
  @IsOptional()
  @IsEnum(BoardKindEnum)
  kind?: BoardKind | null;

  @Field(() => Int, { nullable: true, description: 'The programme year; the newest where left out.' })
  @IsOptional()
  @IsInt()
  year?: number | null;
}

@InputType({ description: 'Officials to excuse: all that the filter shows.' })
export class PlanWaiveAllInput {
  @Field(() => BoardRunFilter, { description: 'Which.' })
  @ValidateNested()
  filter!: BoardRunFilter;

  @Field(() => WaiverReasonEnum, { description: 'Why.' })
  @IsEnum(WaiverReasonEnum, { message: '选一个原因' })
  reason!: keyof typeof WaiverReasonEnum;

  @Field(() => String, { nullable: true, description: 'A sentence; needed for OTHER.' })
  @IsOptional()
  @MaxLength(200, { message: '最多 200 字' })
  note?: string | null;
}

@InputType({ description: 'A run to start, or to go on with.' })
export class StartBoardRunInput {
  @Field(() => ID, { description: 'The run.' })
  @IsUUID()
  id!: string;

  @Field(() => String, { nullable: true, description: 'Why; needed once a county has been closed (R5).' })
  @IsOptional()
  @MaxLength(200, { message: '最多 200 字' })
  reason?: string | null;
}
