/** Everything that is so in a random territory, as plain objects that point at each other: what answers are held against. */
export interface Facts {
  /** `YYYY-MM-DD` */
  today: string;
  year: YearFact;
  regions: RegionFact[];
  units: UnitFact[];
  cadres: CadreFact[];
  households: HouseholdFact[];
  pairings: PairingFact[];
  claims: ClaimFact[];
  waivers: CadreFact[];
  kin: KinFact[];
  assignments: AssignmentFact[];
  grants: GrantFact[];
  reviews: ReviewFact[];
  /** Places of municipal units that the city has sent (R6). */
  sent: Map<RegionFact, number>;
  /** Whom of them it has sent by name. */
  sentCadres: SentFact[];
  /** Handovers whose day is to come, or was (R7). */
  scheduled: ScheduledFact[];
}

export interface YearFact {
  year: number;
  /** How many responsible friends a household may have (R2). */
  cap: number;
  /** How many households each rank is to take (R1). */
  quota: Record<string, number>;
  /** The deadline of the year before: what stood then is compared with where nobody signed (R5). */
  lastDay: string;
}

export interface RegionFact {
  id: string;
  level: 'CITY' | 'COUNTY' | 'TOWN' | 'VILLAGE';
  name: string;
  parent: RegionFact | null;
  path: string;
}

export interface UnitFact {
  id: string;
  code: string;
  name: string;
  level: 'MUNICIPAL' | 'COUNTY' | 'TOWN' | 'VERTICAL';
  seat: RegionFact;
  /** That countersigns it (R5): the city for municipal and vertical units, else the county. */
  office: RegionFact;
  path: string;
  ended: boolean;
}

export interface CadreFact {
  id: string;
  name: string;
  initials: string;
  unit: UnitFact;
  kind: 'OFFICIAL' | 'ENTERPRISE' | 'PHILANTHROPIST';
  rank: string;
  status: 'ACTIVE' | 'SECONDED' | 'ON_LEAVE' | 'RETIRED' | 'LEFT' | 'DECEASED';
  identityTail: string;
  phoneTail: string;
  postings: string[];
  account: { id: string; login: string; state: 'NONE' | 'ACTIVE' | 'DISABLED' } | null;
}

export interface MemberFact {
  id: string;
  name: string;
  identityTail: string;
  phoneTail: string;
  left: boolean;
}

export interface HouseholdFact {
  id: string;
  number: string;
  village: RegionFact;
  povertyStatus: string;
  cause: string | null;
  eligible: boolean;
  need: number;
  size: number;
  ended: boolean;
  headName: string;
  headInitials: string;
  members: MemberFact[];
}

export interface PairingFact {
  id: string;
  household: HouseholdFact;
  cadre: CadreFact;
  kind: 'RESPONSIBLE' | 'RETAINED';
  slot: number | null;
  from: string;
  to: string | null;
  withdrawn: boolean;
}

export interface ClaimFact {
  id: string;
  household: HouseholdFact;
  cadre: CadreFact;
  open: boolean;
}

export interface SentFact {
  id: string;
  cadre: CadreFact;
  county: RegionFact;
  takenBack: boolean;
}

export interface ScheduledFact {
  id: string;
  cadre: CadreFact;
  day: string;
  state: 'SCHEDULED' | 'ATTENTION' | 'DONE' | 'WITHDRAWN';
  lines: { pairing: PairingFact; successor: CadreFact }[];
}

export interface KinFact {
  id: string;
  cadre: CadreFact;
  /** Null where somebody declared that there is none. */
  household: HouseholdFact | null;
  withdrawn: boolean;
}

export interface AssignmentFact {
  id: string;
  unit: UnitFact;
  village: RegionFact;
}

export interface GrantFact {
  id: string;
  accountId: string;
  sessionId: string;
  login: string;
  role: string;
  /** Null for administrators, who stand nowhere in the territory. */
  at: RegionFact | UnitFact | null;
  cadre: CadreFact | null;
  from: string;
  to: string | null;
  withdrawn: boolean;
}

export interface ReviewFact {
  id: string;
  region: RegionFact;
  kind: 'REMARK' | 'MISSING';
  done: boolean;
}

export const isUnit = (place: RegionFact | UnitFact): place is UnitFact => 'seat' in place;

/** R6: where a unit and its people count: with the city where the city administers it, else where it sits. */
export const placeOf = (unit: UnitFact): RegionFact =>
  unit.office.level === 'CITY' ? unit.office : unit.seat;

/** Whether a region is this one or lies in it, step by step up the tree. */
export const within = (region: RegionFact, top: RegionFact): boolean =>
  region === top || (region.parent !== null && within(region.parent, top));

export function countyOf(region: RegionFact): RegionFact | null {
  if (region.level === 'COUNTY') return region;
  return region.parent && countyOf(region.parent);
}

/** Was not taken back and is not over. */
export const stands = ({ withdrawn, to }: PairingFact): boolean => !withdrawn && to === null;
export const responsible = (pairing: PairingFact): boolean =>
  stands(pairing) && pairing.kind === 'RESPONSIBLE';

/** Whether a grant gives anything today. */
export const inForce = ({ from, to, withdrawn }: GrantFact, today: string): boolean =>
  !withdrawn && from <= today && (to === null || to > today);
