import { IsEnum, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { CadreKindEnum, CadreStatusEnum, RankEnum, type CadreKind, type CadreStatus } from './cadre.type.ts';
import {
  ChoiceField,
  DayField,
  DemandedWords,
  IdField,
  NameField,
  OptionalChoice,
  OptionalDay,
  OptionalName,
  OptionalPersonal,
  OptionalSex,
  OptionalWords,
  VersionField,
  WordsField,
} from './input-fields.ts';
import type { Rank } from './rank.rules.ts';
import { OptionalReason } from './reason-fields.ts';

@InputType({ description: 'A cadre to enter (R8: or who of society joins in).' })
export class RegisterCadreInput {
  @IdField('The unit.')
  unitId!: string;

  @NameField()
  name!: string;

  @Field(() => CadreKindEnum, { defaultValue: 'OFFICIAL', description: 'Official, or who of society.' })
  @IsEnum(CadreKindEnum)
  kind!: CadreKind;

  @Field({ defaultValue: '', description: 'The rank as rosters write it.' })
  @MaxLength(40, { message: '职级最多 40 个字' })
  rankTitle!: string;

  @ChoiceField(RankEnum, 'The category that the quota hangs on (R1).', '选一个职级类别')
  rank!: Rank;

  @OptionalSex('Taken from the identity number where left out.')
  sex?: 'M' | 'F' | null;

  @OptionalDay('Taken from the identity number where left out.')
  birthDate?: string | null;

  @OptionalPersonal('The identity number in full.')
  identity?: string | null;

  @OptionalPersonal('The phone in full.')
  phone?: string | null;

  @OptionalDay('The first day of the posting; today where left out.')
  from?: string | null;
}

@InputType({ description: 'What is known of a cadre now; fields left out stay as they are.' })
export class EditCadreInput {
  @IdField('The cadre.')
  id!: string;

  @VersionField()
  version!: number;

  @OptionalName()
  name?: string;

  @OptionalChoice(CadreKindEnum, 'Official, or who of society.')
  kind?: CadreKind;

  @OptionalWords('The rank as rosters write it.', 40, '职级')
  rankTitle?: string;

  @OptionalChoice(RankEnum, 'The category that the quota hangs on (R1).')
  rank?: Rank;

  @OptionalSex('M or F.')
  sex?: 'M' | 'F' | null;

  @OptionalDay('YYYY-MM-DD.')
  birthDate?: string | null;

  @OptionalPersonal('A new identity number in full; null removes it.')
  identity?: string | null;

  @OptionalPersonal('A new phone in full; null removes it.')
  phone?: string | null;
}

@InputType({ description: 'Whether somebody is at work (R7).' })
export class SetCadreStatusInput {
  @IdField('The cadre.')
  id!: string;

  @VersionField()
  version!: number;

  @ChoiceField(CadreStatusEnum, 'The new status; a secondment has a mutation of its own.', '选一个状态')
  status!: CadreStatus;

  @OptionalDay('Since when, not after today; today where left out.')
  on?: string | null;

  @OptionalReason('Why, in a sentence.')
  reason?: string | null;
}

@InputType({ description: 'A transfer to another unit (R7); pairings go with the person.' })
export class TransferCadreInput {
  @IdField('The cadre.')
  id!: string;

  @VersionField()
  version!: number;

  @IdField('The new unit.')
  unitId!: string;

  @OptionalDay('The first day there, not after today; today where left out.')
  on?: string | null;

  @OptionalWords('The rank there, as rosters write it.', 40, '职级')
  rankTitle?: string;

  @OptionalChoice(RankEnum, 'The category there.')
  rank?: Rank;
}

@InputType({ description: 'A secondment to another unit; the post stays.' })
export class SecondCadreInput {
  @IdField('The cadre.')
  id!: string;

  @VersionField()
  version!: number;

  @IdField('The unit they are lent to.')
  unitId!: string;

  @OptionalDay('The first day, not after today; today where left out.')
  on?: string | null;
}

@InputType({ description: 'The end of a secondment.' })
export class EndSecondmentInput {
  @IdField('The cadre.')
  id!: string;

  @VersionField()
  version!: number;

  @OptionalDay('The first day back, not after today; today where left out.')
  on?: string | null;
}

@InputType({ description: 'A correction of a posting that was entered wrong.' })
export class EditPostingInput {
  @IdField('The posting.')
  id!: string;

  @VersionField('The version of the cadre that was seen.')
  version!: number;

  @DayField('The first day, YYYY-MM-DD.')
  from!: string;

  @WordsField('The rank as rosters write it.', 40, '职级')
  rankTitle!: string;
}

@InputType({ description: 'Kin among the households (R26).' })
export class DeclareKinInput {
  @IdField('Who declares.')
  cadreId!: string;

  @IdField('The household.')
  householdId!: string;

  @DemandedWords('How they are related, in words.', 40, '写明什么亲戚，最多 40 个字')
  relation!: string;
}
