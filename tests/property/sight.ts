import type { Role } from '../../server/src/platform/auth/role.ts';
import {
  inForce,
  isUnit,
  placeOf,
  responsible,
  within,
  type CadreFact,
  type Facts,
  type GrantFact,
  type HouseholdFact,
  type KinFact,
  type PairingFact,
  type RegionFact,
  type UnitFact,
} from './facts.ts';

/** Offices and those who watch them: they look at a territory (R31). */
export const READERS: readonly string[] = ['CITY_OPERATOR', 'COUNTY_OPERATOR', 'TOWN_OPERATOR', 'LEADER', 'SUPERVISOR'] satisfies Role[]; // prettier-ignore

/** From where somebody looks: a territory, a unit, as a cadre; null who sees no case at all. */
type View =
  | { from: 'territory'; region: RegionFact }
  | { from: 'unit'; unit: UnitFact }
  | { from: 'friend'; cadre: CadreFact };

function viewOf({ role, at, cadre }: GrantFact): View | null {
  if (role === 'CADRE' && cadre) return { from: 'friend', cadre };
  if (role === 'UNIT_LIAISON' && at && isUnit(at)) return { from: 'unit', unit: at };
  return READERS.includes(role) && at && !isUnit(at) ? { from: 'territory', region: at } : null;
}

/**
 * The plain definition of what somebody may see. R31: offices only their own territory, units their own people, cadres their own
 * friends, and everybody under one grant at a time. It walks the tree of the facts: no path, no SQL, no code of the service.
 */
export class Sight {
  readonly facts: Facts;
  /** The grant that somebody is signed in under, whether it holds today or not. */
  readonly asked: GrantFact | null;
  /** Null for nobody, and for whoever has no grant today. */
  readonly grant: GrantFact | null;
  readonly view: View | null;

  constructor(facts: Facts, grant: GrantFact | null) {
    this.facts = facts;
    this.asked = grant;
    this.grant = grant && inForce(grant, facts.today) ? grant : null;
    this.view = this.grant && viewOf(this.grant);
  }

  get role(): string {
    return this.grant?.role ?? '';
  }

  /** Whether a region lies in one's territory. */
  region(region: RegionFact): boolean {
    return this.view?.from === 'territory' && within(region, this.view.region);
  }

  /** A unit's record is for the office above it and for itself (R6). */
  unit(unit: UnitFact): boolean {
    return this.view?.from === 'unit' ? this.view.unit === unit : this.region(placeOf(unit));
  }

  /** A person whole; of others there is only the card on a pairing (R6). */
  cadre(cadre: CadreFact): boolean {
    return this.view?.from === 'friend' ? this.view.cadre === cadre : this.unit(cadre.unit);
  }

  /** R7: a cadre sees the friends for life, too; what was taken back nobody sees. */
  pairing({ household, cadre, withdrawn }: PairingFact): boolean {
    if (withdrawn || !this.view) return false;
    return this.view.from === 'territory' ? this.region(household.village) : this.cadre(cadre);
  }

  /** A household's record: the territory's; a unit's and a cadre's while they are responsible for it (R7). */
  household(household: HouseholdFact): boolean {
    if (this.view?.from === 'territory') return this.region(household.village);
    return this.friendsOf(household).some(responsible);
  }

  /** What a household's friendships show of it: the name goes with every friendship that one sees (R7). */
  householdCard(household: HouseholdFact): boolean {
    return this.household(household) || this.friendsOf(household).length > 0;
  }

  /** What a friendship shows of its cadre: name and unit, to whoever sees it (R6). */
  cadreCard(cadre: CadreFact): boolean {
    return this.cadre(cadre) || this.facts.pairings.some((one) => one.cadre === cadre && this.pairing(one));
  }

  kin({ cadre, withdrawn }: KinFact): boolean {
    return !withdrawn && this.cadre(cadre);
  }

  /** Friendships of a household, as far as one sees them. */
  friendsOf(household: HouseholdFact): PairingFact[] {
    return this.facts.pairings.filter((one) => one.household === household && this.pairing(one));
  }

  householdsOf(cadre: CadreFact): PairingFact[] {
    return this.facts.pairings.filter((one) => one.cadre === cadre && this.pairing(one));
  }
}
