import {
  AllocationPinsDocument,
  AllocationRunDocument,
  AllocationSupplyDocument,
  HandoverProposalDocument,
  ScheduleHandoverDocument,
  SendMunicipalCadresDocument,
  SettleAllocationDocument,
  SwapAllocationDocument,
} from '@qinyou/schema';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';
import { again, COUNTY, linesOf, proposed, published, withAllocationStage, YEAR } from './stage.ts';

const stage = withAllocationStage();
let here: Place;
let far: Place;
let farBureau: Place;

beforeAll(async () => {
  const { world } = stage.test;
  far = (await world.villages('610927', 1))[0]!;
  here = await world.region('610926');
  await world.insert('municipal_place', { year: YEAR, county_id: here.id, places: 9 });
  farBureau = await world.unit('610927', { name: '镇坪县教育体育和科技局' });
});
beforeEach(() => stage.empty());

const change = (query: ReturnType<typeof sql>) =>
  stage.test.app.db.write({ accountId: null, grantId: null }, systemScope, (unit) => query.execute(unit.sql));
const settle = async (
  client: Client,
  id: string,
  kind: 'PIN' | 'BAN',
  ...pairs: { householdId: string; cadreId: string }[]
) => {
  const { data, errors } = await client.ask(SettleAllocationDocument, { input: { id, kind, pairs } });
  return { run: data?.settleAllocation, said: errors.map(({ message }) => message) };
};
const waive = (cadreId: string) =>
  stage.test.world.insert('waiver', {
    year: YEAR,
    cadre_id: cadreId,
    cadre_path: stage.bureau.path,
    reason: 'LONG_ILL',
  });

const problemsOf = async (id: string) =>
  (await stage.county.get(AllocationPinsDocument, { id })).allocationPins.items.map(({ problem }) => problem);
const sendHere = (cadreId: string) =>
  stage.city.get(SendMunicipalCadresDocument, {
    input: { year: YEAR, countyId: here.id, cadreIds: [cadreId] },
  });

describe('a pair settled by hand', () => {
  it('is one a household: of two pins in one go none is taken', async () => {
    const [one, other] = await stage.cadres(2);
    const [home] = await stage.households(1);
    const { id } = await proposed(stage.county);
    const { said } = await settle(
      stage.county,
      id,
      'PIN',
      { householdId: home!, cadreId: one! },
      { householdId: home!, cadreId: other! },
    );
    expect(said[0]).toContain('一户只能固定一名干部');
    expect(await stage.count(sql`allocation_pin where run_id = ${id}`)).toBe(0);
  });

  it('keeps a county’s people in their county, also where the city swaps two households (R6)', async () => {
    const [here] = await stage.cadres(1);
    const [there] = await stage.cadres(1, farBureau);
    const [near] = await stage.households(1);
    const [remote] = await stage.households(1, far);
    const { id } = await proposed(stage.city);
    const { errors } = await stage.city.ask(SwapAllocationDocument, {
      input: { id, householdId: near!, otherHouseholdId: remote! },
    });
    expect(errors[0]?.message).toBe('县里的干部只安排在本县，这户在别的县');
    const { said } = await settle(stage.city, id, 'PIN', { householdId: remote!, cadreId: here! });
    expect(said).toEqual(['县里的干部只安排在本县，这户在别的县']);
    expect((await settle(stage.city, id, 'PIN', { householdId: remote!, cadreId: there! })).said).toEqual([]);
  });

  it('may not be forbidden where the run could not part it: a friend whom the city sent, one whom a roster disputes', async () => {
    const [sent] = await stage.cadres(1, stage.municipal);
    const [one, other] = await stage.cadres(2);
    const [theirs, asked] = await stage.households(2);
    await stage.pair(theirs!, sent!, stage.municipal);
    await stage.pair(asked!, one!);
    const { world } = stage.test;
    await sendHere(sent!);
    await world.insert('pairing_claim', {
      cadre_id: other!,
      cadre_path: stage.bureau.path,
      household_id: asked!,
      path: stage.villages[0]!.path,
      from_date: '2026-03-01',
      year: YEAR,
      claimed_head: '户主',
      claimed_village: '某村',
      status: 'OPEN',
    });
    const { id } = await proposed(stage.county);
    const ban = async (householdId: string, cadreId: string) =>
      (await settle(stage.county, id, 'BAN', { householdId, cadreId })).said;
    expect(await ban(theirs!, sent!)).toEqual(['这名干部归市办统一安排，换下他要市办来办']);
    expect(await ban(asked!, one!)).toEqual(['花名册上还有没定的认领，先在「有两名干部」里定']);
  });

  it('holds against a friend who is ill or on leave (R7): a pin puts another in their place, a ban ends it', async () => {
    const [ill, fresh] = await stage.cadres(2);
    const [first, second] = await stage.households(2);
    await Promise.all([stage.pair(first!, ill!), stage.pair(second!, ill!)]);
    await change(sql`update cadre set status = 'ILL' where id = ${ill}`);
    const run = await proposed(stage.county);
    expect(run.counts, 'nobody is moved unasked').toMatchObject({ kept: 2, moved: 0 });
    await settle(stage.county, run.id, 'PIN', { householdId: first!, cadreId: fresh! });
    const banned = await settle(stage.county, run.id, 'BAN', { householdId: second!, cadreId: ill! });
    await again(stage.county, banned.run!);
    const lines = await linesOf(stage.county, run.id);
    expect(lines.map(({ id, kind, proposed: to }) => [id, kind, to?.id]).toSorted()).toEqual(
      [
        [first, 'MOVED', fresh],
        [second, 'MOVED', fresh],
      ].toSorted(),
    );
    expect((await published(stage.county, run.id)).state).toBe('PUBLISHED');
  });
});

