import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedDemoCity } from '../../../seeds/first-start.ts';
import { doctorCommand } from '../../../server/src/app/doctor/doctor.command.ts';
import { examine, invariants } from '../../../server/src/app/doctor/examine.ts';
import { foldBoard } from '../../../server/src/modules/pairing/index.ts';
import { Vault } from '../../../server/src/platform/crypto.ts';
import { withApp } from '../../support/app.ts';

const house = withApp();
let dataDir: string;
let owner: pg.Client;

beforeAll(async () => {
  dataDir = mkdtempSync(join(import.meta.dirname, '../../.tmp/doctor-'));
  await seedDemoCity({ app: house.app, say: () => undefined });
  await foldBoard(house.app.db, house.app.clock);
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  await owner.query('analyze'); // as the autovacuum would have by the time that anyone asks
});

afterAll(async () => {
  await owner.end();
  rmSync(dataDir, { recursive: true, force: true });
});

const ground = () => ({ app: house.app, dataDir, outside: false });
/** What is wrong now, apart from the backup that a test database never had. */
const wrong = async () => (await examine(ground())).filter(({ notice }) => !notice).map(({ id }) => id);

/** As the system role, past every trigger that would have refused it. */
async function damage(table: string, statement: string): Promise<void> {
  await owner.query(`alter table ${table} disable trigger user, no force row level security`);
  try {
    await owner.query(statement);
  } finally {
    await owner.query(`alter table ${table} enable trigger user, force row level security`);
  }
}

test('the demo city is sound, and the doctor says so', async () => {
  expect(invariants.length).toBeGreaterThanOrEqual(50);
  expect(new Set(invariants.map(({ id }) => id)).size).toBe(invariants.length);
  const said: string[] = [];
  const code = await doctorCommand({ ...ground(), say: (line) => said.push(line) });
  expect(said).toEqual([
    '注意  backup.age  还没有做过备份，磁盘坏了就找不回来；请按 docs/OPERATIONS.md 备份',
    `查了 ${invariants.length} 条数据规则，以及版本、时钟、密钥、磁盘和备份，没有不对的地方`,
  ]);
  expect(code).toBe(0);
});

const unforced = (statement: string) =>
  `alter table disclosure no force row level security; ${statement}; alter table disclosure force row level security`;
/** Workbooks of the city's, two of them alike: state, asked at, expires at, downloads and keys. */
const disclosed = (values: string, rows = 40) =>
  unforced(`insert into disclosure (account_id, grant_id, path, people, fields, filter, area, conditions, reason, asked_rows, rows_alone, alone,
    state, asked_at, expires_at, downloads, run_key, file_key)
  select account_id, id, path, 'HEADS', '{PHONE}', '{}', '安康市', '{}', '核对', ${rows}, 500, true, ${values}
  from role_grant, generate_series(1, 2) where role = 'CITY_OPERATOR'`);

/** A handover that is ordered for a day, of one pairing to whoever. */
const scheduled = (
  day: string,
) => `with p as (select * from pairing where kind = 'RESPONSIBLE' and to_date is null and withdrawn_at is null limit 1),
    h as (insert into scheduled_handover (id, cadre_id, day, reason, retain, account_id, grant_id, path, ordered_at)
      select uuidv7(), p.cadre_id, ${day}, '退休', false, g.account_id, g.id, g.path, now() from p, role_grant g where g.role = 'CITY_OPERATOR' limit 1
      returning id)
  insert into scheduled_handover_line select h.id, 'SCHEDULED', 1, p.id, p.household_id, p.path, p.cadre_id from h, p`;
const unordered = 'delete from scheduled_handover_line; delete from scheduled_handover';

