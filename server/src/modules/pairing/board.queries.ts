import { sql } from 'kysely';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { build, statement } from '../../platform/db/query-builder.ts';
import { notFound } from '../../platform/errors.ts';
import type { BoardArgs } from './board.inputs.ts';
import type { BoardKind } from './board.rules.ts';
import { areaOf, figuresOf, itemsOf, UNITS } from './board.sql.ts';
import type { Board, BoardBranch, BoardCounts } from './board.type.ts';
import { light } from './confirmation/light.rules.ts';
import { settingQuery, type Setting } from './setting.ts';

const FIELD = {
  DUPLICATE: 'duplicates',
  GAP: 'gaps',
  OFFICIAL: 'officials',
  WAITING: 'waiting',
  SOLVED: 'solved',
  ELIGIBLE: 'eligible',
} as const;

/** Levels of the territory, where households live. */
const PLACES: readonly string[] = ['CITY', 'COUNTY', 'TOWN', 'VILLAGE', 'GROUP'];

interface Count {
  branch: string;
  kind: BoardKind | 'SOLVED' | 'ELIGIBLE';
  n: number;
}
interface Node {
  id: string;
  name: string;
  level: string;
  unitId: string | null;
}

/** @throws NOT_FOUND for a year that was not opened */
export async function settingOf(db: Database, scope: Scope, year?: number | null): Promise<Setting> {
  const setting = await db.row(scope, settingQuery(build, year));
  if (!setting) throw notFound('个年度');
  return setting;
}

/**
 * The board of an area: its own figures and those of its branches, counted in one snapshot from the definition (R2, R5).
 * @throws NOT_FOUND for an area that is not there or not in scope
 */
export async function readBoard(db: Database, scope: Scope, today: string, args: BoardArgs): Promise<Board> {
  const setting = await settingOf(db, scope, args.year);
  const path = args.within ?? scope.lo;
  const { lo, hi } = areaOf(scope, path);
  if (lo !== path || lo >= hi) throw notFound('个地方');
  const [nodes, counts] = await Promise.all([
    nodesOf(db, scope, path, args.by),
    args.by === 'UNIT'
      ? countByUnit(db, scope, setting.year, today, path)
      : countByRegion(db, scope, setting.year, today, path),
  ]);
  const area = nodes.find((node) => node.id === path);
  if (!area) throw notFound('个地方');
  const lit = (node: Node, counted: readonly Count[]): BoardBranch => {
    const figures = sum(counted);
    const left = figures.duplicates + figures.gaps + figures.officials;
    // Nobody to be a friend to is no good news: no light, and that is why.
    if (left === 0 && figures.eligible === 0 && PLACES.includes(node.level)) {
      return { ...node, counts: figures, lamp: 'NONE', reason: '还没有符合条件的农户' };
    }
    const { lamp, sentence } = light({ left, solved: figures.solved, today, deadline: setting.confirmBy });
    return { ...node, counts: figures, lamp, reason: sentence };
  };
  const branch = (node: Node): BoardBranch =>
    lit(
      node,
      counts.filter((count) => count.branch === node.id),
    );
  // By unit a duplicate shows at each unit that has a part in it; the area counts it once, under its own path.
  const own = args.by === 'UNIT' ? counts.filter((count) => count.branch === path) : counts;
  return {
    id: path,
    year: setting.year,
    confirmBy: setting.confirmBy,
    today,
    cap: setting.cap,
    area: lit(area, own),
    above: nodes.filter((node) => node.id.length < path.length).map(branch),
    branches: nodes.filter((node) => node.id.length > path.length).map(branch),
  };
}

function sum(counts: readonly Count[]): BoardCounts {
  const total: BoardCounts = { duplicates: 0, gaps: 0, officials: 0, waiting: 0, eligible: 0, solved: 0 };
  for (const { kind, n } of counts) total[FIELD[kind]] += n;
  return total;
}

/** Everything at this depth of the path that items can hang on: the region right below, or the units of the region itself. */
const branchOf = (path: string) => {
  const step = path.split('/').length;
  const next = sql`split_part(path, '/', ${sql.lit(step)})`;
  return sql<string>`case when ${next} = '' then ${path} when ${next} like '@%' then ${path + UNITS} else ${path} || ${next} || '/' end`;
};

async function countByRegion(
  db: Database,
  scope: Scope,
  year: number,
  today: string,
  path: string,
): Promise<Count[]> {
  const range = areaOf(scope, path);
  return db.rows(
    scope,
    statement(sql<Count>`
      select ${branchOf(path)} as branch, kind, sum(n)::int as n from ${figuresOf(year, today, range, 1)} group by 1, 2
      union all
      select ${branchOf(path)}, 'SOLVED', sum(solved)::int from pairing_act
      where undone_at is null and solved > 0 and at > now() - interval '7 days'
        and path >= ${range.lo} and path < ${range.hi} group by 1`),
  );
}

async function countByUnit(
  db: Database,
  scope: Scope,
  year: number,
  today: string,
  path: string,
): Promise<Count[]> {
  const range = areaOf(scope, path);
  return db.rows(
    scope,
    statement(sql<Count>`
      with counted as materialized (select * from ${figuresOf(year, today, range, 0)}),
        disputed as materialized (select id from ${itemsOf(year, today, range, 'DUPLICATE')})
      select ${path} as branch, kind, sum(n)::int as n from counted group by 2
      union all
      select ${path}, 'SOLVED', coalesce(sum(solved), 0)::int from pairing_act
      where undone_at is null and solved > 0 and at > now() - interval '7 days'
        and path >= ${range.lo} and path < ${range.hi}
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
async function nodesOf(db: Database, scope: Scope, path: string, by: 'REGION' | 'UNIT'): Promise<Node[]> {
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
