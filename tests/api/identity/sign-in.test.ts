import { beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../../server/src/modules/identity/index.ts';
import { withApp } from '../../support/app.ts';

const SIGN_IN = `mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) }`;
const ME = `{ me { displayName permissions currentGrant { role title path } } }`;
const password = '平利 茶园 三月 开';

describe('signing in', () => {
  const test = withApp();
  const attempt = (login: string, secret: string) =>
    test.world.anonymous().ask<unknown, unknown>(SIGN_IN, { login, password: secret });

  beforeAll(async () => {
    for (const login of ['chenxw', 'lishi', 'locked']) {
      const id = await test.world.insert('account', {
        login,
        display_name: '陈晓雯',
        password_hash: await hashPassword(password),
      });
      const { path } = await test.world.region('610926');
      await test.world.insert('role_grant', {
        account_id: id,
        role: 'COUNTY_OPERATOR',
        path,
        title: '县操作员 · 平利县',
      });
    }
  });

  it('opens a session that knows its identity, and sign-out ends it', async () => {
    const client = test.world.anonymous();
    await client.get(SIGN_IN, { login: 'ChenXW', password });
    expect(await client.get(ME)).toMatchObject({
      me: { displayName: '陈晓雯', currentGrant: { role: 'COUNTY_OPERATOR', path: '6109/610926/' } },
    });
    await client.get('mutation { signOut }');
    expect((await client.ask(ME)).code).toBe('UNAUTHENTICATED');
  });

  it('ends every session of the account at once', async () => {
    const [first, second] = [test.world.anonymous(), test.world.anonymous()];
    for (const client of [first, second]) await client.get(SIGN_IN, { login: 'lishi', password });
    await first.get('mutation { signOutEverywhere }');
    await expect.poll(async () => (await second.ask(ME)).code, { timeout: 2000 }).toBe('UNAUTHENTICATED');
  });

  it('says the same for a wrong name and a wrong password', async () => {
    const [unknown, wrong] = [await attempt('nobody', password), await attempt('lishi', 'wrong-password')];
    expect(unknown.code).toBe('UNAUTHENTICATED');
    expect(unknown.errors[0]?.message).toBe(wrong.errors[0]?.message);
  });

  it('locks after five failures, even when they come at once, and the right password no longer helps', async () => {
    const guesses = Array.from({ length: 12 }, () => attempt('locked', 'wrong-password'));
    expect(new Set((await Promise.all(guesses)).map(({ code }) => code))).toEqual(
      new Set(['UNAUTHENTICATED']),
    );
    expect((await attempt('locked', password)).code).toBe('UNAUTHENTICATED');
  });

  it('does without a session only what needs none', async () => {
    const client = test.world.anonymous();
    expect((await client.ask(ME)).code).toBe('UNAUTHENTICATED');
    expect((await client.ask('{ regions { total } }')).code).toBe('UNAUTHENTICATED');
  });
});
