/**
 * What an allocation is asked (R9), with people, units and places as numbers: the index of a column is the identity. Whoever fills
 * it in orders people by identifier, so that the same data give the same answer, byte for byte.
 */
export interface Problem {
  /** `county` -1: may be sent anywhere in the area (municipal and vertical units, R6). `town`, `field` -1: none. */
  units: readonly { county: number; town: number; field: number }[];
  /** `first`: the office wants it filled before all others. */
  villages: readonly { county: number; town: number; first: boolean }[];
  /** 包村: unit and village. */
  lookedAfter: readonly (readonly [unit: number, village: number])[];
  cadres: CadreColumns;
  households: HouseholdColumns;
  /** Who must not become whose friend: kin, and what the office forbids. */
  banned: readonly (readonly [cadre: number, household: number])[];
  /** What the office settled, and would want to know the price of; the plan doesn't hang on it. */
  byHand: readonly (SettledBan | SettledPin)[];
  settings: EngineSettings;
}

interface Settled {
  /** Without it all that is settled otherwise stays as it is; another pin may have a place for it, or none any more (R1). */
  alone: boolean;
}

/** One of `banned` that nothing but the office forbids. */
export interface SettledBan extends Settled {
  kind: 'BAN';
  cadre: number;
  household: number;
  /** They are friends today: but for the ban the household is not bereft, and weighs on the cadre. */
  stands: boolean;
}

/** A pair outside the question: its household is none of it, and weighs on the cadre. */
export interface SettledPin extends Settled {
  kind: 'PIN';
  cadre: number;
  /** Of the household. */
  county: number;
  /** Its friend of today, on whom it does not weigh unless that is the cadre; -1 where there is none. */
  friend: number;
  /** Where it would come among those without a friend. */
  tier: number;
  /** Who must not become its friend. */
  barred: readonly number[];
}

export interface CadreColumns {
  readonly count: number;
  unit: Int32Array;
  /** Households at the most (R1). Limits new placements; an excess stays. */
  quota: Uint8Array;
  /** Responsible friendships that stand, pinned ones among them. */
  load: Uint8Array;
  /** 1: an official at work who is to have at least one friend (R1). */
  official: Uint8Array;
  /** 1: may be given new friends. */
  open: Uint8Array;
}

/** Households whose friend is open to decision: those without one, and those whose friend might be changed. */
export interface HouseholdColumns {
  readonly count: number;
  village: Int32Array;
  /** 0 to 100; poor villages and the hardest-off are above the rest. */
  need: Uint8Array;
  /** Main cause, or -1. */
  cause: Int8Array;
  /** The friend of today, who stays unless that leaves somebody without one; -1 where there is none. */
  friend: Int32Array;
  /** 1: loses its friend of today whatever comes (a ban, a cadre who stops) and goes before all who wait; `friend` is -1. */
  bereft: Uint8Array;
  /** Whom the proposal of before would give it, when that is asked again; -1 where nobody new. */
  former: Int32Array;
}

/** What the office may set for a run. Weights are whole numbers, 0 to 100. */
export interface EngineSettings {
  /** From this need on a household is among the hardest-off. */
  hardFrom: number;
  /** Of a new pair: the unit looks after the village; same town; same county; the unit's field fits the main cause. */
  weights: {
    lookedAfter: number;
    sameTown: number;
    sameCounty: number;
    fieldFits: number;
    /** Even load: among cadres, and among units. */
    evenCadres: number;
    evenUnits: number;
  };
  /** Which field helps against which cause. */
  fits: readonly (readonly [field: number, cause: number])[];
}

/** The friend of each household, -1 where it waits. */
export type Plan = Int32Array;

/**
 * What counts, the first difference deciding: officials with a friend; households with one, bereft and hard-off ones for more; few
 * friends changed; the need of those who are new; new pairs that the proposal of before had already; the office's wishes.
 */
export const STAGES = ['OFFICIALS', 'HOUSEHOLDS', 'CHANGES', 'NEED', 'STEADY', 'WISHES'] as const;
export type Stage = (typeof STAGES)[number];

/** The value of a plan, one whole number a stage; higher is better (changes count as negative). */
export type Value = readonly number[];
