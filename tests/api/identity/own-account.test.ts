import { beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../../server/src/modules/identity/index.ts';
import type { Clock } from '../../../server/src/platform/clock.ts';
import { withApp } from '../../support/app.ts';
import { Client } from '../../support/client.ts';

const SIGN_IN = `mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) }`;
const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }`;
const SESSIONS = `{ ownSessions { id current userAgent createdAt lastSeenAt } }`;
const END = `mutation ($id: ID!) { endOwnSession(id: $id) }`;
const ME = `{ me { displayName } }`;
const OLD = '平利 茶园 三月 开';
const NEW = '八仙 云雾 六月 凉';

/** A clock that a test moves on. */
const start = new Date();
let passed = 0;
const minutes = (n: number) => void (passed += n * 60_000);
const now = () => new Date(start.getTime() + passed);
const clock: Clock = { now, today: () => now().toISOString().slice(0, 10) };

const test = withApp({ clock });
let serial = 0;
let passwordHash = '';

beforeAll(async () => {
  passwordHash = await hashPassword(OLD);
});

const person = async () => {
  const login = `person${++serial}`;
  const id = await test.world.insert('account', { login, display_name: login, password_hash: passwordHash });
  return { id, login };
};
const enter = (login: string, password: string) =>
  test.world.anonymous().ask<unknown, unknown>(SIGN_IN, { login, password });
const signedIn = async (login: string, password = OLD): Promise<Client> => {
  const client = test.world.anonymous();
  await client.get(SIGN_IN, { login, password });
  return client;
};
const change = (client: Client, oldPassword: string, newPassword = NEW) =>
  client.ask<unknown, unknown>(CHANGE, { input: { oldPassword, newPassword } });
const rows = (accountId: string) =>
  test.app.db.write({ accountId: null, grantId: null }, { axis: 'system', lo: '', hi: '' }, ({ sql }) =>
    sql.selectFrom('audit_entry').selectAll().where('subject_id', '=', accountId).orderBy('id').execute(),
  );

describe('changing the own password', () => {
  it('takes effect at once: the old one is gone, other sessions end, this one goes on', async () => {
    const { id, login } = await person();
    const [here, there] = [await signedIn(login), await signedIn(login)];
    expect((await change(here, OLD)).errors).toEqual([]);
    await expect.poll(async () => (await there.ask(ME)).code, { timeout: 5000 }).toBe('UNAUTHENTICATED');
    expect((await here.ask(ME)).errors).toEqual([]);
    expect((await enter(login, OLD)).code).toBe('UNAUTHENTICATED');
    expect((await enter(login, NEW)).errors).toEqual([]);
    const records = await rows(id);
    expect(records).toEqual([
      expect.objectContaining({ action: 'account.changePassword', account_id: id, after: { sessions: 1 } }),
      expect.objectContaining({ action: 'account.signInFailed', account_id: null, after: { locked: false } }),
    ]);
    expect(JSON.stringify(records)).not.toContain(NEW);
  });

  it('gives the session a new token: one that was copied no longer works', async () => {
    const { accountId, token, client } = await test.world.account('COUNTY_OPERATOR', '6109/610926/');
    await test.app.db.write(
      { accountId: null, grantId: null },
      { axis: 'system', lo: '', hi: '' },
      ({ sql }) =>
        sql.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', accountId).execute(),
    );
    await change(client, OLD);
    const copy = new Client(test.app, token);
    await expect.poll(async () => (await copy.ask(ME)).code, { timeout: 5000 }).toBe('UNAUTHENTICATED');
    expect((await client.ask(ME)).errors).toEqual([]);
  });

  it('counts a wrong old password like a wrong sign-in: five lock it for fifteen minutes, sign-in too', async () => {
    const { login } = await person();
    const client = await signedIn(login);
    for (let n = 0; n < 5; n++) {
      expect((await change(client, 'not the one')).errors[0]?.extensions['fields']).toHaveProperty(
        'oldPassword',
      );
    }
    expect((await change(client, OLD)).code).toBe('RATE_LIMITED');
    expect((await enter(login, OLD)).code).toBe('UNAUTHENTICATED');
    minutes(16);
    expect((await change(client, OLD)).errors).toEqual([]);
  });

  it('is not guessed in parallel: of twelve at once no more than five are looked at', async () => {
    const { login } = await person();
    const client = await signedIn(login);
    const answers = await Promise.all(Array.from({ length: 12 }, () => change(client, 'not the one')));
    expect(answers.filter(({ code }) => code === 'INVALID_INPUT')).toHaveLength(5);
    expect(answers.filter(({ code }) => code === 'RATE_LIMITED')).toHaveLength(7);
  });

  it('refuses a weak or unchanged one by name, and holds neither against anybody', async () => {
    const { login } = await person();
    const client = await signedIn(login);
    for (let n = 0; n < 6; n++) {
      const { errors } = await change(client, OLD, 'password123');
      expect(errors[0]?.extensions['fields']).toHaveProperty('newPassword');
      expect((await change(client, OLD, OLD)).errors[0]?.message).toBe('和现在的密码一样，换一个');
    }
    expect((await change(client, OLD)).errors).toEqual([]);
  });

  it('ends a one-time code that was still open', async () => {
    const { id, login } = await person();
    const issuer = await person();
    const code = await test.world.insert('one_time_code', {
      account_id: id,
      code_hash: Buffer.from('a hash'),
      issued_by: issuer.id,
      expires_at: new Date(now().getTime() + 86_400_000),
    });
    await change(await signedIn(login), OLD);
    const stored = await test.app.db.write(
      { accountId: null, grantId: null },
      { axis: 'system', lo: '', hi: '' },
      ({ sql }) =>
        sql.selectFrom('one_time_code').select('replaced_at').where('id', '=', code).executeTakeFirst(),
    );
    expect(stored?.replaced_at).not.toBeNull();
  });

  it('lets one of two changes through that prove the same old password', async () => {
    const { login } = await person();
    const [one, two] = [await signedIn(login), await signedIn(login)];
    const answers = await Promise.all([change(one, OLD), change(two, OLD, `${NEW}!`)]);
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
  });
});

describe('the own sessions', () => {
  interface Sessions {
    ownSessions: { id: string; current: boolean }[];
  }

  it('are listed, this one first, and ended one by one', async () => {
    const { login } = await person();
    const [here, there] = [await signedIn(login), await signedIn(login)];
    const { ownSessions } = await here.get<Sessions, unknown>(SESSIONS);
    expect(ownSessions.map(({ current }) => current)).toEqual([true, false]);
    await here.get(END, { id: ownSessions[1]!.id });
    await expect.poll(async () => (await there.ask(ME)).code, { timeout: 5000 }).toBe('UNAUTHENTICATED');
    expect((await here.get<Sessions, unknown>(SESSIONS)).ownSessions).toHaveLength(1);
  });

  it('are nobody else’s to see or to end', async () => {
    const [mine, theirs] = [await person(), await person()];
    const [me, them] = [await signedIn(mine.login), await signedIn(theirs.login)];
    const { ownSessions } = await them.get<Sessions, unknown>(SESSIONS);
    expect((await me.ask(END, { id: ownSessions[0]!.id })).code).toBe('NOT_FOUND');
    expect((await them.ask(ME)).errors).toEqual([]);
    expect((await me.get<Sessions, unknown>(SESSIONS)).ownSessions).toHaveLength(1);
  });
});
