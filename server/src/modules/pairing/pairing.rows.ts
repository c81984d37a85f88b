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

const OWN = [
  'p.id',
  'p.version',
  'p.kind',
  'p.slot',
  'p.from_date',
  'p.to_date',
  'p.source',
  'p.end_reason',
  'p.cadre_id',
  'p.household_id',
] as const;
const OF_CADRE = ['c.name as c_name', 'u.id as u_id', 'u.name as u_name', 'u.level as u_level'] as const;
const OF_HOUSEHOLD = [
  'h.head_name',
  'h.village_group',
  'h.poverty_status',
  'h.cause',
  'h.size',
  'h.region_id',
] as const;

const cardsOf = (axis: Axis) => householdCards(axis, sql`array(select household_id from p)`);

/** Joins a page of pairings to everything that its rows show, one row each. */
export const joined = (axis: Axis, some: SomePairings) =>
  withCadres(some).leftJoin(cardsOf(axis), 'h.id', 'p.household_id').select(OF_HOUSEHOLD);

/** Pairings with the cards of their cadres. */
export const withCadres = (some: SomePairings) =>
  build
    .with('p', () => some)
    .selectFrom('p')
    .leftJoin('cadre as c', 'c.id', 'p.cadre_id')
    .leftJoin('unit as u', 'u.id', 'c.unit_id')
    .select(OWN)
    .select(OF_CADRE);

/** Pairings with the cards of their households. */
export const withHouseholds = (axis: Axis, some: SomePairings) =>
  build
    .with('p', () => some)
    .selectFrom('p')
    .leftJoin(cardsOf(axis), 'h.id', 'p.household_id')
    .select(OWN)
    .select(OF_HOUSEHOLD);

export type PairingRow = Awaited<ReturnType<ReturnType<typeof joined>['executeTakeFirstOrThrow']>>;
type CadreColumns = 'c_name' | 'u_id' | 'u_name' | 'u_level';
type HouseholdColumns = 'head_name' | 'village_group' | 'poverty_status' | 'cause' | 'size' | 'region_id';
type Cards = Pick<PairingRow, CadreColumns | HouseholdColumns>;
/** A row that was read with both cards, or with one of them. */
type SomeRow = Omit<PairingRow, keyof Cards> & Partial<Cards>;

/**
 * The flat row as the objects of the API, each with the card that its edge shows: null where a policy keeps it back, undefined
 * where the row was read without it.
 */
export function fromRow(r: SomeRow): Pairing {
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

function cadreCard(r: SomeRow): CadreCard | null | undefined {
  if (r.c_name === undefined) return undefined;
  if (r.c_name === null || !r.u_id || !r.u_name || !r.u_level) return null;
  return {
    id: r.cadre_id,
    name: r.c_name,
    unitId: r.u_id,
    unitCard: { id: r.u_id, name: r.u_name, level: r.u_level },
  };
}

function householdCard(r: SomeRow): HouseholdCard | null | undefined {
  if (r.head_name === undefined) return undefined;
  if (r.head_name === null || !r.region_id) return null;
  return {
    id: r.household_id,
    headName: r.head_name,
    villageGroup: r.village_group ?? null,
    povertyStatus: r.poverty_status ?? null,
    cause: r.cause ?? null,
    size: r.size ?? null,
    regionId: r.region_id,
  };
}
