import { sql, type RawBuilder } from 'kysely';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { statement } from '../../../platform/db/query-builder.ts';
import { offsetOf, type List, type PageInput } from '../../../platform/graphql/page.ts';
import type { Day } from '../pairing.rules.ts';
import { RANKS } from '../../people/index.ts';
import type { SendableCadreFilter, SentCadreFilter } from './sent.inputs.ts';
import type { SendableCadre, SentCadre } from './sent.type.ts';

const yearOf = (year: number | null | undefined) =>
  sql`coalesce(${year ?? null}::int2, (select max(y.year) from programme_year y))`;

const responsible = (today: Day) =>
  sql`p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and (p.to_date is null or p.to_date > ${today})`;

/** Whom the city has sent where, county by county in the order of sending. */
export function sentCadres(
  db: Database,
  scope: Scope,
  { year, countyId }: SentCadreFilter,
  page: PageInput,
  today: Day,
): Promise<List<SentCadre>> {
  const chosen = sql`sent_cadre s where s.year = ${yearOf(year)} and s.taken_back_at is null
    and s.path >= ${scope.lo} and s.path < ${scope.hi}
    and (${countyId ?? null}::uuid is null or s.county_id = ${countyId ?? null})`;
  return listOf(
    db,
    scope,
    sql<SentCadre>`
      select c.id, c.name, u.name as unit, c.rank, s.county_id as "countyId", r.name as county, s.sent_at as at,
        places_of(c.id, s.year, ${today}::date) as "placesLeft",
        (select count(*)::int from pairing p where p.cadre_id = c.id and ${responsible(today)}
          and p.path >= s.path and p.path < (left(s.path, -1) || '0') collate "C") as here
      from (select s.* from ${chosen} order by s.path, s.id limit ${page.size} offset ${offsetOf(page)}) s
      join cadre c on c.id = s.cadre_id join unit u on u.id = c.unit_id join region r on r.id = s.county_id
      order by s.path, s.id`,
    sql<{ n: number }>`select count(*)::int as n from ${chosen}`,
  );
}

/** Whom the city may send yet, unit by unit, those of higher rank first. */
export function sendableCadres(
  db: Database,
  scope: Scope,
  { year, unitId, rank }: SendableCadreFilter,
  page: PageInput,
  today: Day,
): Promise<List<SendableCadre>> {
  const free = sql`
    with free as materialized (
      select * from places_of_many(array(
        select c.id from unit u join region o on o.id = u.administered_by and o.level = 'CITY' join cadre c on c.unit_id = u.id
        where c.path >= ${scope.lo} and c.path < ${scope.hi} and c.status in ('ACTIVE', 'SECONDED')
          and (${unitId ?? null}::uuid is null or u.id = ${unitId ?? null}) and (${rank ?? null}::text is null or c.rank = ${rank ?? null})
          and not exists (select from sent_cadre s where s.cadre_id = c.id and s.year = ${yearOf(year)} and s.taken_back_at is null)
      ), ${yearOf(year)}, ${today}::date) where places > 0
    )`;
  return listOf(
    db,
    scope,
    sql<SendableCadre>`${free} select c.id, c.name, u.id as "unitId", u.name as unit, c.rank, f.load, f.places as "placesLeft"
      from free f, lateral (select * from cadre where id = f.cadre_id offset 0) c, -- by id, or each unit would look through all
        lateral (select * from unit where id = c.unit_id offset 0) u
      order by u.path, array_position(${[...RANKS]}::text[], c.rank), c.id limit ${page.size} offset ${offsetOf(page)}`,
    sql<{ n: number }>`${free} select count(*)::int as n from free`,
  );
}

async function listOf<T extends object>(
  db: Database,
  scope: Scope,
  rows: RawBuilder<T>,
  counting: RawBuilder<{ n: number }>,
): Promise<List<T>> {
  return {
    items: await db.rows(scope, statement(rows)),
    count: async () => (await db.row(scope, statement(counting)))?.n ?? 0,
  };
}
