import type { UnitInfo, VillageInfo } from './facts.sql.ts';
import type { Ids } from './ids.ts';

/** How a household stands; the place in this list is its code. */
export const HOME = { FREE: 0, HELD: 1, BEREFT: 2, CLAIMED: 3 } as const;
/** What ties a cadre to a household besides a friendship that counts; the place in this list is its code. */
export const TIE = { KIN: 0, RETAINED: 1, BAN: 2, PIN: 3 } as const;

export interface Tie {
  /** Number of the household, of the cadre. */
  home: number;
  cadre: number;
  tie: number;
}

/** An area as an allocation reads it: people, units and villages by number, each in order of its identifier. */
export interface Facts {
  /** Codes of the causes of poverty, by number. */
  causes: readonly string[];
  /** Those of a unit whom the city has sent to a county are a part of their own: one identifier may stand more than once. */
  units: readonly (UnitInfo & { id: string })[];
  villages: readonly (VillageInfo & { id: string })[];
  /** Whoever works in a unit of the area (R7), or is sent to it (R6), by unit. */
  cadres: {
    ids: Ids;
    count: number;
    unit: Int32Array;
    /** Place in RANKS. */
    rank: Uint8Array;
    /** Households that they are responsible for. */
    load: Uint8Array;
    /** Households that scheduled handovers promise them; each takes a place already (R1). */
    promised: Uint8Array;
    /** 1: may be given more: not excused for the year, and about to hand nothing over (R7). */
    open: Uint8Array;
    /** 1: an official, not excused: is to have a friend (R1). */
    owes: Uint8Array;
  };
  /** Eligible households whose friend is not settled, by village. */
  homes: {
    ids: Ids;
    count: number;
    /** Where each village begins. */
    from: Int32Array;
    village: Int32Array;
    need: Uint8Array;
    /** Number of the cause, -1 for none. */
    cause: Int8Array;
    /** See {@link HOME}. */
    state: Uint8Array;
    /** Number of the friend of today, -1 for none or for one who stopped. */
    friend: Int32Array;
  };
  ties: Tie[];
  /** SHA-256 of all of it. */
  digest: string;
}
