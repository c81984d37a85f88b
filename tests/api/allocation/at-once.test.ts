import { HandOverCaseloadDocument, OpenAllocationDocument, PairDocument } from '@qinyou/schema';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Client } from '../../support/client.ts';
import { COUNTY, proposed, published, settled, withAllocationStage } from './stage.ts';

const stage = withAllocationStage();
const OPERATORS = 50;

it('fifty operators pair and hand over while a run publishes: nobody has two friends or none for a day, and what the run says is what is', async () => {
  const cadres = await stage.cadres(30);
  const stopped = await stage.cadres(10);
  const homes = await stage.households(50);
  const pairings: string[] = [];
  for (const [n, cadre] of stopped.entries()) pairings.push(await stage.pair(homes[n]!, cadre));
  await change(sql`update cadre set status = 'RETIRED' where id = any(${stopped}::uuid[])`);
  const run = await proposed(stage.county);
  expect(run.counts).toMatchObject({ new: 40, moved: 10, waiting: 0 });
  const clients = await Promise.all(
    Array.from({ length: OPERATORS }, () => stage.test.world.signedIn('COUNTY_OPERATOR', COUNTY)),
  );
  const pair = (client: Client, n: number) =>
    client.ask(PairDocument, { input: { householdId: homes[n]!, cadreId: cadres[(n * 7) % 30]! } });
  /** Of the same households: each that is handed over two or three want to, and the run moves it. */
  const handOver = (client: Client, n: number) => {
    const at = (n >> 1) % stopped.length;
    const lines = [{ pairingId: pairings[at]!, version: 1, successorId: cadres[(n * 11) % 30]! }];
    return client.ask(HandOverCaseloadDocument, { input: { cadreId: stopped[at]!, lines, reason: '退休' } });
  };
  const work = (client: Client, n: number) => (n % 2 === 0 ? pair(client, n) : handOver(client, n));
  const [answers] = await Promise.all([Promise.all(clients.map(work)), published(stage.county, run.id)]);
  expect(new Set(answers.map(({ code }) => code ?? 'DONE'))).not.toContain('INTERNAL');
  const handedOver = answers.filter(({ code }, n) => n % 2 === 1 && code === undefined).length;
  expect(handedOver, 'each once at the most, and some before the run').toBeGreaterThan(0);
  expect(handedOver).toBeLessThanOrEqual(stopped.length);

  // Overtaken, it was worked out anew; nobody is in its way any more.
  let now = await settled(stage.county, run.id);
  if (now.state === 'PROPOSED') now = await published(stage.county, run.id);
  expect(now.state).toBe('PUBLISHED');
  const standing = sql`pairing p where kind = 'RESPONSIBLE' and withdrawn_at is null and to_date is null`;
  expect(
    await stage.count(
      sql`(select 1 from ${standing} and household_id = any(${homes}::uuid[]) group by household_id having count(*) > 1) x`,
    ),
  ).toBe(0);
  expect(await stage.count(sql`(select 1 from ${standing} group by cadre_id having count(*) > 2) x`)).toBe(0);
  expect(await stage.count(sql`${standing} and household_id = any(${homes}::uuid[])`)).toBe(50);
  // Where somebody was friend before, the next one begins on the day on which that ended.
  const seamless = sql`pairing a where cadre_id = any(${stopped}::uuid[]) and exists (select from pairing b
    where b.household_id = a.household_id and b.id <> a.id and b.withdrawn_at is null and b.from_date = a.to_date)`;
  expect(await stage.count(seamless)).toBe(10);
  const { openAllocation } = await stage.county.get(OpenAllocationDocument, { input: {} });
  expect((await settled(stage.county, openAllocation.id)).counts).toMatchObject({
    kept: 50,
    new: 0,
    moved: 0,
    waiting: 0,
  });
});

const change = (query: ReturnType<typeof sql>) =>
  stage.test.app.db.write({ accountId: null, grantId: null }, { axis: 'system', lo: '', hi: '' }, (unit) =>
    query.execute(unit.sql),
  );
