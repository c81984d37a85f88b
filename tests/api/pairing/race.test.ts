import pg from 'pg';
import { expect, it } from 'vitest';
import { DomainError } from '../../../server/src/platform/errors.ts';
import { COUNTY, withStage } from './setting.ts';

const CLIENTS = 40;
const HOUSEHOLDS = 200;
const ATTEMPTS = 6000;

const stage = withStage();

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

it(
  `gives ${HOUSEHOLDS} households one cadre each to ${CLIENTS} clients at once`,
  { timeout: 240_000 },
  async () => {
    const { world, urls } = stage.test;
    const rank_quota = JSON.stringify({ COUNTY_LEADER: HOUSEHOLDS });
    await world.insert('programme_year', { year: 2027, confirm_by: '2027-03-31', rank_quota });
    const households: string[] = [];
    for (let i = 0; i < HOUSEHOLDS; i++) households.push(await world.household(stage.villages[i % 6]!));
    const cadres: string[] = [];
    for (let i = 0; i < CLIENTS; i++) cadres.push(await world.cadre(stage.bureau, { rank: 'COUNTY_LEADER' }));
    const { actor, scope } = await stage.office(COUNTY);

    const rules = new Map<string, number>();
    const unexpected: unknown[] = [];
    let made = 0;
    await Promise.all(
      cadres.map(async (cadreId, client) => {
        // In an order of its own, none twice: the second time it would be R3 for whoever got it.
        for (const householdId of shuffled(households, client + 1).slice(0, ATTEMPTS / CLIENTS)) {
          try {
            await stage.service.pair(actor, scope, { householdId, cadreId });
            made += 1;
          } catch (error) {
            if (!(error instanceof DomainError)) unexpected.push(error);
            else
              rules.set(
                error.details.rule ?? error.code,
                (rules.get(error.details.rule ?? error.code) ?? 0) + 1,
              );
          }
        }
      }),
    );

    const owner = new pg.Client(urls.ownerUrl);
    await owner.connect();
    const count = async (text: string) => Number((await owner.query<{ n: string }>(text)).rows[0]?.n);
    const standing = await count(
      'select count(distinct household_id) n from pairing where withdrawn_at is null',
    );
    const rows = await count('select count(*) n from pairing');
    await owner.query('set role r_system'); // the record is not the owner's to read
    const audited = await count(`select count(*) n from audit_entry where action = 'pairing.create'`);
    const deadlocks = await count(
      'select deadlocks n from pg_stat_database where datname = current_database()',
    );
    await owner.end();

    console.log({ made, rules: Object.fromEntries(rules), deadlocks });
    expect(unexpected.slice(0, 1)).toEqual([]);
    expect({ made, standing, rows, audited, deadlocks }).toEqual({
      made: HOUSEHOLDS,
      standing: HOUSEHOLDS,
      rows: HOUSEHOLDS,
      audited: HOUSEHOLDS,
      deadlocks: 0,
    });
    expect([...rules.keys()]).toEqual(['R2']);
    expect(rules.get('R2')).toBe(ATTEMPTS - HOUSEHOLDS);
  },
);
