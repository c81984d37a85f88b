import { IsEnum, IsUUID, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { OptionalReason } from '../../people/index.ts';
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

  @OptionalReason('A sentence; needed for OTHER.')
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
