import { IsEnum, IsInt, IsOptional, IsUUID } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { IsDay } from '../../../platform/graphql/checks.ts';
import { OptionalReason } from '../../people/index.ts';
import { CaseloadInput } from '../pairing.inputs.ts';
import { ScheduledHandoverStateEnum } from './scheduled.type.ts';
import type { ScheduledState } from './stored.ts';

@InputType({ description: 'Which scheduled handovers.' })
export class ScheduledHandoverFilter {
  @Field(() => ID, { nullable: true, description: 'Of this cadre’s friends.' })
  @IsOptional()
  @IsUUID()
  cadreId?: string | null;

  @Field(() => ID, { nullable: true, description: 'That this household is a part of.' })
  @IsOptional()
  @IsUUID()
  householdId?: string | null;

  @Field(() => ScheduledHandoverStateEnum, {
    nullable: true,
    description: 'In this state; those still open where left out.',
  })
  @IsOptional()
  @IsEnum(ScheduledHandoverStateEnum)
  state?: ScheduledState | null;
}

@InputType({ description: 'A caseload, or parts of it, that goes to others on a day to come (R7).' })
export class ScheduleHandoverInput extends CaseloadInput {
  @Field({ description: 'The successors’ first day: after today, within a year.' })
  @IsDay()
  on!: string;
}

@InputType({ description: 'A scheduled handover that is taken back.' })
export class WithdrawScheduledHandoverInput {
  @Field(() => ID, { description: 'Which.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  @IsInt()
  version!: number;

  @OptionalReason('Why, in a sentence.')
  reason?: string | null;
}
