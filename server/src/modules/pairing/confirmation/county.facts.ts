import { sql, type RawBuilder } from 'kysely';
import type { PathRange } from '../../../platform/auth/scope.ts';
import { figuresOf, sentOf } from '../board.sql.ts';
import type { Day } from '../pairing.rules.ts';
import type { Counts, State } from './confirmation.rules.ts';

/** One county's year, counted in one snapshot. */
export interface CountyFacts {
  countyId: string;
  name: string;
  path: string;
  confirmationId: string;
  state: State;
  version: number;
  waitingReason: string | null;
  waitingAcknowledgedAt: Date | null;
  changedSince: Date | null;
  changes: number;
  duplicates: number;
  gaps: number;
  officials: number;
  waiting: number;
  unitsTotal: number;
  unitsOpen: number;
  /** Of the open ones: nobody has looked at the draft yet; confirmed, waiting for the countersign. */
  unitsUnopened: number;
  unitsToCountersign: number;
  townUnitsTotal: number;
  townUnitsOpen: number;
  /** Municipal places sent and not used (R6). */
  unspentPlaces: number;
  /** Board items settled, units countersigned over the last 7 days. */
  settled: number;
  countersigned: number;
  confirmedAt: Date | null;
  closedAt: Date | null;
}

/** Every county of the range with its counts: the board's items, its units' signatures, its places. */
export const countyFacts = (
  range: PathRange,
  year: number,
  today: Day,
  since: Date,
): RawBuilder<CountyFacts> => sql<CountyFacts>`
  with item as materialized (
    select county_of(path) as county, coalesce(sum(n) filter (where kind = 'DUPLICATE'), 0)::int as duplicates,
      coalesce(sum(n) filter (where kind = 'GAP'), 0)::int as gaps,
      coalesce(sum(n) filter (where kind = 'OFFICIAL'), 0)::int as officials,
      coalesce(sum(n) filter (where kind = 'WAITING'), 0)::int as waiting
    from ${figuresOf(year, today, range)} group by 1
  ), unit_state as (
    select u.administered_by as county_id, u.level = 'TOWN' as town, u.opened, c.state,
      c.state = 'COUNTERSIGNED' and not changed as signed, c.state = 'CONFIRMED' and not changed as waits, lately
    from (select unit.*, c.id as confirmation_id, c.opened_at is not null as opened from unit
        join confirmation c on c.unit_id = unit.id and c.year = ${year}
        where unit.path >= ${range.lo} and unit.path < ${range.hi} and ended_on is null) u
    join confirmation c on c.id = u.confirmation_id,
    lateral (select exists (select from confirmation_change x where x.confirmation_id = c.id and x.covered_by is null) as changed) x,
    lateral (select exists (select from confirmation_signature s where s.confirmation_id = c.id and s.step = 'COUNTERSIGN'
      and s.signed_at >= ${since}) as lately) s
  ), units as (
    select county_id, count(*)::int as total, count(*) filter (where not signed)::int as open,
      count(*) filter (where not signed and not opened and state = 'DRAFT')::int as unopened,
      count(*) filter (where waits)::int as waits, count(*) filter (where town)::int as towns,
      count(*) filter (where town and not signed)::int as towns_open, count(*) filter (where lately)::int as lately
    from unit_state group by 1
  )
  select r.id as "countyId", r.name, r.path, c.id as "confirmationId", c.state, c.version,
    c.waiting_reason as "waitingReason", c.waiting_acknowledged_at as "waitingAcknowledgedAt",
    x.since as "changedSince", coalesce(x.things, 0)::int as changes,
    coalesce(i.duplicates, 0) as duplicates, coalesce(i.gaps, 0) as gaps, coalesce(i.officials, 0) as officials,
    coalesce(i.waiting, 0) as waiting,
    coalesce(u.total, 0) as "unitsTotal", coalesce(u.open, 0) as "unitsOpen", coalesce(u.unopened, 0) as "unitsUnopened",
    coalesce(u.waits, 0) as "unitsToCountersign", coalesce(u.towns, 0) as "townUnitsTotal",
    coalesce(u.towns_open, 0) as "townUnitsOpen",
    greatest(0, coalesce(m.places, 0) - coalesce(g.sent, 0)) as "unspentPlaces",
    (select coalesce(sum(solved), 0)::int from pairing_act where undone_at is null and solved > 0 and at >= ${since}
      and path >= r.path and path < (left(r.path, -1) || '0') collate "C") as settled,
    coalesce(u.lately, 0) as countersigned,
    s.confirmed as "confirmedAt", s.closed as "closedAt"
  from region r
  join confirmation c on c.county_id = r.id and c.year = ${year}
  left join item i on i.county = r.path
  left join units u on u.county_id = r.id
  left join ${sentOf(range, today)} g on g.path = r.path
  left join municipal_place m on m.year = ${year} and m.county_id = r.id
  left join lateral (select min(at) as since, sum(things) as things from confirmation_change
    where confirmation_id = c.id and covered_by is null) x on true
  left join lateral (select max(signed_at) filter (where step = 'CONFIRM') as confirmed,
      max(signed_at) filter (where step = 'CLOSE') as closed
    from confirmation_signature where confirmation_id = c.id) s on true
  where r.level = 'COUNTY' and r.path >= ${range.lo} and r.path < ${range.hi}
  order by r.path`;

/** What the blockers of a county go by. */
export const countsOf = (f: CountyFacts): Counts => ({
  officials: f.officials,
  unreported: 0,
  duplicates: f.duplicates,
  gaps: f.gaps,
  waiting: f.waiting,
  waitingAcknowledged: f.waitingAcknowledgedAt !== null,
  unitsOpen: f.unitsOpen,
  unspentPlaces: f.unspentPlaces,
});
