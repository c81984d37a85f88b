import pg from 'pg';
import { dictionaries } from './dictionaries.ts';
import { ankangRegions, formerRegions } from './regions.ts';

/** Rank titles that rosters use, in the order in which they are tried (R1). */
export const rankMappings: [pattern: string, rank: string][] = [
  ['县处级*', 'COUNTY_LEADER'],
  ['乡科级正职', 'SECTION_HEAD'],
  ['乡科级副职', 'SECTION_DEPUTY'],
  ['*主任科员', 'STAFF'],
  ['*科员', 'STAFF'],
  ['专业技术人员', 'TECHNICAL'],
  ['工勤人员', 'TECHNICAL'],
];

/** Fills what every installation needs, as the owner: territory, dictionaries, rank map. Again, it adds only what is missing. */
export async function seedReference(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(
      `insert into region (code, name, level, path)
       select code, name, level, path from jsonb_to_recordset($1) as r(code text, name text, level text, path text)
       on conflict (code) do nothing`,
      [JSON.stringify(ankangRegions())],
    );
    await client.query(
      `update region r set parent_id = p.id
       from jsonb_to_recordset($1) as j(code text, "parentCode" text) join region p on p.code = j."parentCode"
       where r.code = j.code and r.parent_id is null`,
      [JSON.stringify(ankangRegions())],
    );
    for (const { code, formerCode, formerName, until } of formerRegions) {
      await client.query(
        `insert into region_former (region_id, code, name, until) select id, $2, $3, $4 from region where code = $1
         on conflict do nothing`,
        [code, formerCode, formerName, until],
      );
    }
    await client.query(
      `insert into dictionary_entry (dictionary, code, label, aliases, position, from_date, to_date, registered, weight)
       select dictionary, code, label, coalesce(aliases, '{}'), row_number() over (), "from", "to", registered, weight
       from jsonb_to_recordset($1) as d(dictionary text, code text, label text, aliases text[], "from" date, "to" date, registered boolean,
         weight int)
       on conflict do nothing`,
      [JSON.stringify(dictionaries)],
    );
    await client.query(
      `insert into rank_mapping (pattern, rank, position)
       select r ->> 0, r ->> 1, n from jsonb_array_elements($1) with ordinality as t(r, n)
       where not exists (select from rank_mapping)`, // an office that dropped a line does not want it back,
      [JSON.stringify(rankMappings)],
    );
    await client.query('commit');
  } finally {
    await client.end();
  }
}
