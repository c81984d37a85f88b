import { sql, type SelectQueryBuilder } from 'kysely';
import { build } from '../../platform/db/query-builder.ts';
import type { DB } from '../../generated/tables.ts';
import type { Axis } from '../../platform/auth/scope.ts';
import { householdCards, type CadreCard, type HouseholdCard } from '../people/index.ts';
import type { Pairing } from './pairing.type.ts';

type Stored = DB['pairing'] extends infer T ? { [K in keyof T]: T[K] } : never;
type SomePairings = SelectQueryBuilder<DB & { p: Stored }, 'p', StoredRow>;
type StoredRow = Awaited<ReturnType<typeof storedRow>>;
const storedRow = () => build.selectFrom('pairing as p').selectAll('p').executeTakeFirstOrThrow();

/** Joins a page of pairings to everything that its rows show, one row each. */
export const joined = (axis: Axis, some: SomePairings) =>
  build
    .with('p', () => some)
    .selectFrom('p')
    .leftJoin('cadre as c', 'c.id', 'p.cadre_id')
    .leftJoin('unit as u', 'u.id', 'c.unit_id')
    .leftJoin(householdCards(axis, sql`array(select household_id from p)`), 'h.id', 'p.household_id')
    .select(['p.id', 'p.version', 'p.kind', 'p.slot', 'p.from_date', 'p.to_date', 'p.source', 'p.end_reason'])
    .select(['p.cadre_id', 'p.household_id'])
    .select(['c.name as c_name', 'u.id as u_id', 'u.name as u_name', 'u.level as u_level'])
    .select(['h.head_name', 'h.village_group', 'h.poverty_status', 'h.cause', 'h.size', 'h.region_id']);

export type PairingRow = Awaited<ReturnType<ReturnType<typeof joined>['executeTakeFirstOrThrow']>>;

/** The flat row as the objects of the API, each with the card that its edge shows; null where a policy keeps it back. */
export function fromRow(r: PairingRow): Pairing {
  return {
    id: r.id,
    version: r.version,
    kind: r.kind as Pairing['kind'],
    slot: r.slot,
    from: r.from_date,
    to: r.to_date,
    source: r.source as Pairing['source'],
    endReason: r.end_reason,
    cadreId: r.cadre_id,
    householdId: r.household_id,
    cadreCard: cadreCard(r),
    householdCard: householdCard(r),
  };
}

function cadreCard(r: PairingRow): CadreCard | null {
  if (r.c_name === null || !r.u_id || !r.u_name || !r.u_level) return null;
  return {
    id: r.cadre_id,
    name: r.c_name,
    unitId: r.u_id,
    unitCard: { id: r.u_id, name: r.u_name, level: r.u_level },
  };
}

function householdCard(r: PairingRow): HouseholdCard | null {
  if (r.head_name === null || r.region_id === null) return null;
  return {
    id: r.household_id,
    headName: r.head_name,
    villageGroup: r.village_group,
    povertyStatus: r.poverty_status,
    cause: r.cause,
    size: r.size,
    regionId: r.region_id,
  };
}
