import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { withApp } from '../../support/app.ts';
import { COUNTY, overHttp, toService, type Attempt } from './racing.ts';

const OPERATORS = 40;

// Over HTTP an attempt costs about twice as much, so fewer of them; each household is tried by several all the same.
describe.each([
  { way: 'straight to the service', attempts: 6000, households: 200, open: toService },
  { way: 'over HTTP', attempts: 800, households: 100, open: overHttp },
])('$attempts attempts $way', ({ attempts, households: count, open }) => {
  const test = withApp();

  it(
    `give ${count} households one cadre each, with ${OPERATORS} operators at once`,
    { timeout: 600_000 },
    async () => {
      const { world } = test;
      const rank_quota = JSON.stringify({ COUNTY_LEADER: count });
      await world.insert('programme_year', { year: 2027, confirm_by: '2027-03-31', rank_quota });
      const villages = await world.villages('610926107', 6);
      const bureau = await world.unit('610926');
      const households: string[] = [];
      for (let i = 0; i < count; i++) households.push(await world.household(villages[i % 6]!));
      const attemptOf = await open(test);
      const clients: { cadreId: string; attempt: Attempt }[] = [];
      for (let i = 0; i < OPERATORS; i++) {
        clients.push({
          cadreId: await world.cadre(bureau, { rank: 'COUNTY_LEADER' }),
          attempt: attemptOf(await world.account('COUNTY_OPERATOR', COUNTY)),
        });
      }

      const outcomes = new Map<string, number>();
      const begun = performance.now();
      await Promise.all(
        clients.map(async ({ cadreId, attempt }, client) => {
          // In an order of its own, none twice: the second time it would be R3 for whoever got it.
          for (const householdId of shuffled(households, client + 1).slice(0, attempts / OPERATORS)) {
            const outcome = await attempt({ householdId, cadreId });
            outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
          }
        }),
      );
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      const { actors, ...stored } = await standing(test.urls.ownerUrl);

      console.log({ ...Object.fromEntries(outcomes), actors, ...stored, seconds });
      expect(Object.fromEntries(outcomes)).toEqual({
        made: count,
        'RULE_VIOLATED R2': attempts - count,
      });
      expect(stored).toEqual({
        households: count,
        pairings: count,
        audited: count,
        deadlocks: 0,
      });
      expect(actors).toBeGreaterThan(OPERATORS / 2); // it was a race, not one who was quicker than all
    },
  );
});

/** What the database holds afterwards, past every policy. */
async function standing(ownerUrl: string) {
  const owner = new pg.Client(ownerUrl);
  await owner.connect();
  const count = async (text: string) => Number((await owner.query<{ n: string }>(text)).rows[0]?.n);
  const households = await count(
    'select count(distinct household_id) n from pairing where withdrawn_at is null',
  );
  const pairings = await count('select count(*) n from pairing');
  await owner.query('set role r_system'); // the record is not the owner's to read
  const written = `from audit_entry where action = 'pairing.create'`;
  const audited = await count(`select count(*) n ${written}`);
  const actors = await count(`select count(distinct account_id) n ${written}`);
  const deadlocks = await count(
    'select deadlocks n from pg_stat_database where datname = current_database()',
  );
  await owner.end();
  return { households, pairings, audited, actors, deadlocks };
}

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
