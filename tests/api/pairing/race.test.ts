import pg from 'pg';
import { expect, it } from 'vitest';
import { withApp } from '../../support/app.ts';

const CLIENTS = 40;
const HOUSEHOLDS = 200;
const ATTEMPTS = 6000;
const COUNTY = '6109/610926/';
const PAIR = `mutation ($input: PairInput!) { pair(input: $input) { id } }`;

const test = withApp();

/** The same numbers in the same order every time. */
function* numbers(seed: number): Generator<number, never> {
  for (let x = seed; ;) {
    x = (x * 1103515245 + 12345) % 2147483648;
    yield x >> 8; // the low bits of such a generator repeat
  }
}

function shuffled(ids: readonly string[], seed: number): string[] {
  const dice = numbers(seed);
  const left = [...ids];
  return ids.map(() => left.splice(dice.next().value % left.length, 1)[0]!);
}

interface Said {
  data?: { pair: { id: string } | null } | null;
  errors?: { extensions: { code: string; rule?: string } }[];
}

/** What one attempt came to, through the socket as any client: `made`, or the code and the rule of the refusal. */
async function attempt(url: string, token: string, input: object): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'apollo-require-preflight': 'true',
      cookie: `qinyou_session=${token}`,
    },
    body: JSON.stringify({ query: PAIR, variables: { input } }),
  });
  const { data, errors } = (await response.json()) as Said;
  if (data?.pair) return 'made';
  const { code, rule } = errors?.[0]?.extensions ?? {};
  return [response.status, code, rule].join(' ');
}

it(
  `gives ${HOUSEHOLDS} households one cadre each to ${CLIENTS} operators at once, over HTTP`,
  { timeout: 240_000 },
  async () => {
    const { world, app, urls } = test;
    const rank_quota = JSON.stringify({ COUNTY_LEADER: HOUSEHOLDS });
    await world.insert('programme_year', { year: 2027, confirm_by: '2027-03-31', rank_quota });
    const villages = await world.villages('610926107', 6);
    const bureau = await world.unit('610926');
    const households: string[] = [];
    for (let i = 0; i < HOUSEHOLDS; i++) households.push(await world.household(villages[i % 6]!));
    const clients = [];
    for (let i = 0; i < CLIENTS; i++) {
      const { token, accountId } = await world.account('COUNTY_OPERATOR', COUNTY);
      clients.push({ token, accountId, cadreId: await world.cadre(bureau, { rank: 'COUNTY_LEADER' }) });
    }
    const url = await app.http.listen({ host: '127.0.0.1', port: 0 });

    const outcomes = new Map<string, number>();
    const begun = performance.now();
    await Promise.all(
      clients.map(async ({ token, cadreId }, client) => {
        // In an order of its own, none twice: the second time it would be R3 for whoever got it.
        for (const householdId of shuffled(households, client + 1).slice(0, ATTEMPTS / CLIENTS)) {
          const outcome = await attempt(url, token, { householdId, cadreId });
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        }
      }),
    );
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);

    const owner = new pg.Client(urls.ownerUrl);
    await owner.connect();
    const count = async (text: string) => Number((await owner.query<{ n: string }>(text)).rows[0]?.n);
    const standing = await count(
      'select count(distinct household_id) n from pairing where withdrawn_at is null',
    );
    const rows = await count('select count(*) n from pairing');
    await owner.query('set role r_system'); // the record is not the owner's to read
    const audited = await count(`select count(*) n from audit_entry where action = 'pairing.create'`);
    const actors = await count(
      `select count(distinct account_id) n from audit_entry where action = 'pairing.create'`,
    );
    const deadlocks = await count(
      'select deadlocks n from pg_stat_database where datname = current_database()',
    );
    await owner.end();

    console.log({ ...Object.fromEntries(outcomes), actors, deadlocks, seconds });
    expect(Object.fromEntries(outcomes)).toEqual({
      made: HOUSEHOLDS,
      '200 RULE_VIOLATED R2': ATTEMPTS - HOUSEHOLDS,
    });
    expect({ standing, rows, audited, deadlocks }).toEqual({
      standing: HOUSEHOLDS,
      rows: HOUSEHOLDS,
      audited: HOUSEHOLDS,
      deadlocks: 0,
    });
    expect(actors).toBeGreaterThan(CLIENTS / 2); // it was a race, not one who was quicker than all
  },
);
