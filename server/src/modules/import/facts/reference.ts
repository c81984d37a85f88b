import { sql } from 'kysely';
import type { RegionFact } from '../match/regions.ts';
import { RegionMatcher } from '../match/regions.ts';
import type { HouseholdContext } from '../verdict/read-household.ts';
import type { DictionaryFact } from '../verdict/read-household.ts';
import type { RosterContext } from '../read-roster.ts';
import type { Reader } from './reader.ts';

/** The territory with former names, and the dictionaries: all that reading a roster needs besides the file. */
export async function readingContext(
  read: Reader,
  area: string,
  today: string,
): Promise<RosterContext<HouseholdContext> & { all: RegionFact[] }> {
  const all = await read(sql<RegionFact>`
    select r.id, r.code, r.name, r.level, r.parent_id as "parentId", r.path,
      coalesce(array_agg(f.name) filter (where f.name is not null), '{}') as "formerNames",
      coalesce(array_agg(f.code) filter (where f.code is not null), '{}') as "formerCodes"
    from region r left join region_former f on f.region_id = r.id
    where r.to_date is null and r.level <> 'GROUP' group by r.id order by r.path`);
  const entries = await read(sql<DictionaryFact & { dictionary: string }>`
    select dictionary, code, label, aliases from dictionary_entry
    where dictionary in ('POVERTY_STATUS', 'POVERTY_CAUSE')
    order by coalesce(from_date <= ${today}::date, true) and coalesce(to_date > ${today}::date, true) desc, position`); // of two under one name the one in use
  return {
    all,
    regions: new RegionMatcher(all),
    areas: [area],
    today,
    statuses: entries.filter((entry) => entry.dictionary === 'POVERTY_STATUS'),
    causes: entries.filter((entry) => entry.dictionary === 'POVERTY_CAUSE'),
  };
}
