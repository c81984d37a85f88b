import { ArrayMaxSize, IsBoolean, IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import {
  DayField,
  DemandedWords,
  IdField,
  NameField,
  OptionalDay,
  OptionalDemanded,
  OptionalId,
  OptionalName,
  OptionalPersonal,
  OptionalSex,
  OptionalWords,
  VersionField,
} from './input-fields.ts';
import { OptionalReason, ReasonField } from './reason-fields.ts';

const optional = (description: string) => ({ nullable: true, description }) as const;

const NumberField =
  (description: string): PropertyDecorator =>
  (target, key) => {
    IsOptional()(target, key);
    Matches(/^[0-9A-Za-z-]{1,30}$/, { message: '户编号只有字母和数字，最多 30 位' })(target, key);
    Field(() => String, optional(description))(target, key);
  };

@InputType({ description: 'What a household looks like now; fields left out stay as they are.' })
export class EditHouseholdInput {
  @IdField('The household.')
  id!: string;

  @VersionField()
  version!: number;

  @NumberField('户编号; empty where it has none.')
  number?: string | null;

  @OptionalWords('The group within the village.', 20, '组名')
  villageGroup?: string | null;

  @OptionalWords('Dictionary code of the poverty status.', 40)
  povertyStatus?: string | null;

  @OptionalWords('Dictionary code of the main cause.', 40)
  cause?: string | null;

  @Field(() => Int, optional('Living members, as many as are known at least.'))
  @IsOptional()
  @IsInt()
  @Min(1, { message: '人口至少 1 人；一户没人了，请记去世' })
  @Max(50, { message: '人口最多 50 人' })
  size?: number | null;

  @OptionalWords('备注; masks that are left in it stand for their numbers.', 500, '备注')
  remark?: string | null;
}

@InputType({ description: 'A member to enter.' })
export class AddMemberInput {
  @IdField('The household.')
  householdId!: string;

  @NameField()
  name!: string;

  @DemandedWords('Dictionary code of the relation to the head.', 40)
  relation!: string;

  @OptionalSex('Taken from the identity number where left out.')
  sex?: 'M' | 'F' | null;

  @OptionalDay('Taken from the identity number where left out.')
  birthDate?: string | null;

  @OptionalPersonal('The identity number in full.')
  identity?: string | null;

  @OptionalPersonal('The phone in full.')
  phone?: string | null;
}

@InputType({ description: 'What is known of a member now; fields left out stay as they are.' })
export class EditMemberInput {
  @IdField('The member.')
  id!: string;

  @VersionField()
  version!: number;

  @OptionalName()
  name?: string;

  @OptionalDemanded('Dictionary code of the relation to the head.', 40)
  relation?: string;

  @OptionalSex('M or F.')
  sex?: 'M' | 'F' | null;

  @OptionalDay('YYYY-MM-DD.')
  birthDate?: string | null;

  @OptionalPersonal('A new identity number in full; null removes it.')
  identity?: string | null;

  @OptionalPersonal('A new phone in full; null removes it.')
  phone?: string | null;

  @OptionalDay('When the phone last worked (R13).')
  phoneWorksOn?: string | null;

  @OptionalDay('The day they left the household; null where they are back.')
  leftOn?: string | null;
}

@InputType({ description: 'The death of a member (R7).' })
export class RecordDeathInput {
  @IdField('The member.')
  memberId!: string;

  @VersionField('The version of the household that was seen.')
  version!: number;

  @DayField('The day, YYYY-MM-DD.')
  diedOn!: string;

  @OptionalId('Who follows a head; by relation and age where left out.')
  newHeadId?: string | null;
}

@InputType({ description: 'Another member heads the household, without a death (R7).' })
export class ChangeHeadInput {
  @IdField('The household.')
  id!: string;

  @VersionField('The version of the household that was seen.')
  version!: number;

  @IdField('The living member who heads it from now on.')
  newHeadId!: string;

  @OptionalDemanded(
    'Dictionary code of what the former head is to the new one; needed where there is one.',
    40,
  )
  formerRelation?: string | null;
}

@InputType({ description: 'A move to another village; the history goes with it.' })
export class MoveHouseholdInput {
  @IdField('The household.')
  id!: string;

  @VersionField()
  version!: number;

  @IdField('The new village.')
  villageId!: string;

  @OptionalWords('The group within the new village.', 20, '组名')
  villageGroup?: string | null;

  @ReasonField('Why, in a sentence.', '写一句为什么，最多 200 字')
  reason!: string;
}

@InputType({ description: 'Some members begin a household of their own (R7).' })
export class SplitHouseholdInput {
  @IdField('The household; its head stays in it, with the number and the friends.')
  id!: string;

  @VersionField('The version of the household that was seen.')
  version!: number;

  @Field(() => [ID], { description: 'The living members who go; at least one, never the head.' })
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(50, { message: '一次最多分出 50 人' })
  memberIds!: string[];

  @IdField('Which of them heads the new household.')
  newHeadId!: string;

  @NumberField('户编号 of the new household, which nobody has yet; none where left out.')
  number?: string | null;

  @ReasonField('Why, in a sentence.', '写一句为什么，最多 200 字')
  reason!: string;
}

@InputType({ description: 'One household goes into another (R7).' })
export class MergeHouseholdsInput {
  @IdField('The household that stays, with its number and its friends.')
  id!: string;

  @VersionField('The version of it that was seen.')
  version!: number;

  @IdField('The household that ends; its people go into the other.')
  otherId!: string;

  @VersionField('The version of that household that was seen.')
  otherVersion!: number;

  @OptionalDemanded('Dictionary code of what the head of the household that ends is to the other head.', 40)
  headRelation?: string | null;

  @Field({
    defaultValue: true,
    description:
      'The friends of the household that ends stay friends without the duty; those who were so before stay so in any case.',
  })
  @IsBoolean()
  retain!: boolean;

  @ReasonField('Why, in a sentence.', '写一句为什么，最多 200 字')
  reason!: string;
}

@InputType({ description: 'A split or a merge to be taken back within the day.' })
export class UndoLineageInput {
  @IdField('The step, as `lineage` and the step itself name it.')
  id!: string;

  @OptionalReason('Why; needed where a county is closed (R5).')
  reason?: string | null;
}
