import { beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../../server/src/modules/identity/index.ts';
import type { Clock } from '../../../server/src/platform/clock.ts';
import { withApp } from '../../support/app.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';

/** A clock that a test moves on. */
const start = new Date();
let passed = 0;
const minutes = (n: number) => void (passed += n * 60_000);
const now = () => new Date(start.getTime() + passed);
const clock: Clock = { now, today: () => now().toISOString().slice(0, 10) };

const ISSUE = `mutation ($cadreId: ID!) { issueOneTimeCode(cadreId: $cadreId) { login code expiresAt } }`;
const REDEEM = `mutation ($input: RedeemOneTimeCodeInput!) { redeemOneTimeCode(input: $input) }`;
const SIGN_IN = `mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) }`;
const ME = `{ me { displayName currentGrant { role cadreId } } }`;
const PASSWORD = '平利 茶园 三月 开';

interface Issued {
  issueOneTimeCode: { login: string; code: string; expiresAt: string };
}

const test = withApp({ clock });
let bureau: Place;
let liaison: Client;
let liaisonId: string;

beforeAll(async () => {
  bureau = await test.world.unit('610926');
  const account = await test.world.account('UNIT_LIAISON', bureau.path);
  [liaison, liaisonId] = [account.client, account.accountId];
});

const issue = async (cadreId: string) =>
  (await liaison.get<Issued, unknown>(ISSUE, { cadreId })).issueOneTimeCode;
const redeem = (login: string, code: string, newPassword = PASSWORD) =>
  test.world.anonymous().ask<unknown, unknown>(REDEEM, { input: { login, code, newPassword } });

describe('a one-time code', () => {
  it('makes the account and its identity, is used once, and opens a session', async () => {
    const cadreId = await test.world.cadre(bureau, { name: '李建国' });
    const { login, code, expiresAt } = await issue(cadreId);
    expect(login).toMatch(/^lijg\d*$/);
    expect(new Date(expiresAt).getTime() - now().getTime()).toBe(7 * 86_400_000);
    const client = test.world.anonymous();
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `;
    await client.get(REDEEM, { input: { login: login.toUpperCase(), code: typed, newPassword: PASSWORD } });
    expect(await client.get(ME)).toEqual({
      me: { displayName: '李建国', currentGrant: { role: 'CADRE', cadreId } },
    });
    await test.world.anonymous().get(SIGN_IN, { login, password: PASSWORD });
    expect((await redeem(login, code)).code).toBe('UNAUTHENTICATED');
  });

  it('is replaced by the next one', async () => {
    const cadreId = await test.world.cadre(bureau, { name: '王小梅' });
    const first = await issue(cadreId);
    const second = await issue(cadreId);
    expect(second.login).toBe(first.login);
    expect((await redeem(first.login, first.code)).code).toBe('UNAUTHENTICATED');
  });

  it('refuses with the same words for an unknown name, a wrong and a used code', async () => {
    const { login, code } = await issue(await test.world.cadre(bureau));
    await redeem(login, code);
    const answers = await Promise.all([
      redeem('nobody', code),
      redeem(login, 'A2B-222-C3D-333'),
      redeem(login, code),
    ]);
    expect(new Set(answers.map(({ errors }) => errors[0]?.message)).size).toBe(1);
  });

  it('is not tried out: five wrong ones lock the account for fifteen minutes', async () => {
    const { login, code } = await issue(await test.world.cadre(bureau));
    for (let n = 0; n < 5; n++) await redeem(login, 'A2B-222-C3D-333');
    expect((await redeem(login, code)).code).toBe('UNAUTHENTICATED');
    minutes(16);
    expect((await redeem(login, code)).errors).toEqual([]);
  });

  it('wants a password worth having', async () => {
    const { login, code } = await issue(await test.world.cadre(bureau));
    expect((await redeem(login, code, '12345')).errors[0]?.extensions['fields']).toEqual({
      newPassword: '密码至少 8 位，现在 5 位',
    });
  });

  it('is nobody else’s to issue, not for oneself, and not for an operator’s account', async () => {
    // One before the own range, one behind it, and the unit next door.
    for (const seat of ['610924', '610927', '610926']) {
      const stranger = await test.world.cadre(await test.world.unit(seat));
      expect((await liaison.ask(ISSUE, { cadreId: stranger })).code, seat).toBe('NOT_FOUND');
    }
    const own = await test.world.cadre(bureau, { account_id: liaisonId });
    expect((await liaison.ask(ISSUE, { cadreId: own })).code).toBe('RULE_VIOLATED');
    const operator = await test.world.account('COUNTY_OPERATOR', '6109/610926/');
    const both = await test.world.cadre(bureau, { account_id: operator.accountId });
    expect((await liaison.ask(ISSUE, { cadreId: both })).code).toBe('RULE_VIOLATED');
  });

  it('never stands in the database or the record in the clear', async () => {
    const { code } = await issue(await test.world.cadre(bureau));
    const rows = await test.app.db.write(
      { accountId: null, grantId: null },
      { axis: 'system', lo: '', hi: '' },
      async ({ sql }) => [
        await sql.selectFrom('one_time_code').selectAll().execute(),
        await sql.selectFrom('audit_entry').selectAll().execute(),
      ],
    );
    expect(JSON.stringify(rows)).not.toContain(code);
  });
});

describe('the list of accounts', () => {
  const LIST = `query ($filter: AccountFilter) { cadreAccounts(filter: $filter) { total items { name login state } } }`;

  it('shows the own people only, with the state of each', async () => {
    const unit = await test.world.unit('610926');
    const { client } = await test.world.account('UNIT_LIAISON', unit.path);
    const [, sent] = [
      await test.world.cadre(unit, { name: '没账号' }),
      await test.world.cadre(unit, { name: '已发码' }),
    ];
    await client.get(ISSUE, { cadreId: sent });
    const { cadreAccounts } = await client.get<
      { cadreAccounts: { total: number; items: object[] } },
      unknown
    >(LIST);
    expect(cadreAccounts.total).toBe(2);
    expect(cadreAccounts.items).toEqual([
      { name: '没账号', login: null, state: 'NONE' },
      expect.objectContaining({ name: '已发码', state: 'CODE' }),
    ]);
    expect(await client.get(LIST, { filter: { state: 'CODE', within: '6109/' } })).toMatchObject({
      cadreAccounts: { total: 1 },
    });
  });
});

describe('grants', () => {
  const GIVE = `mutation ($input: GiveGrantInput!) { giveGrant(input: $input) { id title login code } }`;
  const LIST = `{ grants { total items { id holder role title } } }`;

  it('a county gives its towns and units, and takes back', async () => {
    const county = await test.world.signedIn('COUNTY_OPERATOR', '6109/610926/');
    const town = await test.world.region('610926107');
    const input = { displayName: '储召平', role: 'TOWN_OPERATOR', path: town.path };
    const { giveGrant } = await county.get<
      { giveGrant: { id: string; title: string; login: string; code: string } },
      unknown
    >(GIVE, { input });
    expect(giveGrant.title).toBe(`镇操作员 · ${town.name}`);
    const holder = test.world.anonymous();
    await holder.get(REDEEM, {
      input: { login: giveGrant.login, code: giveGrant.code, newPassword: PASSWORD },
    });
    expect(await holder.get(ME)).toMatchObject({ me: { currentGrant: { role: 'TOWN_OPERATOR' } } });
    expect(JSON.stringify(await county.get(LIST))).toContain('储召平');
    await county.get(`mutation ($id: ID!) { withdrawGrant(id: $id) }`, { id: giveGrant.id });
    await expect
      .poll(async () => (await holder.get<{ me: { currentGrant: unknown } }, unknown>(ME)).me.currentGrant)
      .toBeNull();
  });

  it.each([
    ['COUNTY_OPERATOR', '6109/610926/'],
    ['TOWN_OPERATOR', '6109/610924/610924101/'],
    ['SECURITY_ADMIN', '6109/610926/'],
  ])('a county never gives %s at %s', async (role, path) => {
    const county = await test.world.signedIn('COUNTY_OPERATOR', '6109/610926/');
    const { code } = await county.ask(GIVE, { input: { displayName: '某人', role, path } });
    expect(code).toBe('RULE_VIOLATED');
  });

  it('nobody to themselves, and no liaison at all', async () => {
    const { client, login } = await test.world.account('CITY_OPERATOR', '6109/');
    const self = { login, role: 'COUNTY_OPERATOR', path: '6109/610926/' };
    expect((await client.ask(GIVE, { input: self })).code).toBe('RULE_VIOLATED');
    expect((await liaison.ask(GIVE, { input: self })).code).toBe('FORBIDDEN');
  });
});

describe('time', () => {
  const person = async (login: string) => {
    const id = await test.world.insert('account', {
      login,
      display_name: login,
      password_hash: await hashPassword(PASSWORD),
    });
    await test.world.insert('role_grant', {
      account_id: id,
      role: 'COUNTY_OPERATOR',
      path: '6109/610926/',
      title: '县操作员',
    });
  };

  it('unlocks a locked account after fifteen minutes, not before', async () => {
    await person('locked');
    const attempt = (password: string) =>
      test.world.anonymous().ask<unknown, unknown>(SIGN_IN, { login: 'locked', password });
    for (let n = 0; n < 5; n++) await attempt('wrong password');
    minutes(14);
    expect((await attempt(PASSWORD)).code).toBe('UNAUTHENTICATED');
    minutes(2);
    expect((await attempt(PASSWORD)).errors).toEqual([]);
  });

  it('ends a session that was idle for thirty minutes, and keeps one in use', async () => {
    const [idle, used] = [
      await test.world.signedIn('COUNTY_OPERATOR', '6109/610926/'),
      await test.world.signedIn('COUNTY_OPERATOR', '6109/610926/'),
    ];
    minutes(20);
    await used.get(ME);
    minutes(11);
    expect((await idle.ask(ME)).code).toBe('UNAUTHENTICATED');
    expect((await used.ask(ME)).errors).toEqual([]);
  });

  it('ends a code after seven days', async () => {
    const { client } = await test.world.account('UNIT_LIAISON', bureau.path);
    const cadreId = await test.world.cadre(bureau);
    const { login, code } = (await client.get<Issued, unknown>(ISSUE, { cadreId })).issueOneTimeCode;
    minutes(7 * 24 * 60 + 1);
    expect((await redeem(login, code)).code).toBe('UNAUTHENTICATED');
  });
});
