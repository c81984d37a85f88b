import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { enumType } from '../../platform/graphql/enum-type.ts';
import { Scoped } from '../../platform/graphql/guard.ts';
import type { CadreCard, HouseholdCard } from '../people/index.ts';
import type { PairingKind } from './pairing.rules.ts';
import type { PairingSource } from './place.ts';

export const PairingKindEnum = enumType<PairingKind>(
  'PairingKind',
  'RESPONSIBLE counts; RETAINED is a friendship kept after the duty moved on (R7).',
  {
    RESPONSIBLE: 'Counts: one a household and slot (R2).',
    RETAINED: 'Kept as friends after the duty moved on; counts in no cap (R7).',
  },
);

export const PairingSourceEnum = enumType<PairingSource>(
  'PairingSource',
  'Where a pairing came from: a roster, an assistance duty, an office, a decided duplicate, a handover, an allocation.',
  {
    ROSTER: 'A row of a roster that nobody disputed.',
    DUTY: 'An assistance duty (R4).',
    ASSIGNED: 'Given by an office.',
    CHOSEN: 'Chosen when a duplicate was decided.',
    HANDOVER: 'Made as another one ended: handed over, or kept as a friend (R7).',
    ALLOCATION: 'A published allocation (R9).',
  },
);

@ObjectType({ description: '结对交友: the friendship of one cadre and one household over [from, to).' })
export class Pairing {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Field(() => Int, { description: 'Grows with every change; a write sends the one it saw.' })
  version!: number;

  @Field(() => PairingKindEnum, { description: 'Whether it counts (R2) or was kept (R7).' })
  kind!: 'RESPONSIBLE' | 'RETAINED';

  @Field(() => Int, {
    nullable: true,
    description: 'The place 1..cap it takes with the household; null for RETAINED.',
  })
  slot!: number | null;

  @Field({ description: 'The first day, YYYY-MM-DD.' })
  from!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The first day no longer covered; null while it stands.',
  })
  to!: string | null;

  @Field(() => PairingSourceEnum, { description: 'Where it came from.' })
  source!: keyof typeof PairingSourceEnum;

  @Field(() => String, { nullable: true, description: 'Why it ended.' })
  endReason!: string | null;

  cadreId!: string;
  householdId!: string;
  /** Read in the same round trip where a page joined them; null where a policy keeps them back, undefined where nobody looked. */
  cadreCard?: CadreCard | null;
  householdCard?: HouseholdCard | null;
}

@ObjectType({ description: 'A refusal of one thing among many.' })
export class PlacementRefusal {
  @Field(() => ID, { description: 'The household.' })
  householdId!: string;

  @Field(() => ID, { description: 'The cadre.' })
  cadreId!: string;

  @Field(() => String, { nullable: true, description: 'The clause of the programme that said no.' })
  rule!: string | null;

  @Field({ description: 'What a person reads.' })
  message!: string;
}

@ObjectType({ description: 'What a step did, and the handle to take it back (`undoPairingAct`).' })
export class PairingAct {
  @Field(() => ID, { description: 'The step; give it to `undoPairingAct`.' })
  id!: string;

  @Field(() => Int, { description: 'How many things it settled.' })
  done!: number;

  @Scoped('parent')
  @Field(() => [PlacementRefusal], { description: 'What a rule refused by now; the rest was done.' })
  refused!: PlacementRefusal[];

  @Scoped('pairingById')
  @Field(() => Pairing, { nullable: true, description: 'The one pairing it was about, as it is now.' })
  pairing?: Pairing | null;

  /** Which one that is, where it is read only when it is asked for. */
  pairingId?: string;
}

@ObjectType({
  description: 'A step by which the caller changed a household’s friends or claims within the day.',
})
export class LatestPairingAct {
  @Field(() => ID, { description: 'The step; give it to `undoPairingAct`.' })
  id!: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  at!: Date;

  @Field(() => [String], { description: 'Names of the friends whom it gave this household.' })
  begun!: string[];

  @Field(() => [String], { description: 'Names of the friends whom it took from it.' })
  ended!: string[];

  @Field(() => Int, { description: 'How many households it was about; all of them are taken back together.' })
  households!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why it can’t be taken back any more, for people; null where it can.',
  })
  whyNot!: string | null;
}

@ObjectType({ description: 'A handover that the caller did within the day (R7).' })
export class LatestHandover {
  @Field(() => ID, { description: 'The step; give it to `undoPairingAct`.' })
  id!: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  at!: Date;

  @Field(() => Int, { description: 'How many households went to others.' })
  households!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why it can’t be taken back any more, for people; null where it can.',
  })
  whyNot!: string | null;
}
