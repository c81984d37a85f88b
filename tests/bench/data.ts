import pg from 'pg';
import { newToken, tokenHash } from '../../server/src/platform/crypto.ts';

export const PAIRINGS = 50_000;
/** 汉滨区: the first county in the order of paths, which spares whoever can't seek to a county the rows before it. */
export const COUNTY = '6109/610902/';

/**
 * Fills a migrated database with 50,000 standing pairings over Ankang's real villages: 200 units, 20,000 cadres, 50,000
 * households. Written as the owner, in a few statements.
 * @returns the token of a session of a county operator
 */
export async function fill(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`
      insert into programme_year (year, confirm_by) values (2026, '2026-03-31');
      insert into unit (code, name, level, seat_id, administered_by, path)
        select 'B' || n, r.name || '第' || n || '单位', 'COUNTY', r.id, r.id, r.path || '@B' || n || '/'
        from generate_series(1, 200) as n
        join (select id, name, path, row_number() over (order by path) - 1 as place from region where level = 'COUNTY') r on r.place = n % 10;
      insert into cadre (name, unit_id, path, rank, rank_title)
        select '干部' || n, u.id, u.path, 'STAFF', '一级科员'
        from generate_series(1, 20000) as n
        join (select id, path, row_number() over (order by path) - 1 as place from unit) u on u.place = n % 200;
      insert into household (number, region_id, path, village_group, poverty_status, cause, eligible, need, head_name, size)
        select 'B' || n, v.id, v.path, (n % 6 + 1) || '组', 'LIFTED', 'ILLNESS', true, n % 100, '户主' || n, 3
        from generate_series(1, ${PAIRINGS}) as n
        join (select id, path, row_number() over (order by path) - 1 as place, count(*) over () as villages
              from region where level = 'VILLAGE') v on v.place = n % v.villages;
      analyze unit; analyze cadre; analyze household;
      alter table pairing disable trigger user; -- nothing is signed here that a change could overtake
      insert into pairing (household_id, path, cadre_id, cadre_path, kind, slot, from_date, source)
        select h.id, h.path, c.id, c.path, 'RESPONSIBLE', 1, '2026-03-01', 'ROSTER'
        from (select id, path, row_number() over (order by path, id) - 1 as place from household) h
        join (select id, path, row_number() over (order by path, id) - 1 as place from cadre) c on c.place = h.place * 2 / 5;
      alter table pairing enable trigger user;
      create index on pairing(path, id); -- PostGraphile can't say "not withdrawn", which our own index asks for
    `);
    await client.query('vacuum analyze'); // as it would be a minute later by itself
    const token = newToken();
    await client.query(
      `with a as (insert into account (login, display_name) values ('bench', '测速') returning id),
            g as (insert into role_grant (account_id, role, path, title) select id, 'COUNTY_OPERATOR', '${COUNTY}', '县操作员' from a returning id, account_id)
       insert into session (token_hash, account_id, grant_id) select $1, account_id, id from g`,
      [tokenHash(token)],
    );
    return token;
  } finally {
    await client.end();
  }
}
