import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeCluster, startCluster, type Cluster } from '../../server/src/platform/cluster/index.ts';
import { qinyou } from '../support/cli.ts';
import { withDatabase } from '../support/cluster-setup.ts';
import { startService } from '../support/service.ts';

const tmp = join(import.meta.dirname, '../.tmp');
/** Each command is a process of its own, and the machine may be busy. */
const SLOW = { timeout: 300_000 };
/** A PostgreSQL that the service didn't start, and the data folder beside which it runs. */
let server: Cluster;
let serverDir: string;
let dataDir: string;
let superuser: pg.Client;
let settings: { DATABASE_URL: string; QINYOU_OWNER_URL: string; QINYOU_DATA: string };

const as = (login: string, password: string, database = 'office') =>
  `postgres://${login}:${password}@127.0.0.1:${server.port}/${database}`;

beforeAll(async () => {
  mkdirSync(tmp, { recursive: true });
  serverDir = mkdtempSync(join(tmp, 'outside-server-'));
  dataDir = mkdtempSync(join(tmp, 'outside-data-'));
  rmSync(serverDir, { recursive: true });
  server = await startCluster({ dataDir: serverDir, log: () => undefined, disposable: true });
  const passwords = JSON.parse(readFileSync(join(serverDir, 'postgres.json'), 'utf8')) as Record<
    'superuser' | 'app',
    string
  >;
  superuser = new pg.Client({ connectionString: as('postgres', passwords.superuser, 'postgres') });
  await superuser.connect();
  // As docs/OPERATIONS.md has it.
  await superuser.query(`create role office_owner login createrole password 'owner-of-the-office'`);
  await superuser.query(`create database office owner office_owner encoding 'UTF8' template template0`);
  await superuser.query('revoke connect, temporary on database office from public');
  await superuser.query('grant connect on database office to qinyou_app');
  settings = {
    DATABASE_URL: as('qinyou_app', passwords.app),
    QINYOU_OWNER_URL: as('office_owner', 'owner-of-the-office'),
    QINYOU_DATA: dataDir,
  };
});

afterAll(async () => {
  await superuser.end();
  await server.stop();
  await removeCluster(serverDir);
  rmSync(dataDir, { recursive: true, force: true });
});

async function rows<T extends object>(statement: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: settings.DATABASE_URL, options: '-c role=r_system' });
  await client.connect();
  try {
    return (await client.query<T>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function refused(env: Partial<typeof settings>): Promise<string> {
  const { code, stdout, stderr } = await qinyou(['bootstrap'], { ...settings, ...env });
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n')).toHaveLength(1);
  return stderr;
}

test(
  'a database that would not hold is refused with one sentence, without a password in it',
  SLOW,
  async () => {
    const wrong = await refused({ QINYOU_OWNER_URL: as('office_owner', 'not-the-password') });
    expect(wrong).toContain('QINYOU_OWNER_URL 的数据库连不上：登录角色或密码不对');
    expect(wrong).not.toContain('not-the-password');
    expect(await refused({ QINYOU_OWNER_URL: withDatabase(settings.QINYOU_OWNER_URL, 'nowhere') })).toContain(
      '没有这个数据库',
    );
    expect(await refused({ DATABASE_URL: settings.QINYOU_OWNER_URL })).toContain(
      'DATABASE_URL 要用登录角色 qinyou_app，现在是 office_owner',
    );
    await superuser.query('alter role qinyou_app bypassrls');
    expect(await refused({})).toContain('行级安全管不住它');
    await superuser.query('alter role qinyou_app nobypassrls');
    await superuser.query('alter role office_owner nocreaterole');
    expect(await refused({})).toContain('createrole');
    await superuser.query('alter role office_owner createrole');
  },
);

test(
  'bootstrap makes the first accounts, prints their codes once, and refuses a second time',
  SLOW,
  async () => {
    const first = await qinyou(['bootstrap'], settings);
    expect(first.stderr).toBe('');
    expect(first.code).toBe(0);
    const codes = [...first.stdout.matchAll(/^ {2}(\w+) +([A-Z0-9-]{9,}) {2}(.+)$/gm)].map(([, ...of]) => of);
    expect(codes.map(([login, , title]) => [login, title])).toEqual([
      ['sysadmin', '系统管理'],
      ['security', '安全管理'],
      ['auditor', '审计管理'],
      ['city', '市操作员 · 安康市'],
    ]);
    expect(new Set(codes.map(([, code]) => code)).size).toBe(4);

    const before = await rows('select * from one_time_code order by id');
    const second = await qinyou(['bootstrap'], settings);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('第一批账号只能建一次');
    expect(await rows('select * from one_time_code order by id')).toEqual(before);
    expect(
      await rows(`select g.role, a.password_hash as password, e.action from role_grant g
      join account a on a.id = g.account_id join audit_entry e on e.subject_id = g.id order by a.login`),
    ).toEqual([
      { role: 'AUDIT_ADMIN', password: null, action: 'account.bootstrap' },
      { role: 'CITY_OPERATOR', password: null, action: 'account.bootstrap' },
      { role: 'SECURITY_ADMIN', password: null, action: 'account.bootstrap' },
      { role: 'SYSTEM_ADMIN', password: null, action: 'account.bootstrap' },
    ]);

    const seed = await qinyou(['seed'], settings);
    expect(seed.code).toBe(1);
    expect(seed.stdout).toContain('外部数据库里不放');

    const service = await startService(dataDir, { env: settings });
    try {
      await service.ready;
      expect(service.stdout()).not.toContain('演示');
      expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
      const ask = (query: string, variables: object = {}, cookie = '') =>
        fetch(`http://127.0.0.1:${service.port}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'apollo-require-preflight': 'true', cookie },
          body: JSON.stringify({ query, variables }),
        });
      const [, code] = codes.find(([login]) => login === 'city')!;
      const redeem = 'mutation($input: RedeemOneTimeCodeInput!) { redeemOneTimeCode(input: $input) }';
      const input = { login: 'city', code, newPassword: '平利茶园三月开花' };
      const answer = await ask(redeem, { input });
      expect(await answer.json()).toEqual({ data: { redeemOneTimeCode: true } });
      const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
      const me = await ask('{ me { currentGrant { role title } } }', {}, cookie);
      expect(await me.json()).toEqual({
        data: { me: { currentGrant: { role: 'CITY_OPERATOR', title: '市操作员 · 安康市' } } },
      });
    } finally {
      service.signal('SIGTERM');
      await service.ended;
    }
    expect(await rows('select count(*)::int as accounts from account')).toEqual([{ accounts: 4 }]);
  },
);

test('sessions there begin on the day of Ankang, whatever the server is set to', async () => {
  await superuser.query(`alter database office set timezone to 'America/New_York'`);
  await qinyou(['bootstrap'], settings);
  expect(await rows('show timezone')).toEqual([{ TimeZone: 'Asia/Shanghai' }]);
});

test('a server whose own log would tell of people is named by the doctor', SLOW, async () => {
  const doctor = async () => (await qinyou(['doctor'], settings)).stdout;
  expect(await doctor()).not.toContain('server.log');
  await superuser.query('alter database office set log_parameter_max_length_on_error to -1');
  expect(await doctor()).toMatch(/^不对 {2}server\.log {2}数据库自己的日志会记下个人信息/m);
  await superuser.query('alter database office reset log_parameter_max_length_on_error');
});
