import { InputType } from 'type-graphql';
import { enumType } from '../../platform/graphql/enum-type.ts';
import { CadreKindEnum, CadreStatusEnum, RankEnum, type CadreKind, type CadreStatus } from './cadre.type.ts';
import {
  ChoiceField,
  EndedField,
  OptionalChoice,
  OptionalCode,
  OptionalId,
  OptionalSwitch,
  OptionalWords,
  OrderField,
  SearchField,
  WithinField,
} from './input-fields.ts';
import type { Rank } from './rank.rules.ts';

export const FriendFilterEnum = enumType(
  'FriendFilter',
  'HAS a responsible friend now, NONE, or MANY: friends and open claims of more than one cadre.',
  {
    HAS: 'A responsible friend stands today.',
    NONE: 'No responsible friend stands today.',
    MANY: 'Friends and open claims of more than one cadre.',
  },
);

export const HouseholdOrderEnum = enumType('HouseholdOrder', 'What households are ordered by.', {
  PLACE: 'Village by village.',
  NEED: 'The neediest first.',
  NAME: 'By the head’s name.',
  SIZE: 'By the number of people.',
});

export const CadreOrderEnum = enumType('CadreOrder', 'What cadres are ordered by.', {
  NAME: 'By name.',
  PLACE: 'Unit by unit.',
});

@InputType({ description: 'Which households.' })
export class HouseholdFilter {
  @SearchField(
    'Any two characters of a name, pinyin initials, the last four of a number, a 户编号, a village.',
  )
  q?: string | null;

  @WithinField()
  within?: string | null;

  @OptionalWords('Only this poverty status.', 40)
  povertyStatus?: string | null;

  @OptionalWords('Only this main cause.', 40)
  cause?: string | null;

  @OptionalChoice(FriendFilterEnum, 'By the friends it has now.')
  friend?: keyof typeof FriendFilterEnum | null;

  @OptionalSwitch('Only those that count for gaps, or only the others.')
  eligible?: boolean | null;

  @EndedField()
  ended?: boolean | null;
}

@InputType({ description: 'The order of households.' })
export class HouseholdSort {
  @ChoiceField(HouseholdOrderEnum, 'What to order by.')
  field!: keyof typeof HouseholdOrderEnum;

  @OrderField()
  order!: string;
}

@InputType({ description: 'Which cadres.' })
export class CadreFilter {
  @SearchField('Any two characters of a name, pinyin initials, the last four of a number, a unit.')
  q?: string | null;

  @WithinField('Only at or below this path, of a region or a unit.')
  within?: string | null;

  @OptionalId('Only of this unit.')
  unitId?: string | null;

  @OptionalChoice(RankEnum, 'Only this category.')
  rank?: Rank | null;

  @OptionalChoice(CadreStatusEnum, 'Only this status.')
  status?: CadreStatus | null;

  @OptionalChoice(CadreKindEnum, 'Only this kind.')
  kind?: CadreKind | null;

  @OptionalSwitch('Only active officials without a responsible friend.')
  friendless?: boolean | null;
}

@InputType({ description: 'The order of cadres.' })
export class CadreSort {
  @ChoiceField(CadreOrderEnum, 'What to order by.')
  field!: keyof typeof CadreOrderEnum;

  @OrderField()
  order!: string;
}

@InputType({ description: 'Which units.' })
export class UnitFilter {
  @SearchField('Only names or codes that contain this.')
  q?: string | null;

  @WithinField()
  within?: string | null;

  @OptionalCode(['MUNICIPAL', 'COUNTY', 'TOWN', 'VERTICAL'], 'MUNICIPAL, COUNTY, TOWN or VERTICAL.')
  level?: string | null;

  @EndedField()
  ended?: boolean | null;
}
