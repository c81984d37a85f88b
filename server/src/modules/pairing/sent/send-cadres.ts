import { sql } from 'kysely';
import type { Actor } from '../../../platform/auth/actor.ts';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Database, UnitOfWork } from '../../../platform/db/database.ts';
import { notFound, ruleViolated } from '../../../platform/errors.ts';
import { audit } from '../../audit/index.ts';
import type { Day } from '../pairing.rules.ts';
import { lockCadres } from '../placement.facts.ts';
import { placesOfCounty, type PlacesOfCounty } from '../setting.places.ts';
import type { MunicipalPlace } from '../setting.type.ts';
import { demandPresentYear } from '../waive.ts';
import type { SendCadresInput } from './sent.inputs.ts';
import { fitsPromise, maySend, type SendFacts } from './sent.rules.ts';

type Sending = (unit: UnitOfWork, county: PlacesOfCounty, cadreIds: readonly string[]) => Promise<void>;

/**
 * R6: the city sends people of its units to a county, which places them from then on. Whoever is sent there already stays so.
 * @throws NOT_FOUND for a county or a cadre that is not in scope, RULE_VIOLATED R1, R6 for whom the city may not send, and for more
 * than it has promised; R5 for a year that is over
 */
export const sendCadres = (db: Database, actor: Actor, scope: Scope, input: SendCadresInput, today: Day) =>
  change(db, actor, scope, input, today, async (unit, county, cadreIds) => {
    const standing = await standingOf(unit, input.year, cadreIds, today);
    if (standing.length < cadreIds.length) throw notFound('名干部');
    const fresh = standing.filter(({ countyId }) => countyId !== county.id);
    for (const one of fresh) {
      const refusal = maySend(one);
      if (refusal) throw ruleViolated(refusal.rule ?? 'R6', refusal.message);
    }
    const wanted = fresh.reduce((sum, { places }) => sum + places, 0);
    const over = fitsPromise({ ...county, promised: county.places }, wanted);
    if (over && fresh.length > 0) throw ruleViolated('R6', over.message);
    await sql`insert into sent_cadre (year, cadre_id, cadre_path, county_id, path, account_id)
      select ${input.year}::int2, c.id, c.path, ${county.id}::uuid, ${county.path}, ${actor.accountId}::uuid
      from cadre c where c.id = any(${fresh.map(({ id }) => id)}::uuid[])`.execute(unit.sql);
    record(unit, SENT, input.year, county, fresh);
  });

/** Takes people back from a county: whoever they are friends with they stay. Who is not sent there any more stays so. */
export const takeBackCadres = (
  db: Database,
  actor: Actor,
  scope: Scope,
  input: SendCadresInput,
  today: Day,
) =>
  change(db, actor, scope, input, today, async (unit, county, cadreIds) => {
    const { rows } = await sql<{ id: string; path: string }>`
      update sent_cadre set taken_back_at = now(), taken_back_by = ${actor.accountId}
      where year = ${input.year} and county_id = ${county.id} and cadre_id = any(${[...cadreIds]}::uuid[]) and taken_back_at is null
      returning cadre_id as id, cadre_path as path`.execute(unit.sql);
    record(unit, TAKEN_BACK, input.year, county, rows);
  });

/**
 * One change of who is sent to a county: behind the locks of the people, whose quota a county might spend just now, and of what was
 * promised, which another might lower.
 * @returns the county's places as they are then
 */
function change(
  db: Database,
  actor: Actor,
  scope: Scope,
  { year, countyId, cadreIds }: SendCadresInput,
  today: Day,
  work: Sending,
): Promise<MunicipalPlace> {
  const ids = [...new Set(cadreIds)];
  return db.write(actor, scope, async (unit) => {
    await demandPresentYear(unit, today, year);
    await lockCadres(unit, ids);
    await sql`select from municipal_place where year = ${year} and county_id = ${countyId} for update`.execute(
      unit.sql,
    );
    const of = { year, today, countyId };
    await work(unit, await placesOfCounty(unit, of), ids);
    return placesOfCounty(unit, of);
  });
}

type Standing = SendFacts & { id: string; path: string; countyId: string | null };

async function standingOf(
  { sql: db, scope }: UnitOfWork,
  year: number,
  ids: readonly string[],
  today: Day,
): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select c.id, c.path, c.name, c.status, o.level = 'CITY' as municipal, places_of(c.id, ${year}::int2, ${today}::date) as places,
      exists (select from waiver w where w.cadre_id = c.id and w.year = ${year} and w.withdrawn_at is null) as waived,
      s.county_id as "countyId", r.name as "sentTo"
    from cadre c join unit u on u.id = c.unit_id join region o on o.id = u.administered_by
    left join sent_cadre s on s.cadre_id = c.id and s.year = ${year} and s.taken_back_at is null
    left join region r on r.id = s.county_id
    where c.id = any(${[...ids]}::uuid[]) and c.path >= ${scope.lo} and c.path < ${scope.hi} order by u.path, c.id`.execute(
    db,
  );
  return rows;
}

const SENT = { each: 'municipalCadre.send', county: 'municipalPlace.sendCadres' };
const TAKEN_BACK = { each: 'municipalCadre.takeBack', county: 'municipalPlace.takeBackCadres' };

/** Told of each person, to whoever may see them, and once of the county in the history of its places. */
function record(
  unit: UnitOfWork,
  actions: typeof SENT,
  year: number,
  { id, path, county }: PlacesOfCounty,
  people: readonly { id: string; path: string }[],
): void {
  if (people.length === 0) return;
  audit(
    unit,
    ...people.map((one) => ({
      action: actions.each,
      subjectType: 'cadre',
      subjectId: one.id,
      path: one.path,
      after: { year, countyId: id, county },
    })),
    {
      action: actions.county,
      subjectType: 'region',
      subjectId: id,
      path,
      after: { year, county, cadres: people.length },
    },
  );
}
