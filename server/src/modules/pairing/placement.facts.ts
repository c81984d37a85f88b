import { covers, type Scope } from '../../platform/auth/scope.ts';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Day, PairingFact } from './pairing.rules.ts';
import type { Setting } from './setting.ts';

export interface CadreFact {
  id: string;
  path: string;
  name: string;
  status: string;
  rank: string;
  load: number;
  /** R6: administered by the city, and the caller does not act for the city. */
  cityOwned: boolean;
  /** In the caller's scope, or sent there by the city (R6): theirs to place. */
  own: boolean;
  /** R6: the county that the city has sent them to in the year, as far as the caller may know. */
  sent: string | null;
  /** R5: for the year. It and what follows are known of whom the caller may place, of nobody else. */
  excused: boolean;
  /** R7: the first day on which they are to hand somebody over. */
  leavingOn: Day | null;
  /** R1: households that scheduled handovers promise them. */
  promised: number;
  /** R26: households among those asked for that they have declared as kin. */
  kin: readonly string[];
}
export interface HouseholdFact {
  id: string;
  path: string;
  headName: string;
  endedOn: Day | null;
}
export interface StoredPairing extends PairingFact {
  id: string;
  householdId: string;
  version: number;
}
export interface StoredClaim {
  id: string;
  householdId: string;
  cadreId: string;
  path: string;
  from: Day;
  version: number;
}

/** Everything that placing, deciding and ending go by, read after the locks. The maps are kept up to date while they work. */
export interface Facts {
  today: Day;
  setting: Setting;
  cadres: Map<string, CadreFact>;
  households: Map<string, HouseholdFact>;
  pairings: Map<string, StoredPairing[]>;
  claims: Map<string, StoredClaim[]>;
  /** R4: `householdId cadreId` of open assistance duties. */
  duties: Set<string>;
}

export const pairKey = (householdId: string, cadreId: string): string => `${householdId} ${cadreId}`;

/** Where an act on a pairing is kept: on the axis of whoever may undo it. */
export const actPath = (
  { scope }: UnitOfWork,
  facts: Facts,
  { householdId, cadreId }: { householdId: string; cadreId: string },
): string =>
  (scope.axis === 'unit' ? facts.cadres.get(cadreId)?.path : facts.households.get(householdId)?.path) ?? '';

/**
 * Locks the households in one order, then the cadres, whose quota two people might spend at once; whoever writes pairings comes
 * through here, so nobody waits in a circle.
 * @param unlocked households to read without a lock, where the caller holds another one
 * @throws NOT_FOUND where one of the households is not there or not in scope
 */
export async function lockAndLoad(
  unit: UnitOfWork,
  today: Day,
  householdIds: readonly string[],
  cadreIds: readonly string[],
  year?: number | null,
  unlocked: readonly string[] = [],
): Promise<Facts> {
  const ids = [...new Set(householdIds)];
  const friends = [...new Set(cadreIds)];
  const values = [ids, unlocked, friends, today, year ?? null, unit.scope.axis === 'unit'];
  const [found] = await unit.prepared<Snapshot>({ ...LOCK_AND_LOAD, values });
  if (found?.locked !== ids.length) throw notFound('一户');
  return factsOf(unit.scope, today, found);
}

/** Each list as one piece of JSON: the driver takes an array of them apart sign by sign, ten times as slow. */
const LOCK_AND_LOAD = {
  name: 'lock_and_load',
  text: `select locked, setting, ${['pairings', 'claims', 'cadres', 'households', 'duties'].map((list) => `to_jsonb(${list}) as ${list}`).join(', ')}
    from lock_and_load($1, $2, $3, $4, $5, $6)`,
};
const LOCK_CADRES = { name: 'lock_cadres', text: 'select lock_cadres($1)' };

/** Locks those of the cadres that lie in scope; others are nobody's here to place. */
export async function lockCadres(unit: UnitOfWork, cadreIds: readonly string[]): Promise<void> {
  await unit.prepared({ ...LOCK_CADRES, values: [[...new Set(cadreIds)]] });
}

/** Settings, the households with all that hangs on them, and every cadre concerned, as they were in one snapshot. */
function factsOf(scope: Scope, today: Day, found: Snapshot): Facts {
  if (!found.setting) throw notFound('个年度');
  const { setting, cadres, households, pairings, claims, duties } = found;
  return {
    today,
    setting,
    cadres: new Map(
      cadres.map(({ city, ...c }) => {
        const cityOwned = scope.axis === 'territory' && city !== null && !covers(scope, city);
        const sentHere = c.sent !== null && covers(scope, c.sent);
        return [c.id, { ...c, cityOwned, own: scope.axis === 'system' || covers(scope, c.path) || sentHere }];
      }),
    ),
    households: new Map(households.map((h) => [h.id, h])),
    pairings: Map.groupBy(pairings, (p) => p.householdId),
    claims: Map.groupBy(claims, (c) => c.householdId),
    duties: new Set(duties.map(([householdId, cadreId]) => pairKey(householdId, cadreId))),
  };
}

interface Snapshot {
  /** How many of the households it got. */
  locked: number;
  setting: Setting | null;
  pairings: StoredPairing[];
  claims: StoredClaim[];
  cadres: (Omit<CadreFact, 'cityOwned' | 'own'> & { city: string | null })[];
  households: HouseholdFact[];
  duties: [string, string][];
}
