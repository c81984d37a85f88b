import { sql, type Kysely } from 'kysely';
import type { DB } from '../../generated/tables.ts';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { build, type Compilable } from '../../platform/db/query-builder.ts';
import { conflict, notFound, ruleViolated } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { sentOf } from './board.sql.ts';
import type { Day } from './pairing.rules.ts';
import { mayPromise } from './sent/sent.rules.ts';
import { quotaEffect, type LoadCount } from './setting.rules.ts';
import { settingQuery } from './setting.ts';
import type { MunicipalPlace, SendPlacesInput } from './setting.type.ts';
import type { MunicipalCapacity } from './setting-effect.type.ts';

/** What the city has sent each county of its units' places, and whom (R6). */
const placesQuery = (
  db: Kysely<DB>,
  scope: Scope,
  { year, today, countyId }: { year: number; today: Day; countyId?: string },
) =>
  db
    .selectFrom('region as r')
    .leftJoin('municipal_place as m', (join) =>
      join.onRef('m.county_id', '=', 'r.id').on('m.year', '=', year),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('sent_cadre as s')
          .select(sql<number>`count(*)::int`.as('cadres'))
          .select(
            sql<number>`coalesce(sum(places_of(s.cadre_id, ${year}::int2, ${today}::date)), 0)::int`.as(
              'named',
            ),
          )
          .whereRef('s.path', '=', 'r.path')
          .where('s.year', '=', year)
          .where('s.taken_back_at', 'is', null)
          .as('n'),
      (join) => join.onTrue(),
    )
    .select(['r.id', 'r.path', 'r.name as county', 'n.cadres', 'n.named'])
    .select((eb) => eb.fn.coalesce('m.places', sql<number>`0`).as('places'))
    .leftJoin(sentOf(scope, today).as<'g'>('g'), (join) => join.onRef('g.path', '=', 'r.path'))
    .select((eb) => eb.fn.coalesce('g.sent', sql<number>`0`).as('used'))
    .where('r.level', '=', 'COUNTY')
    .where('r.path', '>=', scope.lo)
    .where('r.path', '<', scope.hi)
    .$if(countyId !== undefined, (query) => query.where('r.id', '=', countyId ?? ''))
    .orderBy('r.path');

export const readPlaces = (db: Database, scope: Scope, year: number, today: Day): Promise<MunicipalPlace[]> =>
  db.rows(scope, placesQuery(build, scope, { year, today }));

export type PlacesOfCounty = MunicipalPlace & { path: string };

/** One county’s, as they are now, within a unit of work. @throws NOT_FOUND for a county that is not in scope */
export async function placesOfCounty(
  { sql: db, scope }: UnitOfWork,
  of: { year: number; today: Day; countyId: string },
): Promise<PlacesOfCounty> {
  const county = await placesQuery(db, scope, of).executeTakeFirst();
  if (!county) throw notFound('个县');
  return county;
}

/** Officials at work by rank and by how many households they have; of municipal and vertical units, or of all. */
export const loadsQuery = (today: Day, municipalOnly: boolean): Compilable<LoadCount> => ({
  compile: () =>
    sql<LoadCount>`
      with load as (
        select p.cadre_id, count(*)::int as n from pairing p
        where p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and (p.to_date is null or p.to_date > ${today}) group by 1)
      select c.rank, coalesce(l.n, 0) as load, count(*)::int as officials
      from cadre c join unit u on u.id = c.unit_id join region a on a.id = u.administered_by left join load l on l.cadre_id = c.id
      where c.kind = 'OFFICIAL' and c.status in ('ACTIVE', 'SECONDED') and (${!municipalOnly} or a.level <> 'COUNTY')
      group by 1, 2`.compile(build),
});

/** What municipal and vertical units can take in a year. */
export async function municipalCapacity(
  db: Database,
  scope: Scope,
  year: number,
  today: Day,
): Promise<MunicipalCapacity> {
  const [setting, loads] = await Promise.all([
    db.row(scope, settingQuery(build, year)),
    db.rows(scope, loadsQuery(today, true)),
  ]);
  if (!setting) throw notFound('个年度');
  return {
    officials: loads.reduce((sum, { officials }) => sum + officials, 0),
    paired: loads.reduce((sum, { load, officials }) => sum + load * officials, 0),
    places: quotaEffect(loads, setting.quota).places,
  };
}

/**
 * Sends a county so many places in all.
 * @throws NOT_FOUND for a county that is not in scope or a year that was not opened, CONFLICT where others were sent meanwhile,
 * RULE_VIOLATED R6 for fewer than whoever is named there may still take
 */
export function sendPlaces(
  db: Database,
  actor: Actor,
  scope: Scope,
  input: SendPlacesInput,
  today: Day,
): Promise<MunicipalPlace> {
  return db.write(actor, scope, async (unit) => {
    const of = { year: input.year, countyId: input.countyId, today };
    const { id } = await placesOfCounty(unit, of);
    const year = await unit.sql
      .selectFrom('programme_year')
      .select('year')
      .where('year', '=', input.year)
      .executeTakeFirst();
    if (!year) throw notFound('个年度');
    const standing = unit.sql
      .selectFrom('municipal_place')
      .select('places')
      .where('year', '=', input.year)
      .where('county_id', '=', id);
    const now = await standing.forUpdate().executeTakeFirst();
    const refuse = (places: number) => conflict({ places, version: places });
    if ((now?.places ?? 0) !== input.seen) throw refuse(now?.places ?? 0);
    const county = await placesOfCounty(unit, of); // behind the lock: nobody is sent there meanwhile
    const tooFew = mayPromise({ ...county, promised: input.places });
    if (tooFew) throw ruleViolated('R6', tooFew.message);
    const written = await unit.sql
      .insertInto('municipal_place')
      .values({ year: input.year, county_id: id, places: input.places })
      .onConflict(
        (clash) =>
          clash
            .columns(['year', 'county_id'])
            .doUpdateSet({ places: input.places })
            .where('municipal_place.places', '=', input.seen), // two at once where none had been sent
      )
      .returning('places')
      .executeTakeFirst();
    if (!written) throw refuse((await standing.executeTakeFirstOrThrow()).places);
    audit(unit, {
      action: 'municipalPlace.send',
      subjectType: 'region',
      subjectId: id,
      path: county.path,
      before: { places: input.seen },
      after: { year: input.year, county: county.county, places: input.places },
    });
    return { ...county, places: input.places };
  });
}
