import { IsEnum, IsOptional, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { BoardRunFilter } from '../board.inputs.ts';
import { ReasonAfterClose, WaiverReasonEnum } from '../pairing.inputs.ts';

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

  @ReasonAfterClose()
  reason?: string | null;
}
