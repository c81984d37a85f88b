import { beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../../server/src/modules/identity/index.ts';
import { DEFAULT_LIMITS } from '../../../server/src/platform/limits.ts';
import { withApp } from '../../support/app.ts';

const SIGN_IN = `mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) }`;
const REDEEM = `mutation ($input: RedeemOneTimeCodeInput!) { redeemOneTimeCode(input: $input) }`;
const PASSWORD = '平利 茶园 三月 开';
const ROUNDS = 5;
/** Where the machine is busy, the quickest of a few tries is not yet what the work takes. */
const MOST_ROUNDS = 40;
const KINDS = ['wrong name', 'wrong password', 'locked', 'disabled', 'no password yet'] as const;
type Kind = (typeof KINDS)[number];

const FLOOR = DEFAULT_LIMITS.refusalMs;
const asSet = withApp({ limits: { refusalMs: FLOOR } });
const bare = withApp();
let passwordHash = '';
let serial = 0;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

/** A name of that kind that nobody has tried before. */
async function loginOf({ world }: typeof bare, kind: Kind): Promise<string> {
  const login = `${kind.replaceAll(' ', '-')}-${++serial}`;
  if (kind === 'wrong name') return login;
  await world.insert('account', {
    login,
    display_name: '陈晓雯',
    password_hash: kind === 'no password yet' ? null : passwordHash,
    ...(kind === 'locked' && { failed_attempts: 5, locked_until: new Date(Date.now() + 86_400_000) }),
    ...(kind === 'disabled' && { disabled_at: new Date() }),
  });
  return login;
}

const least = (values: number[]) => Math.min(...values);
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** In every round each kind is tried once, so that whatever slows the machine down slows them all. `enough` may end it later. */
async function measure(
  test: typeof bare,
  document: string,
  variables: (login: string) => object,
  enough: (took: Record<Kind, number[]>) => boolean = () => true,
) {
  const took = Object.fromEntries(KINDS.map((kind) => [kind, [] as number[]])) as Record<Kind, number[]>;
  const words = new Set<string>();
  for (let round = -1; round < ROUNDS || (round < MOST_ROUNDS && !enough(took)); round++) {
    for (const kind of KINDS) {
      const login = await loginOf(test, kind);
      const client = test.world.anonymous();
      const begun = performance.now();
      const { errors } = await client.ask<unknown, unknown>(document, variables(login));
      if (round >= 0) took[kind].push(performance.now() - begun); // the first warms up
      words.add(JSON.stringify(errors.map(({ message, extensions }) => [message, extensions])));
    }
  }
  return {
    words,
    medians: over(took, median),
    least: over(took, least),
    soonest: least(Object.values(took).flat()),
  };
}

function over(took: Record<Kind, number[]>, summary: (values: number[]) => number) {
  const each = KINDS.map((kind) => summary(took[kind]));
  return { ratio: Math.max(...each) / Math.min(...each), each: each.join(', ') };
}

/** The right password where there is an account: it must not show either. */
const secretOf = (login: string) => (login.startsWith('wrong-password') ? 'wrong-password' : PASSWORD);
const signIn = (login: string) => ({ login, password: secretOf(login) });
const redeem = (login: string) => ({
  input: { login, code: 'ABCD-EFGH', newPassword: '八仙 云雾 六月 凉' },
});

describe('a refused sign-in', () => {
  const doors = [
    ['by password', SIGN_IN, signIn],
    ['by one-time code', REDEEM, redeem],
  ] as const;

  // Side by side: nearly all of it is waiting for the floor.
  it.concurrent.each(doors)(
    '%s says the same at the same time, whatever for',
    async (_door, document, variables) => {
      const { words, soonest, medians } = await measure(asSet, document, variables);
      expect(words.size).toBe(1);
      expect([...words][0]).toContain('UNAUTHENTICATED');
      expect(soonest).toBeGreaterThanOrEqual(FLOOR - 2); // timers are a millisecond early at times
      expect(medians.ratio, medians.each).toBeLessThan(1.25);
    },
  );

  it('takes the same work, should that ever take longer', async () => {
    const SAME = 1.8;
    const found = await measure(bare, SIGN_IN, signIn, (took) => over(took, least).ratio < SAME);
    expect(found.least.ratio, found.least.each).toBeLessThan(SAME);
  });

  it('costs a commit, too, where nothing is there to be counted', async () => {
    for (const login of ['nobody at all', await loginOf(bare, 'locked')]) {
      bare.forgetStatements();
      await bare.world.anonymous().ask<unknown, unknown>(SIGN_IN, signIn(login));
      expect(bare.statements.filter((text) => text.includes('pg_logical_emit_message'))).toHaveLength(1);
    }
  });

  it('holds nobody up who is let in', async () => {
    await asSet.world.insert('account', {
      login: 'welcome',
      display_name: '陈晓雯',
      password_hash: passwordHash,
    });
    const took: number[] = [];
    for (let n = 0; n < 5; n++) {
      const begun = performance.now();
      await asSet.world.anonymous().get<unknown, unknown>(SIGN_IN, { login: 'welcome', password: PASSWORD });
      took.push(performance.now() - begun);
    }
    expect(Math.min(...took)).toBeLessThan(FLOOR);
  });
});