it.each([
  ['county', /^[^ ]+$/],
  ['city', /^平利县 八仙镇 [^ ]+$/],
] as const)('what is settled in a run of the %s tells where', async (who, village) => {
  const [cadreId] = await stage.cadres(1);
  const [householdId] = await stage.households(1);
  const run = await proposed(stage[who]);
  await settle(stage[who], run.id, 'PIN', { householdId: householdId!, cadreId: cadreId! });
  const { allocationPins } = await stage[who].get(AllocationPinsDocument, { id: run.id });
  expect(allocationPins.items.map((pin) => pin.village)).toEqual([expect.stringMatching(village)]);
});

describe('a pin that there is no place for any more (R1)', () => {
  it('is left out, so that the rest can be published', async () => {
    const [full, other] = await stage.cadres(2);
    const homes = await stage.households(4);
    const run = await proposed(stage.county);
    await settle(stage.county, run.id, 'PIN', { householdId: homes[0]!, cadreId: full! });
    await Promise.all(homes.slice(1, 3).map((home) => stage.pair(home, full!)));
    const { allocationRun } = await stage.county.get(AllocationRunDocument, { id: run.id });
    const after = await again(stage.county, allocationRun);
    expect(after.counts).toMatchObject({ kept: 2, new: 2, waiting: 0 });
    const lines = await linesOf(stage.county, run.id);
    expect(lines.map(({ proposed: to, pin }) => [to?.id, pin])).toEqual([
      [other, null],
      [other, null],
    ]);
    expect(await problemsOf(run.id)).toEqual(['情况变了，提案没能照它办']);
    expect((await published(stage.county, run.id)).state).toBe('PUBLISHED');
  });

  it('does not keep two who are full from changing households', async () => {
    const [one, other] = await stage.cadres(2);
    const homes = await stage.households(4);
    await Promise.all(homes.map((home, n) => stage.pair(home, n < 2 ? one! : other!)));
    const { id } = await proposed(stage.county);
    const { swapAllocation } = await stage.county.get(SwapAllocationDocument, {
      input: { id, householdId: homes[0]!, otherHouseholdId: homes[2]! },
    });
    expect(await problemsOf(id), 'to be worked out again').toEqual([null, null]);
    await again(stage.county, swapAllocation);
    expect((await linesOf(stage.county, id, 'MOVED')).map(({ pin }) => pin)).toEqual(['PIN', 'PIN']);
    expect(await problemsOf(id)).toEqual([null, null]);
    expect((await published(stage.county, id)).state).toBe('PUBLISHED');
  });
});

