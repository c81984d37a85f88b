import { beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { FailedAttempts, hashPassword, UNKNOWN_AN_HOUR } from '../../../server/src/modules/identity/index.ts';
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

  it('records what failed without what was typed: of an account until it is locked, of other names once', async () => {
    const recorded = async () => {
      const rows = await test.app.db.write({ accountId: null, grantId: null }, systemScope, ({ sql }) =>
        sql
          .selectFrom('audit_entry')
          .select(['action', 'subject_id as subject', 'after', 'account_id as by'])
          .where('action', 'like', '%Failed')
          .orderBy('id')
          .execute(),
      );
      return rows;
    };
    const id = await test.world.insert('account', {
      login: 'watched',
      display_name: '某某',
      password_hash: await hashPassword(password),
    });
    const before = (await recorded()).length;
    for (let i = 0; i < 7; i++) await attempt('Watched', 'Secret-guess-1');
    for (let i = 0; i < 3; i++) await attempt('no-such-person', 'Secret-guess-1');
    await test.world
      .anonymous()
      .ask<unknown, unknown>(
        `mutation ($input: RedeemOneTimeCodeInput!) { redeemOneTimeCode(input: $input) }`,
        { input: { login: 'somebody-else', code: 'AAAA-BBBB', newPassword: '平利 茶园 三月 开' } },
      );
    const rows = (await recorded()).slice(before);
    const failed = (locked: boolean) => ({
      action: 'account.signInFailed',
      subject: id,
      by: null,
      after: { locked },
    });
    const nobody = (action: string, unrecorded: unknown) => ({
      action,
      subject: null,
      by: null,
      after: { name: expect.stringMatching(/^[0-9a-f]{16}$/) as string, unrecorded },
    });
    expect(rows).toEqual([
      ...[false, false, false, false, true].map(failed),
      nobody('account.signInFailed', expect.any(Number)), // the sixth, behind the lock; the seventh is counted
      nobody('account.signInFailed', 1), // somebody unknown, once of three
      nobody('account.redeemCodeFailed', 2),
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/guess|watched|no-such|somebody|AAAA/i);
  });

  it('is not drowned by names: what is above the hour’s rows is counted', async () => {
    const failed = new FailedAttempts(test.app.db, test.app.vault);
    const count = async () =>
      test.app.db.write({ accountId: null, grantId: null }, systemScope, async ({ sql }) => {
        const found = await sql
          .selectFrom('audit_entry')
          .select((eb) => eb.fn.countAll<string>().as('n'))
          .where('action', '=', 'account.signInFailed')
          .executeTakeFirstOrThrow();
        return Number(found.n);
      });
    const before = await count();
    for (let i = 0; i < UNKNOWN_AN_HOUR + 40; i++) await failed.record('signIn', `name-${i}`, undefined);
    expect((await count()) - before).toBe(UNKNOWN_AN_HOUR);
  });

  it('does without a session only what needs none', async () => {
    const client = test.world.anonymous();
    expect((await client.ask(ME)).code).toBe('UNAUTHENTICATED');
    expect((await client.ask('{ regions { total } }')).code).toBe('UNAUTHENTICATED');
  });
});
