import { beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../../server/src/modules/identity/index.ts';
import { withApp } from '../../support/app.ts';

/** Smaller than they are set, over windows that no slow machine gets to the end of. */
const often = (points: number) => ({ points, seconds: 600 });
const limits = {
  perAccount: often(40),
  perAddress: often(120),
  guessesPerAddress: often(15),
  guessesPerLogin: often(10),
};
const test = withApp({ limits });
const SIGN_IN = `mutation($input: SignInInput!) { signIn(input: $input) }`;
const password = '平利 茶园 三月 开';

/** As the proxy in front of us passes a stranger on. */
const post = (address: string, query: string, variables = {}, headers = {}) =>
  test.app.http.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address, ...headers },
    payload: JSON.stringify({ query, variables }),
  });
const guess = (address: string, login: string, secret = 'wrong-password') =>
  post(address, SIGN_IN, { input: { login, password: secret } });
type Reply = Awaited<ReturnType<typeof post>>;
const codeOf = (reply: Reply) =>
  reply.json<{ errors?: { extensions: { code: string } }[] }>().errors?.[0]?.extensions.code ?? 'done';
const tally = (replies: Reply[]) => {
  const codes: Record<string, number> = {};
  for (const reply of replies) codes[codeOf(reply)] = (codes[codeOf(reply)] ?? 0) + 1;
  return codes;
};

describe('guessing', () => {
  beforeAll(async () => {
    for (const login of ['target', 'spread', 'patient']) {
      const password_hash = await hashPassword(password);
      await test.world.insert('account', { login, display_name: '陈晓雯', password_hash });
    }
  });

  it('200 at once try no more passwords than are allowed, whatever they spell the name like', async () => {
    test.forgetStatements();
    const spelled = ['target', 'TARGET', ' target '];
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, i) => guess(`203.0.113.${i}`, spelled[i % 3]!)),
    );
    expect(tally(replies)).toEqual({ UNAUTHENTICATED: 10, RATE_LIMITED: 190 });
    const tries = test.statements.filter((text) => /set\s+failed_attempts/.test(text)); // one before each look at a password
    expect(tries).toHaveLength(limits.guessesPerLogin.points);
    const right = await guess('203.0.113.250', 'target', password);
    expect([right.statusCode, codeOf(right)]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('hears the same about a name that nobody has', async () => {
    const replies = await Promise.all(Array.from({ length: 14 }, () => guess('203.0.113.251', 'nobody')));
    expect(tally(replies)).toEqual({ UNAUTHENTICATED: 10, RATE_LIMITED: 4 });
  });

  it('from one address over many names ends as well, for everybody there and nobody elsewhere', async () => {
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, i) => guess('198.51.100.7', `name-${i}`)),
    );
    expect(tally(replies)).toEqual({ UNAUTHENTICATED: 15, RATE_LIMITED: 25 });
    expect(codeOf(await guess('198.51.100.7', 'spread', password))).toBe('RATE_LIMITED');
    expect(codeOf(await guess('198.51.100.8', 'spread', password))).toBe('done');
  });

  it('can’t get another address by saying so, or by taking the next one of the own network', async () => {
    const v6 = (i: number) => `2001:db8:0:7::${i.toString(16)}`;
    const network = await Promise.all(Array.from({ length: 40 }, (_, i) => guess(v6(i + 1), `v6-${i}`)));
    expect(tally(network)).toEqual({ UNAUTHENTICATED: 15, RATE_LIMITED: 25 });
    const said = await Promise.all(
      Array.from({ length: 40 }, (_, i) => guess(`10.0.0.${i}, 192.0.2.66`, `said-${i}`)),
    );
    expect(tally(said)).toEqual({ UNAUTHENTICATED: 15, RATE_LIMITED: 25 });
  });

  it('leaves the lock where it was', async () => {
    const replies = [];
    for (let i = 0; i < 5; i++) replies.push(await guess('203.0.113.252', 'patient'));
    expect(tally(replies)).toEqual({ UNAUTHENTICATED: 5 });
    expect(codeOf(await guess('203.0.113.253', 'patient', password))).toBe('UNAUTHENTICATED');
  });
});

describe('asking too fast', () => {
  const ask = (cookie: string, address: string) =>
    post(address, '{ me { id } }', {}, { cookie: `qinyou_session=${cookie}` });

  it('stops an account, from wherever it asks, and says when to come back', async () => {
    const { token } = await test.world.account('COUNTY_OPERATOR', '6109/610926/');
    const other = await test.world.account('COUNTY_OPERATOR', '6109/610926/');
    const replies = [];
    for (let i = 0; i < limits.perAccount.points + 5; i++)
      replies.push(await ask(token, `192.0.2.${i % 200}`));
    expect(tally(replies)).toEqual({ done: 40, RATE_LIMITED: 5 });
    const last = replies.at(-1)!;
    expect(last.statusCode).toBe(429);
    expect(last.headers['retry-after']).toMatch(/^\d{2,3}$/);
    expect(last.json()).toEqual({
      errors: [
        {
          message: `请求太多，${last.headers['retry-after']} 秒后再试`,
          extensions: { code: 'RATE_LIMITED', retryAfter: Number(last.headers['retry-after']) },
        },
      ],
    });
    expect(codeOf(await ask(other.token, '192.0.2.1'))).toBe('done');
  });

  it('stops an address before anything is read, on every route', async () => {
    const get = () =>
      test.app.http.inject({ url: '/files/nothing', headers: { 'x-forwarded-for': '198.51.100.99' } });
    for (let i = 0; i < limits.perAddress.points; i++) expect((await get()).statusCode).not.toBe(429);
    const last = await get();
    expect(last.statusCode).toBe(429);
    expect(last.json()).toMatchObject({ code: 'RATE_LIMITED', message: expect.stringMatching(/秒后再试$/) });
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
  });
});
