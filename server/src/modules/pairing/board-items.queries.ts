import { sql, type RawBuilder } from 'kysely';
import type { PathRange, Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import { offsetOf, type List, type PageInput } from '../../platform/graphql/page.ts';
import type { BoardFilter } from './board.inputs.ts';
import type { BoardKind } from './board.rules.ts';
import { countyOf } from '../region/index.ts';
import { areaOf, figuresOf, itemsOf } from './board.sql.ts';
import type { BoardItem, BoardSuggestion } from './board.type.ts';
import { choicesFor, suggestionsFor } from './board-suggestions.ts';
import { sentFor } from './board-suggestions.sql.ts';
import { settingOf } from './setting.ts';
import { statement } from '../../platform/db/query-builder.ts';

/** A row of the board as the page reads it, before anything is suggested. */
export interface ItemRow {
  id: string;
  kind: BoardKind;
  path: string;
  need: number;
  name: string;
  place: string;
  town: string | null;
  size: number | null;
  status: string | null;
  cause: string | null;
  since: string;
  villageId: string | null;
  unitId: string | null;
}

/**
 * One page of the board, worst first: what blocks by being double, then those without, the neediest first, then officials.
 * Each with what to do about it.
 */
export async function listBoardItems(
  db: Database,
  scope: Scope,
  today: string,
  filter: BoardFilter,
  page: PageInput,
): Promise<List<BoardItem>> {
  const setting = await settingOf(db, scope, filter.year);
  const range = areaOf(scope, filter.within);
  const chosen = chosenOf(setting.year, today, range, filter);
  const picked = Boolean(filter.unitId ?? filter.ids);
  const rows = await db.rows(
    scope,
    statement(picked ? pageOf(chosen, today, page) : fullPage(setting.year, today, range, filter.kind, page)),
  );
  const many = picked
    ? sql<{ n: number }>`select count(*) as n from (${chosen}) x`
    : countOf(setting.year, today, range, filter.kind);
  return {
    items: await suggestionsFor(db, scope, setting, today, rows),
    count: async () => (await db.row(scope, statement(many)))?.n ?? 0,
  };
}

type Place = Pick<ItemRow, 'id' | 'kind' | 'path' | 'need'>;

/**
 * Everything that the filter shows, in one snapshot, county by county, the worst first in each: what is suggested for a county
 * promises nobody and no place twice, so that all of it can be carried out.
 */
export async function* allBoardItems(
  db: Database,
  scope: Scope,
  today: string,
  filter: BoardFilter,
): AsyncGenerator<BoardItem[]> {
  const setting = await settingOf(db, scope, filter.year);
  const chosen = chosenOf(setting.year, today, areaOf(scope, filter.within), filter);
  const places = await db.rows(
    scope,
    statement(
      sql<
        Place & { near: string }
      >`select b.*, ${WORST} as worst, coalesce(s.path, b.path) as near from (${chosen}) b
        left join ${sentFor(scope, setting.year)} s on b.kind = 'OFFICIAL' and s.cadre_id = b.id order by ${IN_ORDER}`,
    ),
  );
  const counties = Map.groupBy(places, ({ near }) => countyOf(near) ?? '');
  for (const [, county] of [...counties].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const column = <K extends keyof Place>(key: K) => county.map((place) => place[key]);
    const rows = await db.rows(
      scope,
      statement(
        detailed(
          sql`select b.*, ${WORST} as worst from unnest(${column('kind')}::text[], ${column('id')}::uuid[],
            ${column('path')}::text[], ${column('need')}::int[]) as b(kind, id, path, need)`,
          today,
        ),
      ),
    );
    yield suggestionsFor(db, scope, setting, today, rows);
  }
}

/**
 * Who else could take a household without a friend, or which households an official could be given.
 * @throws NOT_FOUND for what is not there or not in scope
 */
export async function listChoices(
  db: Database,
  scope: Scope,
  today: string,
  id: string,
): Promise<BoardSuggestion[]> {
  const setting = await settingOf(db, scope);
  const row = await db.row(
    scope,
    statement(sql<{ id: string; kind: 'GAP' | 'OFFICIAL'; path: string; villageId: string | null }>`
      select id, 'GAP' as kind, path, region_id as "villageId" from household
      where id = ${id} and path >= ${scope.lo} and path < ${scope.hi}
      union all
      select id, 'OFFICIAL', path, null from cadre where id = ${id} and path >= ${scope.lo} and path < ${scope.hi}`),
  );
  if (!row) throw notFound('一条');
  return choicesFor(db, scope, setting, today, row);
}

function chosenOf(year: number, today: string, range: PathRange, { kind, unitId, ids }: BoardFilter) {
  const kinds = kind ? sql`b.kind = ${kind}` : sql`b.kind <> 'WAITING'`;
  const named = ids ? sql`and b.id = any(${ids}::uuid[])` : sql``;
  const unit = unitId
    ? sql`and case b.kind when 'OFFICIAL' then b.path = (select path from unit where id = ${unitId})
        when 'DUPLICATE' then exists (select from pairing_claim c where c.household_id = b.id and c.status = 'OPEN'
            and c.cadre_path = (select path from unit where id = ${unitId}))
          or exists (select from pairing p where p.household_id = b.id and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
            and (p.to_date is null or p.to_date > ${today}) and p.cadre_path = (select path from unit where id = ${unitId}))
        else false end`
    : sql``;
  return sql<ItemRow>`select b.* from ${itemsOf(year, today, range, kind)} b where ${kinds} ${unit} ${named}`;
}

const WORST = sql`case b.kind when 'DUPLICATE' then 1 when 'GAP' then 2 when 'OFFICIAL' then 3 else 4 end`;
const IN_ORDER = sql`worst, b.need desc, b.id`;

const pageOf = (chosen: ReturnType<typeof chosenOf>, today: string, page: PageInput) =>
  detailed(
    sql`select b.*, ${WORST} as worst from (${chosen}) b
      order by ${IN_ORDER} limit ${page.size} offset ${offsetOf(page)}`,
    today,
  );

/** A page of all there is under a kind, without what is not on it. */
const fullPage = (
  year: number,
  today: string,
  { lo, hi }: PathRange,
  kind: BoardKind | null | undefined,
  page: PageInput,
) =>
  detailed(
    sql`select b.*, ${WORST} as worst
      from board_page(${year}, ${today}, ${lo}, ${hi}, ${kind ?? null}, ${page.size}, ${offsetOf(page)}) b`,
    today,
  );

const countOf = (year: number, today: string, range: PathRange, kind: BoardKind | null | undefined) =>
  sql<{ n: number }>`select coalesce(sum(n), 0) as n from ${figuresOf(year, today, range, 0)}
    where kind = any(${kind ? [kind] : ['DUPLICATE', 'GAP', 'OFFICIAL']})`;

/** "Since" is the day the last friendship ended or the roster came in, in China. */
function detailed(chosen: RawBuilder<unknown>, today: string) {
  const day = (moment: string) => sql`(${sql.raw(moment)} at time zone 'Asia/Shanghai')::date`;
  return sql<ItemRow>`
    with chosen as materialized (${chosen})
    select s.id, s.kind, s.path, s.need, coalesce(h.head_name, c.name) as name,
      coalesce(v.name || coalesce(' ' || h.village_group, ''), u.name) as place, t.name as town, h.size,
      ps.label as status, pc.label as cause, v.id as "villageId", u.id as "unitId",
      (case s.kind
        when 'OFFICIAL' then coalesce((select max(p.to_date) from pairing p where p.cadre_id = s.id
          and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and p.to_date <= ${today}), ${day('c.created_at')})
        when 'DUPLICATE' then coalesce((select ${day('max(k.created_at)')} from pairing_claim k
          where k.household_id = s.id and k.status = 'OPEN'), ${day('h.created_at')})
        else coalesce((select max(p.to_date) from pairing p where p.household_id = s.id
          and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and p.to_date <= ${today}), ${day('h.created_at')})
      end)::date as since
    from chosen s
    left join household h on h.id = s.id and s.kind <> 'OFFICIAL'
    left join region v on v.id = h.region_id
    left join region t on t.id = v.parent_id
    left join cadre c on c.id = s.id and s.kind = 'OFFICIAL'
    left join unit u on u.id = c.unit_id
    left join dictionary_entry ps on ps.dictionary = 'POVERTY_STATUS' and ps.code = h.poverty_status
    left join dictionary_entry pc on pc.dictionary = 'POVERTY_CAUSE' and pc.code = h.cause
    order by s.worst, s.need desc, s.id`;
}
