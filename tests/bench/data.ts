import pg from 'pg';
import { newToken, tokenHash } from '../../server/src/platform/crypto.ts';
import { parentOf } from './processor.ts';

export const PAIRINGS = Number(process.env['BENCH_PAIRINGS'] ?? 50_000);
/** 汉滨区: the first county in the order of paths, which spares whoever can't seek to a county the rows before it. */
export const COUNTY = '6109/610902/';
/** Households without a friend and as many cadres without one, in the county: for who writes. */
const UNPAIRED = Math.ceil(PAIRINGS * 2.4);

export interface Filled {
  pairings: number;
  /** The session of a county operator. */
  token: string;
  /** Households of the county that have a story. */
  households: string[];
  /** Households and cadres of the county who know nobody yet: `household cadre`. */
  strangers: string[];
  /** The process of PostgreSQL whose children its connections are. */
  postmaster: number;
}

/**
 * Fills a migrated database with standing pairings over Ankang's real villages: 200 units, 20,000 cadres, a household a pairing;
 * each with two members, two friends of earlier years and two records. Written as the owner, in a few statements.
 */
export async function fill(ownerUrl: string, pairings = PAIRINGS): Promise<Filled> {
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
        from generate_series(1, ${Math.ceil(pairings * 0.4)}) as n
        join (select id, path, row_number() over (order by path) - 1 as place from unit) u on u.place = n % 200;
      insert into household (number, region_id, path, village_group, poverty_status, cause, eligible, need, head_name, size)
        select 'B' || n, v.id, v.path, (n % 6 + 1) || '组', 'LIFTED', 'ILLNESS', true, n % 100, '户主' || n, 3
        from generate_series(1, ${pairings}) as n
        join (select id, path, row_number() over (order by path) - 1 as place, count(*) over () as villages
              from region where level = 'VILLAGE') v on v.place = n % v.villages;
      insert into household_member (household_id, path, name, relation, birth_date, identity_mask, phone_mask)
        select h.id, h.path, m.name, m.relation, '1970-05-01', '610902 ******** 1417', '152 **** 6033'
        from household h, lateral (values (h.head_name, 'HEAD'), ('家人', 'SPOUSE')) as m(name, relation)
        where h.path like '${COUNTY}%';
      analyze unit; analyze cadre; analyze household;
      alter table pairing disable trigger user; -- nothing is signed here that a change could overtake
      insert into pairing (household_id, path, cadre_id, cadre_path, kind, slot, from_date, source)
        select h.id, h.path, c.id, c.path, 'RESPONSIBLE', 1, '2026-03-01', 'ROSTER'
        from (select id, path, row_number() over (order by path, id) - 1 as place from household) h
        join (select id, path, row_number() over (order by path, id) - 1 as place from cadre) c on c.place = h.place * 2 / 5;
      insert into pairing (household_id, path, cadre_id, cadre_path, kind, slot, from_date, to_date, end_reason, source)
        select p.household_id, p.path, c.id, c.path, 'RESPONSIBLE', 1, make_date(y, 3, 1), make_date(y + 1, 3, 1), '工作调动', 'ROSTER'
        from pairing p join cadre d on d.id = p.cadre_id, generate_series(2024, 2025) as y,
          lateral (select id, path from cadre o where o.path >= d.path and o.id > d.id order by o.path, o.id offset y - 2024 limit 1) c
        where p.path like '${COUNTY}%';
      insert into household (number, region_id, path, poverty_status, eligible, need, head_name, size)
        select 'U' || n, v.id, v.path, 'LIFTED', true, 0, '未结' || n, 3
        from generate_series(1, ${UNPAIRED}) as n
        join (select id, path, row_number() over (order by path) - 1 as place, count(*) over () as villages
              from region where level = 'VILLAGE' and path like '${COUNTY}%') v on v.place = n % v.villages;
      insert into cadre (name, unit_id, path, rank, rank_title)
        select '未结' || n, u.id, u.path, 'STAFF', '一级科员' from generate_series(1, ${UNPAIRED}) as n
        join (select id, path, row_number() over (order by path) - 1 as place, count(*) over () as units
              from unit where path like '${COUNTY}%') u on u.place = n % u.units;
      alter table pairing enable trigger user;
      create index on pairing(path, id);
      -- So that PostGraphile can ask for what stands.
      comment on column pairing.to_date is E'@behavior +filterBy';
      comment on column pairing.withdrawn_at is E'@behavior +filterBy';
    `);
    const token = await signIn(client);
    await client.query(
      `insert into audit_entry (account_id, action, subject_type, subject_id, path, before, after, reason)
       select a.id, 'household.edit', 'household', h.id, h.path, '{"size": 4}', '{"size": 3}', '女儿出嫁'
       from household h, account a, generate_series(1, 2) where h.number like 'B%' and h.path like '${COUNTY}%'`,
    );
    await client.query(PEERS);
    await client.query('vacuum analyze'); // as it would be a minute later by itself
    const ids = async (text: string) => (await client.query<{ id: string }>(text)).rows.map(({ id }) => id);
    const own = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return {
      pairings,
      postmaster: parentOf(own.rows[0]!.pid),
      token,
      households: await ids(
        `select id from household where number like 'B%' and path like '${COUNTY}%' order by id limit 1000`,
      ),
      strangers: await ids(`
        select h.id || ' ' || c.id as id
        from (select id, row_number() over (order by id) as n from household where number like 'U%') h
        join (select id, row_number() over (order by id) as n from cadre where name like '未结%') c using (n)`),
    };
  } finally {
    await client.end();
  }
}

async function signIn(client: pg.Client): Promise<string> {
  const token = newToken();
  await client.query(
    `with a as (insert into account (login, display_name) values ('bench', '测速') returning id),
          g as (insert into role_grant (account_id, role, path, title) select id, 'COUNTY_OPERATOR', '${COUNTY}', '县操作员' from a returning id, account_id)
     insert into session (token_hash, account_id, grant_id) select $1, account_id, id from g`,
    [tokenHash(token)],
  );
  return token;
}

/**
 * What the peers write with: the same lock, insert and audit row in one function, with the rules that a pair of strangers meets
 * (an ended household, a cadre at work, the cap, the quota by rank).
 */
const PEERS = `
  create function bench_pair(home uuid, friend uuid) returns pairing language plpgsql as $$
  declare made pairing; h household; c cadre; y programme_year; place int2;
  begin
    if lock_households(array[home]) <> 1 then raise exception 'no such household'; end if;
    select * into h from household where id = home;
    select * into c from cadre where id = friend for no key update;
    select * into y from programme_year order by year desc limit 1;
    if h.ended_on is not null then raise exception 'ended'; end if;
    if c.id is null or c.status not in ('ACTIVE', 'SECONDED') then raise exception 'no such cadre'; end if;
    if (select count(*) from pairing where cadre_id = friend and kind = 'RESPONSIBLE' and withdrawn_at is null
        and (to_date is null or to_date > current_date)) >= (y.rank_quota ->> c.rank)::int then raise exception 'R1'; end if;
    select s into place from generate_series(1, y.household_cap) s where not exists (select from pairing
      where household_id = home and slot = s and kind = 'RESPONSIBLE' and withdrawn_at is null
        and (to_date is null or to_date > current_date)) limit 1;
    if place is null then raise exception 'R2'; end if;
    insert into pairing (household_id, path, cadre_id, cadre_path, kind, slot, from_date, source)
      values (home, h.path, friend, c.path, 'RESPONSIBLE', place, current_date, 'ASSIGNED') returning * into made;
    insert into audit_entry (action, subject_type, subject_id, path, after)
      values ('pairing.create', 'pairing', made.id, h.path,
        jsonb_build_object('householdId', home, 'cadreId', friend, 'kind', made.kind, 'from', made.from_date, 'source', made.source));
    return made;
  end $$;
  grant execute on function bench_pair to r_territory;`;
