import { AllocationSupplyDocument, ScheduleHandoverDocument, SettleAllocationDocument } from '@qinyou/schema';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { again, COUNTY, linesOf, proposed, published, withAllocationStage } from './stage.ts';

const stage = withAllocationStage();
/** Has one household, of which the order is to be about. */
let leaving: string;
let home: string;
let pairingId: string;
/** Has a single place. */
let successor: string;

beforeEach(async () => {
  await stage.empty();
  leaving = await one();
  [home] = (await stage.households(1)) as [string];
  pairingId = await stage.pair(home, leaving);
  successor = await one({ rank: 'TECHNICAL' });
});

const one = (values = {}) => stage.test.world.cadre(stage.bureau, { rank: 'TECHNICAL', ...values });
const order = () =>
  stage.county.get(ScheduleHandoverDocument, {
    input: {
      cadreId: leaving,
      on: '2026-03-20',
      reason: '退休',
      lines: [{ pairingId, version: 1, successorId: successor }],
    },
  });
const settle = async (id: string, kind: 'PIN' | 'BAN', householdId: string, cadreId: string) => {
  const input = { id, kind, pairs: [{ householdId, cadreId }] };
  const { data, errors } = await stage.county.ask(SettleAllocationDocument, { input });
  return { said: errors.map(({ message }) => message), run: data?.settleAllocation };
};

describe('a place that a scheduled handover has promised (R1, R7)', () => {
  it('is neither given away by a run, nor counted as one to have', async () => {
    const [free] = await stage.households(1);
    await order();
    const supply = async () => {
      const { allocationSupply } = await stage.county.get(AllocationSupplyDocument, { within: COUNTY });
      return allocationSupply.map(({ placesLeft }) => placesLeft);
    };
    expect(await supply()).toEqual([0]);
    const run = await proposed(stage.county);
    expect((await linesOf(stage.county, run.id)).map(({ id, kind }) => [id, kind])).toEqual([
      [free, 'WAITING'],
    ]);
    await stage.test.world.cadre(stage.bureau, { rank: 'STAFF' });
    expect(await supply()).toEqual([2]);
  });

  it('is not taken by what was proposed before: nothing is published', async () => {
    const [free] = await stage.households(1);
    const run = await proposed(stage.county);
    expect((await linesOf(stage.county, run.id)).map(({ proposed: to }) => to?.id)).toEqual([successor]);
    await order();
    expect(await published(stage.county, run.id)).toMatchObject({ state: 'PROPOSED', lost: 1 });
    const lost = sql`allocation_lost where household_id = ${free} and message like '这名干部的名额用完了（用 0，预定接手 1，共 1）%'`;
    expect(await stage.count(lost)).toBe(1);
    expect((await linesOf(stage.county, run.id)).map(({ kind }) => kind)).toEqual(['WAITING']);
  });

  it('is not pinned away', async () => {
    const [free] = await stage.households(1);
    await order();
    const run = await proposed(stage.county);
    const { said } = await settle(run.id, 'PIN', free!, successor);
    expect(said[0]).toContain('的名额不够（要 2 户，里面预定接手 1 户，共 1 户）');
  });
});

describe('a household that goes over on a day to come (R7)', () => {
  it('is left to that day by a run, where an idle official would have it otherwise', async () => {
    const [busy, heir, idle] = [await one({ rank: 'STAFF' }), await one(), await one()];
    const homes = await stage.households(2);
    const pairings = [await stage.pair(homes[0]!, busy), await stage.pair(homes[1]!, busy)];
    const run = await proposed(stage.county);
    expect((await linesOf(stage.county, run.id)).map(({ kind }) => kind)).toEqual(['MOVED']);
    const lines = pairings.map((id, n) => ({
      pairingId: id,
      version: 1,
      successorId: [successor, heir][n]!,
    }));
    await stage.county.get(ScheduleHandoverDocument, {
      input: { cadreId: busy, on: '2026-03-20', reason: '退休', lines },
    });
    await again(stage.county, run);
    expect(await linesOf(stage.county, run.id)).toEqual([]);
    const no = ['这户预定了交接，先撤销那次预定'];
    expect((await settle(run.id, 'PIN', homes[0]!, idle)).said).toEqual(no);
    expect((await settle(run.id, 'BAN', homes[0]!, busy)).said).toEqual(no);
  });

  it('is not moved by what was settled before: nothing is published, and the pin is let go', async () => {
    const other = await one();
    const pinned = await settle((await proposed(stage.county)).id, 'PIN', home, other);
    const { id } = await again(stage.county, pinned.run!);
    expect((await linesOf(stage.county, id)).map(({ proposed: to }) => to?.id)).toEqual([other]);
    await order();
    expect(await published(stage.county, id)).toMatchObject({ state: 'PROPOSED', lost: 1 });
    expect(await stage.count(sql`allocation_lost where message = '这户预定了交接'`)).toBe(1);
    expect(await linesOf(stage.county, id)).toEqual([]);
  });
});
