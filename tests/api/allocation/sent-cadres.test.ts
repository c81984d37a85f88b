import {
  AllocationCertificateDocument,
  AllocationLostDocument,
  AllocationSupplyDocument,
  SendMunicipalCadresDocument,
  SettleAllocationDocument,
  TakeBackMunicipalCadresDocument,
} from '@qinyou/schema';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import type { Place } from '../../support/world.ts';
import { again, COUNTY, linesOf, proposed, published, withAllocationStage, YEAR } from './stage.ts';

const stage = withAllocationStage();
const AWAITS = '市里派了名额，等市办定由谁来';
let here: Place;
let far: Place;

beforeAll(async () => {
  const { world } = stage.test;
  here = await world.region('610926');
  far = (await world.villages('610927', 1))[0]!;
  await world.insert('municipal_place', { year: YEAR, county_id: here.id, places: 3 });
});
beforeEach(async () => {
  await stage.empty();
  const nobody = { accountId: null, grantId: null };
  await stage.test.app.db.write(nobody, systemScope, async ({ sql: db }) => {
    await sql`update sent_cadre set taken_back_at = now() where taken_back_at is null`.execute(db);
    await sql`update pairing set withdrawn_at = now() where withdrawn_at is null`.execute(db);
  });
});

const inputOf = (cadreIds: string[]) => ({ input: { year: YEAR, countyId: here.id, cadreIds } });
const send = (cadreIds: string[]) => stage.city.get(SendMunicipalCadresDocument, inputOf(cadreIds));
const takeBack = (cadreIds: string[]) => stage.city.get(TakeBackMunicipalCadresDocument, inputOf(cadreIds));
const settle = (id: string, householdId: string, cadreId: string) =>
  stage.county.ask(SettleAllocationDocument, {
    input: { id, kind: 'PIN', pairs: [{ householdId, cadreId }] },
  });

