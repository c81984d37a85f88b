import { beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../../server/src/modules/identity/index.ts';
import { withApp } from '../../support/app.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';

const SET = `mutation ($input: SetAccountDisabledInput!) { setAccountDisabled(input: $input) }`;
const SIGN_IN = `mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) }`;
const ME = `{ me { displayName } }`;
const HISTORY = `query ($id: ID!) { cadre(id: $id) { history { action reason } } }`;
const PASSWORD = '平利 茶园 三月 开';

const test = withApp();
let bureau: Place;
let liaison: Client;
let passwordHash = '';

beforeAll(async () => {
  bureau = await test.world.unit('610926');
  liaison = await test.world.signedIn('UNIT_LIAISON', bureau.path);
  passwordHash = await hashPassword(PASSWORD);
});

let serial = 0;
/** A cadre of the bureau with an account that can sign in. */
const member = async () => {
  const login = `member${++serial}`;
  const accountId = await test.world.insert('account', {
    login,
    display_name: login,
    password_hash: passwordHash,
  });
  const cadreId = await test.world.cadre(bureau, { account_id: accountId });
  await test.world.insert('role_grant', {
    account_id: accountId,
    role: 'CADRE',
    path: bureau.path,
    title: '干部',
    cadre_id: cadreId,
  });
  const client = test.world.anonymous();
  await client.get(SIGN_IN, { login, password: PASSWORD });
  return { login, cadreId, accountId, client };
};
const set = (by: Client, cadreId: string, disabled: boolean, reason: string | null = '借出期间不用') =>
  by.ask<unknown, unknown>(SET, { input: { cadreId, disabled, reason } });
const enter = (login: string) =>
  test.world.anonymous().ask<unknown, unknown>(SIGN_IN, { login, password: PASSWORD });

describe('keeping somebody out', () => {
  it('ends the session within five seconds and refuses the right password, until let in again', async () => {
    const { client, cadreId, login } = await member();
    expect((await client.ask(ME)).errors).toEqual([]);
    expect((await set(liaison, cadreId, true)).errors).toEqual([]);
    await expect.poll(async () => (await client.ask(ME)).code, { timeout: 5000 }).toBe('UNAUTHENTICATED');
    expect((await enter(login)).code).toBe('UNAUTHENTICATED');
    expect((await set(liaison, cadreId, false, null)).errors).toEqual([]);
    expect((await enter(login)).errors).toEqual([]);
  });

  it('wants a reason, which stands in the record', async () => {
    const { cadreId } = await member();
    expect((await set(liaison, cadreId, true, ' ')).errors[0]?.extensions['fields']).toEqual({
      reason: '写一句为什么停用',
    });
    await set(liaison, cadreId, true, '账号被别人借用');
    await set(liaison, cadreId, false, null);
    const { cadre } = await liaison.get<{ cadre: { history: object[] } }, unknown>(HISTORY, { id: cadreId });
    expect(cadre.history).toEqual([
      { action: 'account.enable', reason: null },
      { action: 'account.disable', reason: '账号被别人借用' },
    ]);
  });

  it('is for the own people only, never for oneself, and never for an operator’s account', async () => {
    const { cadreId, accountId } = await member();
    const stranger = await test.world.signedIn('UNIT_LIAISON', (await test.world.unit('610926')).path);
    expect((await set(stranger, cadreId, true)).code).toBe('NOT_FOUND');
    await test.world.insert('role_grant', {
      account_id: accountId,
      role: 'COUNTY_OPERATOR',
      path: '6109/610926/',
      title: '县操作员',
    });
    expect((await set(liaison, cadreId, true)).code).toBe('RULE_VIOLATED');
    const own = await test.world.account('UNIT_LIAISON', bureau.path);
    const self = await test.world.cadre(bureau, { account_id: own.accountId });
    expect((await set(own.client, self, true)).code).toBe('RULE_VIOLATED');
  });

  it('has nothing to say of somebody without an account, and never lets the dead in', async () => {
    const nobody = await test.world.cadre(bureau);
    expect((await set(liaison, nobody, true)).code).toBe('NOT_FOUND');
    const gone = await test.world.insert('account', { login: 'gone', display_name: '已故' });
    const dead = await test.world.cadre(bureau, { account_id: gone, status: 'DECEASED' });
    expect((await set(liaison, dead, false, null)).code).toBe('RULE_VIOLATED');
  });
});
