import { sql, type RawBuilder } from 'kysely';
import type { PathRange } from '../../../platform/auth/scope.ts';
import type { Day } from '../pairing.rules.ts';

/** Whose sign-off: a unit's over its cadres, or a county's over its households. */
export type Owner = 'UNIT' | 'COUNTY';

/** The day by which a year is compared where nobody signed the year before. */
export interface Period {
  year: number;
  today: Day;
  /** The deadline of the year before. */
  lastDay: Day;
  /** A newer year is open and this one's deadline has passed: what was signed stands for what stands today. */
  past: boolean;
}

/** Whose: those of an area, or these owners alone. */
export type Whose = PathRange | { only: readonly string[] };

const covered = (path: RawBuilder<unknown>, whose: Whose) =>
  'only' in whose
    ? sql`${path} = any(${[...whose.only]}::text[])`
    : sql`${path} >= ${whose.lo} and ${path} < ${whose.hi}`;

/**
 * `change`: the standing responsible pairings beside what was signed a year ago (R5), one row a pair or a pair that is gone.
 * SAME, NEW, MOVED (the household had another cadre here; `previous`), ENDED. Where nobody signed last year, beside those that
 * stood on that year's last day. A past year is compared as it was signed. Begins with `with`; several owners at once, each in its own rows.
 */
export function differences(
  owner: Owner,
  whose: Whose,
  { year, today, lastDay, past }: Period,
): RawBuilder<unknown> {
  const [key, mine, subject] =
    owner === 'UNIT'
      ? [sql`p.cadre_path`, sql`p.cadre_path`, sql.ref('c.unit_id')]
      : [sql`p.path`, sql`county_of(p.path)`, sql.ref('c.county_id')];
  const lastSigned = (of: number) => sql`select distinct on (c.id) c.path as owner, s.id from confirmation c
      join confirmation_signature s on s.confirmation_id = c.id and s.step = 'CONFIRM'
      where c.year = ${of} and ${covered(sql`c.path`, whose)} and ${subject} is not null
      order by c.id, s.signed_at desc, s.id desc`;
  const standing = past
    ? sql`select s.owner, l.household_id, l.cadre_id, l.pairing_id as id
      from (${lastSigned(year)}) s join confirmation_line l on l.signature_id = s.id where l.kind = 'RESPONSIBLE'`
    : sql`select ${mine} as owner, p.household_id, p.cadre_id, p.id from pairing p
      where ${covered(key, whose)} and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
        and (p.to_date is null or p.to_date > ${today})`;
  const unsigned =
    'only' in whose // found first: nearly all have signed, and then nothing is to be read
      ? sql`${key} = any(array(select unnest(${[...whose.only]}::text[]) except select owner from signed))`
      : sql`${covered(key, whose)} and not exists (select from signed s where s.owner = ${mine})`;
  return sql`with signed as materialized (${lastSigned(year - 1)}
    ), before as (
      select s.owner, l.household_id, l.cadre_id, l.signature_id, l.position
      from signed s join confirmation_line l on l.signature_id = s.id where l.kind = 'RESPONSIBLE'
      union all
      select ${mine}, p.household_id, p.cadre_id, null, null from pairing p
      where ${unsigned} and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
        and p.from_date <= ${lastDay} and (p.to_date is null or p.to_date > ${lastDay})
    ), standing as (${standing}
    ), pair as (
      select owner, household_id, cadre_id, n.id as pairing_id, b.signature_id, b.position,
        b.was is not null as was, n.id is not null as stands,
        bool_or(n.id is not null and b.was is null) over house as taken_over,
        (array_agg(cadre_id) filter (where b.was and n.id is null) over house)[1] as left_by,
        (array_agg(b.signature_id) filter (where b.was and n.id is null) over house)[1] as left_signature,
        (array_agg(b.position) filter (where b.was and n.id is null) over house)[1] as left_position
      from standing n full join (select *, true as was from before) b using (owner, household_id, cadre_id)
      window house as (partition by owner, household_id)
    ), change as (
      select owner, household_id, cadre_id, pairing_id, signature_id, position,
        case when was and stands then 'SAME' when not stands then 'ENDED' when left_by is null then 'NEW' else 'MOVED' end as change,
        case when stands and not was then left_by end as previous,
        case when stands and not was then left_signature end as left_signature,
        case when stands and not was then left_position end as left_position
      from pair where stands or not taken_over
    )`;
}