describe('whom the city has sent a county (R6)', () => {
  it('are its run’s as its own are: proposed, published, certified; the rest of what is promised is waited for', async () => {
    const [own] = await stage.cadres(1);
    const [sent, unsent] = await stage.cadres(2, stage.municipal);
    await stage.households(6, stage.villages[1]);
    await send([sent!]);
    const { allocationSupply } = await stage.county.get(AllocationSupplyDocument, {
      within: COUNTY,
      year: YEAR,
    });
    expect(allocationSupply.map((unit) => [unit.name, unit.sent, unit.placesLeft])).toEqual([
      ['平利县卫生健康局', false, 2],
      ['市水利局', true, 2],
    ]);

    const run = await proposed(stage.county);
    expect(run.counts).toMatchObject({ new: 4, waiting: 2, officialsBefore: 2, officialsAfter: 0 });
    const lines = await linesOf(stage.county, run.id);
    const of = (id: string | undefined) => lines.filter(({ proposed: friend }) => friend?.id === id);
    expect(of(sent).map((line) => [line.sent, line.reason.includes('市直单位派来')])).toEqual([
      [true, true],
      [true, true],
    ]);
    expect(of(own).map((line) => line.sent)).toEqual([false, false]);
    expect(of(unsent)).toEqual([]);
    expect(lines.filter(({ reason }) => reason === AWAITS)).toHaveLength(1);
    const once = await again(stage.county, run);
    const twice = await again(stage.county, once);
    expect(twice).toMatchObject({ inputDigest: once.inputDigest, resultDigest: once.resultDigest });

    expect(await published(stage.county, run.id)).toMatchObject({ state: 'PUBLISHED', problem: null });
    const { allocationCertificate } = await stage.county.get(AllocationCertificateDocument, { id: run.id });
    expect(allocationCertificate).toMatchObject({
      sentCadres: 1,
      sentHouseholds: 2,
      duplicates: 0,
      overQuota: 0,
      proven: true,
    });
    expect(allocationCertificate.places[0]).toMatchObject({ gaps: 1, waiting: 1 });
    expect((await proposed(stage.county)).counts).toMatchObject({ kept: 4, new: 0, moved: 0 });
  });

  it('are lost to it when they are taken back after the proposal: nothing is published, and it is worked out anew', async () => {
    await stage.cadres(1);
    const [sent] = await stage.cadres(1, stage.municipal);
    await stage.households(4, stage.villages[1]);
    await send([sent!]);
    const run = await proposed(stage.county);
    await takeBack([sent!]);
    const next = await published(stage.county, run.id);
    expect(next).toMatchObject({ state: 'PROPOSED', lost: 2 });
    expect(next.counts).toMatchObject({ new: 2, waiting: 2 });
    expect(next.inputDigest).not.toBe(run.inputDigest);
    const { allocationLost } = await stage.county.get(AllocationLostDocument, { id: run.id });
    expect(allocationLost.items.map(({ message }) => message)).toEqual([
      '市里收回了这名干部，不再派到这里',
      '市里收回了这名干部，不再派到这里',
    ]);
  });

  it('keep their friends there, count those elsewhere, and may be pinned', async () => {
    const sent = await stage.test.world.cadre(stage.municipal, { rank: 'SECTION_DEPUTY' });
    const [unsent] = await stage.cadres(1, stage.municipal);
    await stage.cadres(1);
    const [theirs, fourth, hard] = [
      await stage.households(1, stage.villages[1], { need: 1 }),
      await stage.households(3, stage.villages[1], { need: 90 }),
      await stage.households(2, far),
    ];
    await stage.pair(theirs[0]!, sent, stage.municipal, stage.villages[1]);
    await stage.pair(hard[1]!, sent, stage.municipal, far);
    await send([sent]);
    const run = await proposed(stage.county);
    const lines = await linesOf(stage.county, run.id);
    expect(lines.map(({ id }) => id)).not.toContain(theirs[0]);
    expect(lines.filter(({ sent: by }) => by)).toHaveLength(1);

    const pinned = await settle(run.id, fourth[0]!, sent);
    expect(pinned.errors).toEqual([]);
    const fixed = await linesOf(stage.county, (await again(stage.county, pinned.data!.settleAllocation)).id);
    expect(fixed.find(({ id }) => id === fourth[0])).toMatchObject({
      pin: 'PIN',
      sent: true,
      proposed: { id: sent },
    });
    expect((await settle(run.id, fourth[1]!, unsent!)).errors[0]?.extensions['rule']).toBe('R6');

    await stage.pair(hard[0]!, sent, stage.municipal, far); // the quota is spent elsewhere meanwhile
    const after = await published(stage.county, run.id);
    expect([after.state, after.lost]).toEqual(['PROPOSED', 1]);
    expect((await settle(run.id, fourth[1]!, sent)).errors[0]?.extensions['rule']).toBe('R1');
  });

  it('are placed by the city’s run in that county alone', async () => {
    const [sent, free] = await stage.cadres(2, stage.municipal);
    const [near] = await stage.households(1, stage.villages[1]);
    const [early, late] = [await stage.households(2, far, { need: 90 }), await stage.households(1, far)];
    await send([sent!]);
    const run = await proposed(stage.city);
    const lines = await linesOf(stage.city, run.id);
    const friendOf = (id: string | undefined) => lines.find((line) => line.id === id)?.proposed?.id;
    expect([friendOf(near), ...early.map(friendOf), friendOf(late[0])]).toEqual([
      sent,
      free,
      free,
      undefined,
    ]);
    const pin = { id: run.id, kind: 'PIN' as const, pairs: [{ householdId: late[0]!, cadreId: sent! }] };
    const refused = await stage.city.ask(SettleAllocationDocument, { input: pin });
    expect(refused.errors[0]?.message).toBe('这名干部今年派到了别的县，先收回，再固定到这里');
  });
});