/** One hurt each, and what takes it back where the database is used on. */
const HURTS: [id: string, hurt: string, mend: string][] = [
  [
    'schema.triggers',
    'alter table audit_entry disable trigger audit_append_only',
    'alter table audit_entry enable trigger audit_append_only',
  ],
  [
    'schema.row-security',
    'alter table household no force row level security',
    'alter table household force row level security',
  ],
  ['role.direct', 'grant select on household to qinyou_app', 'revoke select on household from qinyou_app'],
  [
    'role.append-only',
    'grant delete on audit_entry to r_system',
    'revoke delete on audit_entry from r_system',
  ],
  [
    'role.functions',
    'grant execute on function lock_households to public',
    'revoke execute on function lock_households from public',
  ],
  [
    'schema.policies',
    'drop policy posting_system on posting; drop policy posting_territory on posting; drop policy posting_territory_insert on posting; drop policy posting_unit on posting; drop policy posting_friend on posting',
    'create policy posting_system on posting to r_system using (true) with check (true)',
  ],
  [
    'board.kept',
    'update board_household set standing = standing + 7 where not eligible',
    'update board_household set standing = standing - 7 where not eligible',
  ],
  [
    'board.sums',
    'update board_place set eligible = eligible + 1 where not county',
    'update board_place set eligible = eligible - 1 where not county',
  ],
  [
    'year.quota',
    `update programme_year set rank_quota = rank_quota - 'STAFF'`,
    `update programme_year set rank_quota = rank_quota || '{"STAFF": 2}'`,
  ],
  [
    'grant.city',
    `update role_grant set withdrawn_at = now() where role = 'CITY_OPERATOR'`,
    `update role_grant set withdrawn_at = null where role = 'CITY_OPERATOR'`,
  ],
  [
    'region.level',
    `update region set level = 'TOWN' where code = (select min(code) from region where level = 'VILLAGE'
      and not exists (select from household h where h.region_id = region.id) and not exists (select from village_assignment v where v.village_id = region.id))`,
    `update region set level = 'VILLAGE' where level = 'TOWN' and cardinality(string_to_array(path, '/')) = 5`,
  ],
  [
    'grant.place',
    `update role_grant set path = '6109/nowhere/' where role = 'TOWN_OPERATOR'`,
    `update role_grant set path = '6109/610926/610926107/' where role = 'TOWN_OPERATOR'`,
  ],
  [
    'session.disabled',
    `with a as (update account set disabled_at = now() - interval '1 hour' where login = 'town' returning id)
      insert into session (token_hash, account_id) select 'x', id from a`,
    `update session set ended_at = now(); update account set disabled_at = null where login = 'town'`,
  ],
  [
    'remark.clear',
    `update household set remark = '儿子 13991234567' where id = (select min(id::text)::uuid from household)`,
    `update household set remark = null where id = (select min(id::text)::uuid from household)`,
  ],
  [
    'erasure.left',
    `update household set erased_at = now(), head_name = '已依法删除', village_group = null, remark = null where number = (select min(number) from household)`,
    `alter table household disable trigger user; update household set erased_at = null where erased_at is not null; alter table household enable trigger user`,
  ],
  [
    'erasure.undone',
    `alter table erasure no force row level security; insert into erasure (subject_type, subject_id, path, ground, reason, state, decided_at)
      select 'HOUSEHOLD', id, path, 'UNLAWFUL', '…', 'DECIDED', now() from household limit 1; alter table erasure force row level security`,
    `alter table erasure no force row level security; update erasure set state = 'WITHDRAWN';
      alter table erasure force row level security`,
  ],
  [
    'disclosure.kept',
    disclosed(`'READY', now() - interval '26 hours', now() - interval '2 hours', 0, '\\x0101', '\\x0101'`),
    unforced(`update disclosure set state = 'OVER', run_key = null, file_key = null`),
  ],
  [
    'disclosure.alone',
    disclosed(`'OVER', now() - interval '3 hours', now(), 0, null, null`, 400),
    unforced(`update disclosure set state = 'FAILED'`),
  ],
  [
    'disclosure.unrecorded',
    disclosed(`'OVER', now() - interval '3 hours', now(), 1, null, null`),
    unforced(`update disclosure set downloads = 0`),
  ],
  [
    'signature.seal',
    `alter table confirmation_line disable trigger user; update confirmation_line set village = village || '一' where position = 0;
      alter table confirmation_line enable trigger user`,
    `alter table confirmation_line disable trigger user; update confirmation_line set village = left(village, -1) where position = 0;
      alter table confirmation_line enable trigger user`,
  ],
  ['handover.overdue', scheduled(`current_date - 2`), unordered],
  [
    'handover.line',
    `${scheduled(`current_date + 9`)}; alter table scheduled_handover_line no force row level security;
      update scheduled_handover_line set pairing_id = (select id from pairing where household_id <> scheduled_handover_line.household_id limit 1);
      alter table scheduled_handover_line force row level security`,
    unordered,
  ],
  [
    'household.figures',
    `update household set need = need + 1 where id = (select min(id::text)::uuid from household)`,
    `update household set need = need - 1 where id = (select min(id::text)::uuid from household)`,
  ],
  ['schema.constraints', 'alter table pairing drop constraint r3', ''],
];

