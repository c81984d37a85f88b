import {
  responsible,
  type CadreFact,
  type HouseholdFact,
  type KinFact,
  type PairingFact,
  type UnitFact,
} from '../facts.ts';
import type { Sight } from '../sight.ts';
import { anyOrder, ids } from './list.ts';

/**
 * What comes along with a thing that one sees: every list that hangs on it, as far as one sees that, too. The selections name each
 * list field of the type, which the test checks against the schema.
 */
const FRIEND = `friends { id cadre { id name unit { id } } household { id headName size village { id } } }`;
const KIN = `kin { id cadre { id } household { id } }`;

export const HOUSEHOLD = `{ id headName ${FRIEND} members { id } ${KIN} places { id } lineage { id } history { id } }`;
export const CADRE = `{ id name load unit { id } ${FRIEND} ${KIN} postings { id } places { id } history { id } }`;
export const UNIT = `{ id headcount villages { id village { id } } formerNames places { id } history { id } }`;
export const PAIRING = `{ id kind cadre { id name unit { id } } household { id headName size village { id } } }`;

/** R7: to a cadre who is a friend only, or was one, a household is a name and a village. */
const householdCard = (sight: Sight, household: HouseholdFact) =>
  sight.householdCard(household)
    ? {
        id: household.id,
        headName: household.headName,
        size: sight.household(household) ? household.size : null,
        village: { id: household.village.id },
      }
    : null;
const cadreCard = (sight: Sight, cadre: CadreFact) =>
  sight.cadreCard(cadre) ? { id: cadre.id, name: cadre.name, unit: { id: cadre.unit.id } } : null;

const friendship = (sight: Sight, { id, cadre, household }: PairingFact) => ({
  id,
  cadre: cadreCard(sight, cadre),
  household: householdCard(sight, household),
});

export const pairing = (sight: Sight, one: PairingFact) => ({ ...friendship(sight, one), kind: one.kind });

const kin = (sight: Sight, of: (one: KinFact) => boolean) =>
  anyOrder(
    sight.facts.kin
      .filter((one) => of(one) && sight.kin(one))
      .map(({ id, cadre, household }) => ({
        id,
        cadre: { id: cadre.id },
        household: household && sight.householdCard(household) ? { id: household.id } : null,
      })),
  );

/** From the county down; the city's own name stands nowhere, being everybody's, except alone. */
function places(region: PairingFact['household']['village']): { id: string }[] {
  const all: { id: string }[] = [];
  for (let at: typeof region | null = region; at; at = at.parent) all.unshift({ id: at.id });
  return all.slice(all.length > 1 ? 1 : 0);
}

export const household = (sight: Sight, one: HouseholdFact) => ({
  id: one.id,
  headName: one.headName,
  friends: anyOrder(sight.friendsOf(one).map((friend) => friendship(sight, friend))),
  members: anyOrder(ids(one.members)),
  kin: kin(sight, ({ household: of }) => of === one),
  places: places(one.village),
  lineage: [],
  history: [],
});

export const cadre = (sight: Sight, one: CadreFact) => ({
  id: one.id,
  name: one.name,
  load: sight.householdsOf(one).filter(responsible).length,
  unit: { id: one.unit.id },
  friends: anyOrder(sight.householdsOf(one).map((friend) => friendship(sight, friend))),
  kin: kin(sight, ({ cadre: of }) => of === one),
  postings: anyOrder(one.postings.map((id) => ({ id }))),
  places: places(one.unit.office.level === 'CITY' ? one.unit.office : one.unit.seat),
  history: [],
});

export const unit = (sight: Sight, one: UnitFact) => ({
  id: one.id,
  headcount: sight.facts.cadres.filter(
    ({ unit: of, status }) => of === one && !['RETIRED', 'LEFT', 'DECEASED'].includes(status),
  ).length,
  villages: anyOrder(
    sight.facts.assignments
      .filter(({ unit: of }) => of === one)
      .map(({ id, village }) => ({ id, village: { id: village.id } })),
  ),
  formerNames: [],
  places: places(one.office.level === 'CITY' ? one.office : one.seat),
  history: [],
});
