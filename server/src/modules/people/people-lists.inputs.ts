import { InputType, registerEnumType } from 'type-graphql';
import {
  CadreKindEnum,
  CadreRankEnum,
  CadreStatusEnum,
  type CadreKind,
  type CadreRank,
  type CadreStatus,
} from './cadre.type.ts';
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

export const FriendFilterEnum = { HAS: 'HAS', NONE: 'NONE', MANY: 'MANY' } as const;
registerEnumType(FriendFilterEnum, {
  name: 'FriendFilter',
  description: 'HAS a responsible friend now, NONE, or MANY: friends and open claims of more than one cadre.',
  valuesConfig: {
    HAS: { description: 'A responsible friend stands today.' },
    NONE: { description: 'No responsible friend stands today.' },
    MANY: { description: 'Friends and open claims of more than one cadre.' },
  },
});

export const HouseholdOrderEnum = { PLACE: 'PLACE', NEED: 'NEED', NAME: 'NAME', SIZE: 'SIZE' } as const;
registerEnumType(HouseholdOrderEnum, {
  name: 'HouseholdOrder',
  description: 'What households are ordered by.',
  valuesConfig: {
    PLACE: { description: 'Village by village.' },
    NEED: { description: 'The neediest first.' },
    NAME: { description: 'By the head’s name.' },
    SIZE: { description: 'By the number of people.' },
  },
});

export const CadreOrderEnum = { PLACE: 'PLACE', NAME: 'NAME' } as const;
registerEnumType(CadreOrderEnum, {
  name: 'CadreOrder',
  description: 'What cadres are ordered by.',
  valuesConfig: {
    NAME: { description: 'By name.' },
    PLACE: { description: 'Unit by unit.' },
  },
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

  @OptionalChoice(CadreRankEnum, 'Only this category.')
  rank?: CadreRank | null;

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
