import { beforeAll, describe, expect, it } from 'vitest';
import { newToken, tokenHash } from '../../../server/src/platform/crypto.ts';
import { hashPassword } from '../../../server/src/modules/identity/index.ts';
import { withApp } from '../../support/app.ts';
import { Client } from '../../support/client.ts';

const FIGURES =
  'failuresBeforeLock lockMinutes idleMinutes sessionHours codeDays casesADay rowsAlone version';
const READ = `{ figures { ${FIGURES} } }`;
const SAVE = `mutation ($input: FiguresInput!) { saveFigures(input: $input) { ${FIGURES} } }`;
const SIGN_IN = `mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) }`;
const DEFAULTS = {
  failuresBeforeLock: 5,
  lockMinutes: 15,
  idleMinutes: 30,
  sessionHours: 12,
  codeDays: 7,
  casesADay: 20,
  rowsAlone: 500,
};

describe('the figures of the installation', () => {
  const test = withApp();
  let city: Client;
  const now = async () => (await city.get<{ figures: { version: number } }, unknown>(READ)).figures;
  const save = async (changes: object) =>
    city.get(SAVE, { input: { ...DEFAULTS, version: (await now()).version, ...changes } });

  beforeAll(async () => {
    city = await test.world.signedIn('CITY_OPERATOR', '6109/');
  });

  it('are what the programme says until the city changes them, with a record in the history', async () => {
    expect(await now()).toEqual({ ...DEFAULTS, version: 1 });
    await save({ codeDays: 3 });
    expect(await now()).toEqual({ ...DEFAULTS, codeDays: 3, version: 2 });
    const { settingHistory } = await city.get<
      { settingHistory: { action: string; changes: object[] }[] },
      unknown
    >('{ settingHistory { action changes { field before after } } }');
    expect(settingHistory[0]).toMatchObject({
      action: 'figures.change',
      changes: expect.arrayContaining([{ field: 'codeDays', before: '7', after: '3' }]),
    });
  });

  it('are not overwritten by who saw older ones, and keep their bounds', async () => {
    const stale = await city.ask(SAVE, { input: { ...DEFAULTS, version: 999 } });
    expect(stale.code).toBe('CONFLICT');
    expect(stale.errors[0]?.extensions['current']).toEqual(await now());
    const input = { ...DEFAULTS, version: (await now()).version, failuresBeforeLock: 2, idleMinutes: 481 };
    const { errors } = await city.ask(SAVE, { input });
    expect(errors[0]?.extensions['fields']).toEqual({
      failuresBeforeLock: '连错次数填 3 到 20',
      idleMinutes: '闲置分钟填 5 到 480',
    });
  });

  it('say how often a wrong password may be given', async () => {
    await save({ failuresBeforeLock: 3, lockMinutes: 60 });
    const login = 'chenxw';
    const right = '平利 茶园 三月 开';
    await test.world.insert('account', {
      login,
      display_name: '陈晓雯',
      password_hash: await hashPassword(right),
    });
    const attempt = (password: string) => test.world.anonymous().ask(SIGN_IN, { login, password });
    const wrong = await attempt('不是这个密码');
    expect(wrong.errors[0]?.message).toContain('连错 3 次锁 60 分钟');
    await attempt('不是这个密码');
    await attempt('不是这个密码');
    expect((await attempt(right)).code).toBe('UNAUTHENTICATED');
  });

  it('say how long a session lives, those that are open too', async () => {
    await save({});
    const { accountId, grantId } = await test.world.account('CITY_OPERATOR', '6109/');
    const ago = (minutes: number) => new Date(test.app.clock.now().getTime() - minutes * 60_000);
    const session = async (begun: number, seen: number) => {
      const token = newToken();
      await test.world.insert('session', {
        token_hash: tokenHash(token),
        account_id: accountId,
        grant_id: grantId,
        created_at: ago(begun),
        last_seen_at: ago(seen),
      });
      return new Client(test.app, token);
    };
    const [old, idle] = [await session(120, 0), await session(20, 20)];
    await save({ sessionHours: 1 });
    expect((await old.ask(READ)).code).toBe('UNAUTHENTICATED');
    await save({ idleMinutes: 10 });
    expect((await old.ask(READ)).code).toBeUndefined();
    expect((await idle.ask(READ)).code).toBe('UNAUTHENTICATED');
    await save({});
    expect((await idle.ask(READ)).code).toBeUndefined();
  });

  it('reach another process within a moment', async () => {
    await test.app.db.write(
      { accountId: null, grantId: null },
      { axis: 'territory', lo: '6109/', hi: '61090' },
      ({ sql }) => sql.updateTable('figures').set({ cases_a_day: 9 }).execute(),
    );
    await expect.poll(now, { timeout: 3000 }).toMatchObject({ casesADay: 9 });
    await save({});
  });
});
