import { sql } from 'kysely';
import type { PathRange, Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import type { BoardArgs } from './board.inputs.ts';
import type { BoardKind } from './board.rules.ts';
import { areaOf, figuresOf, itemsOf, UNITS } from './board.sql.ts';

/** How many there are of one kind under a branch. */
export interface Count {
  branch: string;
  kind: BoardKind | 'SOLVED' | 'ELIGIBLE' | 'COVERED';
  n: number;
}

/** A branch as the territory tells it: a region, a unit, or all of a region's own units. */
export interface Node {
  id: string;
  name: string;
  level: string;
  unitId: string | null;
}

/** What is counted: an area as of a day, by the settings of a year. */
export interface Asked {
  year: number;
  today: string;
  path: string;
  by: BoardArgs['by'];
}

/** What is counted for the branches of an area, and for the area where the branches can't be added up to it. */
export const countsOf = (db: Database, scope: Scope, asked: Asked): Promise<Count[]> =>
  asked.by === 'UNIT' ? countByUnit(db, scope, asked) : countByRegion(db, scope, asked);

/** What was settled there over the last 7 days. */
const solvedIn = ({ lo, hi }: PathRange) => sql`(select path, solved from pairing_act
  where undone_at is null and solved > 0 and at > now() - interval '7 days' and path >= ${lo} and path < ${hi}) settled`;

/** Everything at this depth of the path that items can hang on: the region right below, or the units of the region itself. */
const branchOf = (path: string) => {
  const step = path.split('/').length;
  const next = sql`split_part(path, '/', ${sql.lit(step)})`;
  return sql<string>`case when ${next} = '' then ${path} when ${next} like '@%' then ${path + UNITS} else ${path} || ${next} || '/' end`;
};

async function countByRegion(db: Database, scope: Scope, { year, today, path }: Asked): Promise<Count[]> {
  const range = areaOf(scope, path);
  return db.rows(
    scope,
    statement(sql<Count>`
      select ${branchOf(path)} as branch, kind, sum(n)::int as n from ${figuresOf(year, today, range, 1)} group by 1, 2
      union all
      select ${branchOf(path)}, 'SOLVED', sum(solved)::int from ${solvedIn(range)} group by 1`),
  );
}

async function countByUnit(db: Database, scope: Scope, { year, today, path }: Asked): Promise<Count[]> {
  const range = areaOf(scope, path);
  return db.rows(
    scope,
    statement(sql<Count>`
      with counted as materialized (select * from ${figuresOf(year, today, range, 0)}),
        disputed as materialized (select id from ${itemsOf(year, today, range, 'DUPLICATE')})
      select ${path} as branch, kind, sum(n)::int as n from counted group by 2
      union all
      select ${path}, 'SOLVED', coalesce(sum(solved), 0)::int from ${solvedIn(range)}
      union all
      select path, kind, sum(n)::int from counted where kind = 'OFFICIAL' group by 1, 2
      union all
      select cadre_path, 'DUPLICATE', count(distinct household_id)::int from (
        select c.cadre_path, c.household_id from pairing_claim c
        where c.status = 'OPEN' and c.household_id = any(array(select id from disputed))
        union
        select p.cadre_path, p.household_id from pairing p
        where p.household_id = any(array(select id from disputed)) and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
          and (p.to_date is null or p.to_date > ${today})
      ) x group by 1`),
  );
}

/** The area, what is above it within the scope, and its branches, in the order of their codes. */
export async function nodesOf(db: Database, scope: Scope, { path, by }: Asked): Promise<Node[]> {
  const { lo, hi } = areaOf(scope, path);
  const steps = path.split('/').length;
  const regions = sql`
    select path as id, name, level, null::uuid as "unitId" from region
    where (to_date is null or to_date > current_date) and (
      ${path} like path || '%' and path >= ${scope.lo}
      ${by === 'REGION' ? sql`or (path >= ${lo} and path < ${hi} and array_length(string_to_array(path, '/'), 1) = ${steps + 1})` : sql``})`;
  const units =
    by === 'UNIT' || path.includes('@')
      ? sql`select path, name, 'UNIT', id from unit where ended_on is null and path >= ${lo} and path < ${hi}`
      : sql`select ${path + UNITS}, case level when 'CITY' then '市直单位' when 'COUNTY' then '县直单位' else '镇直单位' end, 'UNITS',
          null::uuid from region where path = ${path} and level in ('CITY', 'COUNTY', 'TOWN')`;
  return db.rows(scope, statement(sql<Node>`${regions} union all ${units} order by 1`));
}
