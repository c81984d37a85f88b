import { beforeAll, describe, expect, it } from 'vitest';
import { accountCommand } from '../../../server/src/modules/access/index.ts';
import { hashPassword } from '../../../server/src/modules/identity/index.ts';
import type { Role } from '../../../server/src/platform/auth/role.ts';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { withApp } from '../../support/app.ts';
import type { Client } from '../../support/client.ts';

const CODE = `mutation ($grantId: ID!) { issueHolderCode(grantId: $grantId) { login code } }`;
const SET = `mutation ($input: SetHolderDisabledInput!) { setHolderDisabled(input: $input) }`;
const GRANTS = `{ grants(page: { number: 1, size: 100 }) { items { id state } } }`;
const SIGN_IN = `mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) }`;
const REDEEM = `mutation ($input: RedeemOneTimeCodeInput!) { redeemOneTimeCode(input: $input) }`;
const ME = `{ me { displayName } }`;
const PASSWORD = '平利 茶园 三月 开';
const NEW_PASSWORD = '岚皋 竹林 五月 雨';
const TOWN = '6109/610926/610926107/';

const test = withApp();
let city: Client;
let county: Client;

beforeAll(async () => {
  city = await test.world.signedIn('CITY_OPERATOR', '6109/');
  county = await test.world.signedIn('COUNTY_OPERATOR', '6109/610926/');
});

const held = async (role: Role, path: string) => {
  const account = await test.world.account(role, path);
  const hash = await hashPassword(PASSWORD);
  await test.app.db.write({ accountId: null, grantId: null }, systemScope, ({ sql }) =>
    sql.updateTable('account').set({ password_hash: hash }).where('id', '=', account.accountId).execute(),
  );
  return account;
};
const codeFor = (by: Client, grantId: string) =>
  by.ask<{ issueHolderCode: { login: string; code: string } }, unknown>(CODE, { grantId });
const set = (by: Client, grantId: string, disabled: boolean, reason: string | null = '调走了') =>
  by.ask<unknown, unknown>(SET, { input: { grantId, disabled, reason } });
const enter = (login: string, password = PASSWORD) =>
  test.world.anonymous().ask<unknown, unknown>(SIGN_IN, { login, password });

describe('the account of an office that is no cadre', () => {
  it('gets a new code from the office above, which opens it', async () => {
    const { grantId, login } = await held('TOWN_OPERATOR', TOWN);
    const { data } = await codeFor(county, grantId);
    expect(data?.issueHolderCode.login).toBe(login);
    const input = { login, code: data?.issueHolderCode.code, newPassword: NEW_PASSWORD };
    expect((await test.world.anonymous().ask<unknown, unknown>(REDEEM, { input })).errors).toEqual([]);
    expect((await enter(login)).code).toBe('UNAUTHENTICATED');
  });

  it('is kept out with a reason, says so in the list, and is let in again', async () => {
    const { grantId, login, client } = await held('TOWN_OPERATOR', TOWN);
    expect((await set(county, grantId, true, ' ')).errors[0]?.extensions['fields']).toEqual({
      reason: '写一句为什么停用',
    });
    expect((await set(county, grantId, true)).errors).toEqual([]);
    await expect.poll(async () => (await client.ask(ME)).code, { timeout: 5000 }).toBe('UNAUTHENTICATED');
    expect((await enter(login)).code).toBe('UNAUTHENTICATED');
    const { grants } = await county.get<{ grants: { items: object[] } }, unknown>(GRANTS);
    expect(grants.items).toContainEqual({ id: grantId, state: 'DISABLED' });
    expect((await set(county, grantId, false, null)).errors).toEqual([]);
    expect((await enter(login)).errors).toEqual([]);
  });

  it.each([
    ['an equal', 'COUNTY_OPERATOR', '6109/610926/', 'NOT_FOUND'],
    ['one in another county', 'TOWN_OPERATOR', '6109/610924/610924101/', 'NOT_FOUND'],
    ['an administrator', 'SECURITY_ADMIN', '', 'NOT_FOUND'],
  ] as const)('is nobody else’s: a county and %s', async (_what, role, path, code) => {
    const { grantId, login } = await held(role, path);
    expect((await codeFor(county, grantId)).code).toBe(code);
    expect((await set(county, grantId, true)).code).toBe(code);
    expect((await enter(login)).errors).toEqual([]);
  });

  it('stays closed to a lower office while it holds a higher identity, also one that begins tomorrow', async () => {
    const { grantId, accountId, login } = await held('TOWN_OPERATOR', TOWN);
    const higher = await test.world.insert('role_grant', {
      account_id: accountId,
      role: 'COUNTY_OPERATOR',
      path: '6109/610926/',
      title: '县操作员',
      from_date: '2999-01-01',
    });
    for (const { code } of [await codeFor(county, grantId), await set(county, grantId, true)]) {
      expect(code).toBe('RULE_VIOLATED');
    }
    expect((await enter(login)).errors).toEqual([]);
    expect((await codeFor(city, higher)).errors).toEqual([]);
  });

  it('is not reached by a grant that was taken back', async () => {
    const { grantId } = await held('TOWN_OPERATOR', TOWN);
    await county.get(`mutation ($id: ID!) { withdrawGrant(id: $id) }`, { id: grantId });
    expect((await codeFor(county, grantId)).code).toBe('NOT_FOUND');
  });
});

describe('accounts that nobody in the console stands above', () => {
  const run = async (...args: string[]) => {
    const said: string[] = [];
    const { db, clock, figures, services } = test.app;
    const code = await accountCommand(args, {
      db,
      clock,
      figures,
      codes: services.codes,
      say: (line) => said.push(line),
    });
    return { code, said: said.join('\n') };
  };

  it('are renewed, kept out and let in by whoever runs the machine', async () => {
    const { login } = await held('SECURITY_ADMIN', '');
    const { said } = await run('code', login);
    const code = /：([A-Z0-9-]+)$/.exec(said)?.[1];
    const input = { login, code, newPassword: NEW_PASSWORD };
    expect((await test.world.anonymous().ask<unknown, unknown>(REDEEM, { input })).errors).toEqual([]);
    await expect(run('disable', login)).rejects.toThrow('写一句为什么停用');
    await run('disable', login, '人离开了');
    expect((await enter(login, NEW_PASSWORD)).code).toBe('UNAUTHENTICATED');
    await run('enable', login);
    expect((await enter(login, NEW_PASSWORD)).errors).toEqual([]);
  });

  it('only those', async () => {
    const { login } = await held('COUNTY_OPERATOR', '6109/610926/');
    await expect(run('code', login)).rejects.toThrow('在控制台里有上级');
    await expect(run('code', 'nobody-at-all')).rejects.toThrow('没有 nobody-at-all 这个登录名');
    expect((await run('code')).code).toBe(1);
  });
});
