import { build } from '../../platform/db/query-builder.ts';
import type { SelectQueryBuilder } from 'kysely';
import type { DB } from '../../generated/tables.ts';
import type { CadreCard, HouseholdCard, UnitCard } from '../people/index.ts';
import type { Region } from '../region/index.ts';
import type { Pairing } from './pairing.type.ts';

type Stored = DB['pairing'] extends infer T ? { [K in keyof T]: T[K] } : never;
type SomePairings = SelectQueryBuilder<DB & { p: Stored }, 'p', StoredRow>;
type StoredRow = Awaited<ReturnType<typeof storedRow>>;
const storedRow = () => build.selectFrom('pairing as p').selectAll('p').executeTakeFirstOrThrow();

/** Joins a page of pairings to everything that its rows show, one row each. */
export const joined = (some: SomePairings) =>
  build
    .selectFrom(some.as('p'))
    .leftJoin('cadre as c', 'c.id', 'p.cadre_id')
    .leftJoin('unit as u', 'u.id', 'c.unit_id')
    .leftJoin('household as h', 'h.id', 'p.household_id')
    .leftJoin('region as v', 'v.id', 'h.region_id')
    .leftJoin('region as t', 't.id', 'v.parent_id')
    .select(['p.id', 'p.version', 'p.kind', 'p.slot', 'p.from_date', 'p.to_date', 'p.source', 'p.end_reason'])
    .select(['p.cadre_id', 'p.household_id'])
    .select(['c.name as c_name', 'u.id as u_id', 'u.name as u_name', 'u.level as u_level'])
    .select(['h.head_name', 'h.village_group', 'h.poverty_status', 'h.cause', 'h.size'])
    .select([
      'v.id as v_id',
      'v.code as v_code',
      'v.name as v_name',
      'v.level as v_level',
      'v.path as v_path',
    ])
    .select(['v.poor as v_poor', 'v.parent_id as v_parent'])
    .select([
      't.id as t_id',
      't.code as t_code',
      't.name as t_name',
      't.level as t_level',
      't.path as t_path',
    ])
    .select(['t.poor as t_poor', 't.parent_id as t_parent']);

export type PairingRow = Awaited<ReturnType<ReturnType<typeof joined>['executeTakeFirstOrThrow']>>;

interface Shown {
  pairing: Pairing;
  unit: UnitCard | null;
  village: Region | null;
  town: Region | null;
}

/** The flat row as the objects of the API. */
export function fromRow(r: PairingRow): Shown {
  const unit = r.u_id && r.u_name && r.u_level ? { id: r.u_id, name: r.u_name, level: r.u_level } : null;
  const cadreCard: CadreCard | undefined =
    r.c_name !== null && unit ? { id: r.cadre_id, name: r.c_name, unitId: unit.id } : undefined;
  const householdCard: HouseholdCard | undefined =
    r.head_name !== null && r.v_id
      ? {
          id: r.household_id,
          headName: r.head_name,
          villageGroup: r.village_group,
          povertyStatus: r.poverty_status ?? '',
          cause: r.cause,
          size: r.size ?? 0,
          regionId: r.v_id,
        }
      : undefined;
  return {
    pairing: {
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
      cadreCard,
      householdCard,
    },
    unit,
    village: region(r.v_id, r.v_code, r.v_name, r.v_level, r.v_path, r.v_poor, r.v_parent),
    town: region(r.t_id, r.t_code, r.t_name, r.t_level, r.t_path, r.t_poor, r.t_parent),
  };
}

function region(
  id: string | null,
  code: string | null,
  name: string | null,
  level: string | null,
  path: string | null,
  poor: boolean | null,
  parentId: string | null,
): Region | null {
  if (id === null) return null;
  return {
    id,
    code: code ?? '',
    name: name ?? '',
    level: level as Region['level'],
    path: path ?? '',
    poor: poor ?? false,
    parentId,
  };
}