test.each(HURTS)('%s is named', async (id, hurt, mend) => {
  await owner.query(hurt);
  expect(await wrong()).toEqual([id]);
  if (mend) await owner.query(mend);
});

test('data that no door would have let in are named, each with its sentence and the exit code', async () => {
  await damage(
    'household',
    `update household set eligible = true, ended_on = current_date where id = (select min(id::text)::uuid from household)`,
  );
  await damage(
    'cadre',
    `update cadre set person_key = null where id = (select id from cadre where identity_cipher is not null order by id desc limit 1)`,
  );
  await damage(
    'household_member',
    `update household_member set phone_mask = '13800000000' where id = (select min(id::text)::uuid from household_member)`,
  );
  await owner.query(
    `insert into audit_entry (at, action, subject_type, after) values (now() + interval '1 day', 'x', 'x', '{"n": "610926199001011234"}')`,
  );
  const said: string[] = [];
  expect(await doctorCommand({ ...ground(), say: (line) => said.push(line) })).toBe(1);
  for (const id of [
    'household.eligible',
    'personal.key',
    'personal.mask',
    'audit.future',
    'audit.clear',
    'schema.constraints',
  ]) {
    expect(
      said.some((line) => line.startsWith(`不对  ${id}  `)),
      id,
    ).toBe(true);
  }
  expect(said.at(-1)).toContain('6 项不对');
  expect(said.join('\n')).not.toContain('13800000000');
});

test('a strange key, a file that others can read, an old backup and somebody who came back with it are named', async () => {
  writeFileSync(join(dataDir, 'master.key'), 'x');
  chmodSync(join(dataDir, 'master.key'), 0o644);
  writeFileSync(join(dataDir, 'last-backup.json'), JSON.stringify({ at: '2026-01-01T00:00:00Z' }));
  const back = { erasure: randomUUID(), subject: 'MEMBER', id: randomUUID(), at: '2026-01-01T00:00:00.000Z' };
  writeFileSync(join(dataDir, 'erasures.jsonl'), `${JSON.stringify(back)}\n`, { mode: 0o600 });
  const strange = new Vault([{ kid: 1, wrapKey: randomBytes(32), indexKey: randomBytes(32) }]);
  const { db, clock } = house.app;
  const ids = (await examine({ app: { db, clock, vault: strange }, dataDir, outside: false })).map(
    ({ id }) => id,
  );
  expect(ids).toEqual(expect.arrayContaining(['keys.match', 'keys.mode', 'erasure.back', 'backup.age']));
  const keyless = new Vault(
    [2, 3].map((kid) => ({ kid, wrapKey: randomBytes(32), indexKey: randomBytes(32) })) as never,
  );
  const rotating = await examine({ app: { db, clock, vault: keyless }, dataDir, outside: false });
  expect(rotating.map(({ id }) => id)).toEqual(expect.arrayContaining(['keys.rotation', 'keys.foreign']));
  const late = { ...clock, now: () => new Date(Date.now() + 60_000) };
  const later = await examine({ app: { ...house.app, clock: late }, dataDir, outside: false });
  expect(later.map(({ id }) => id)).toContain('clock.apart');
});