describe('somebody who is to hand over on a day to come (R7)', () => {
  it('is given nobody until then: not proposed, not pinned, not published, and no successor of another', async () => {
    const [leaving, staying] = await stage.cadres(2);
    const [home, free] = await stage.households(2);
    const pairingId = await stage.pair(home!, leaving!);
    const run = await proposed(stage.county);
    const pin = () => settle(stage.county, run.id, 'PIN', { householdId: free!, cadreId: leaving! });
    await again(stage.county, (await pin()).run!);
    await stage.county.get(ScheduleHandoverDocument, {
      input: {
        cadreId: leaving!,
        on: '2026-03-20',
        reason: '退休',
        lines: [{ pairingId, version: 1, successorId: staying! }],
      },
    });
    expect(await published(stage.county, run.id)).toMatchObject({ state: 'PROPOSED', lost: 2 });
    expect((await linesOf(stage.county, run.id)).map(({ id, proposed: to }) => [id, to?.id])).toEqual([
      [free, staying],
    ]);
    expect((await pin()).said).toEqual(['这名干部预定了把户交出去，换一名']);
    const { allocationSupply } = await stage.county.get(AllocationSupplyDocument, { within: COUNTY });
    expect(
      allocationSupply.map(({ placesLeft }) => placesLeft),
      'one is promised',
    ).toEqual([1]);
    await published(stage.county, run.id);
    const { handoverProposal } = await stage.county.get(HandoverProposalDocument, { cadreId: staying! });
    expect(handoverProposal.lines.map(({ successor }) => successor)).toEqual([null]);
  });
});

describe('somebody who is excused after the proposal (R5)', () => {
  it('is given nobody: nothing is published, and the run is worked out without them, a pin of theirs included', async () => {
    const [ill, well] = await stage.cadres(2);
    const homes = await stage.households(2);
    const run = await proposed(stage.county);
    await waive(ill!);
    const after = await published(stage.county, run.id);
    expect(after).toMatchObject({ state: 'PROPOSED', lost: 1 });
    expect(
      await stage.count(
        sql`allocation_lost where message = '这名干部今年不安排结对户（有情况说明），换一名'`,
      ),
    ).toBe(1);
    const lines = await linesOf(stage.county, run.id);
    expect(lines.map(({ proposed: to }) => to?.id)).toEqual(homes.map(() => well));

    await change(sql`update waiver set withdrawn_at = now() where cadre_id = ${ill}`);
    const pinned = await settle(stage.county, run.id, 'PIN', { householdId: homes[0]!, cadreId: ill! });
    await again(stage.county, pinned.run!);
    await waive(ill!);
    expect(await published(stage.county, run.id)).toMatchObject({ state: 'PROPOSED', lost: 1 });
    expect((await published(stage.county, run.id)).state, 'not refused for ever').toBe('PUBLISHED');
    expect(await stage.count(sql`pairing where cadre_id = ${ill}`)).toBe(0);
  });

  it('is told to the county that the city has sent them to, in whose range they do not lie', async () => {
    const [sent] = await stage.cadres(1, stage.municipal);
    const { world } = stage.test;
    await stage.households(2);
    await sendHere(sent!);
    const run = await proposed(stage.county);
    expect(run.counts).toMatchObject({ new: 2 });
    await world.insert('waiver', {
      year: YEAR,
      cadre_id: sent!,
      cadre_path: stage.municipal.path,
      reason: 'LONG_ILL',
    });
    expect(await published(stage.county, run.id)).toMatchObject({ state: 'PROPOSED', lost: 2 });
  });
});

it('a year that is over is neither opened for nor published (R5)', async () => {
  await stage.cadres(1);
  await stage.households(1);
  const run = await proposed(stage.county);
  await stage.test.world.insert('programme_year', { year: YEAR + 1, confirm_by: `${YEAR + 1}-03-31` });
  await change(sql`update programme_year set confirm_by = '2026-03-09' where year = ${YEAR}`);
  const over = `${String(YEAR)} 年度已经过去`;
  await expect(published(stage.county, run.id)).rejects.toThrow(over);
  await expect(again(stage.county, run)).rejects.toThrow(over);
  await change(sql`update allocation_run set state = 'DISCARDED' where id = ${run.id}`);
  await expect(proposed(stage.county, { year: YEAR })).rejects.toThrow(over);
});
