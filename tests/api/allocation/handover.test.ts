import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HandOverCaseloadDocument, HandoverProposalDocument, ScheduleHandoverDocument } from '@qinyou/schema';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';
import { COUNTY, withStage } from '../pairing/setting.ts';

const stage = withStage();
const world = () => stage.test.world;
let county: Client;
let leaving: string;
/** Whose colleagues come first. */
let bureau: Place;

const befriend = async (cadreId: string, place = bureau, village = stage.villages[0]!) => {
  const householdId = await world().household(village);
  await world().pairing(householdId, village, cadreId, place);
  return householdId;
};
const successorsOf = async (client = county) =>
  (await client.get(HandoverProposalDocument, { cadreId: leaving })).handoverProposal.lines.map(
    ({ householdId, successor }) => ({ householdId, id: successor?.id ?? null, why: successor?.why }),
  );

beforeAll(async () => {
  county = await world().signedIn('COUNTY_OPERATOR', COUNTY);
});
beforeEach(async () => {
  bureau = await world().unit('610926');
  leaving = await world().cadre(bureau, { rank: 'STAFF' });
});

it('proposes colleagues first, then the town’s own, and nobody beyond the quota', async () => {
  const homes = [
    await befriend(leaving),
    await befriend(leaving),
    await befriend(leaving),
    await befriend(leaving),
  ];
  const colleague = await world().cadre(bureau, { rank: 'STAFF' });
  const townsman = await world().cadre(stage.townOffice, { rank: 'TECHNICAL' });
  const full = await world().cadre(bureau, { rank: 'TECHNICAL' });
  await befriend(full);
  await world().cadre(stage.municipal, { rank: 'COUNTY_LEADER' }); // the city's to send, R6
  await world().cadre(bureau, { rank: 'COUNTY_LEADER', status: 'RETIRED' });

  const proposed = await successorsOf();
  expect(proposed.map(({ householdId }) => householdId).toSorted()).toEqual(homes.toSorted());
  expect(proposed.map(({ id }) => id).filter((id) => id === colleague)).toHaveLength(2);
  expect(proposed.map(({ id }) => id).filter((id) => id === townsman)).toHaveLength(1);
  expect(proposed.map(({ id }) => id).filter((id) => id === null)).toHaveLength(1);
  expect(proposed.find(({ id }) => id === colleague)?.why).toBe('同单位；手上 0 户，名额 2');
  expect(proposed.find(({ id }) => id === townsman)?.why).toBe('同镇；手上 0 户，名额 1');
  expect(await successorsOf()).toEqual(proposed);
});

it('proposes no kin and no retained friend of the household', async () => {
  const home = await befriend(leaving);
  const [kin, retained] = [await world().cadre(bureau), await world().cadre(bureau)];
  await world().cadre(stage.townOffice);
  await world().insert('kin_declaration', {
    cadre_id: kin,
    household_id: home,
    relation: '表兄',
    declared_on: '2025-01-01',
  });
  await world().pairing(home, stage.villages[0]!, retained, bureau, {
    kind: 'RETAINED',
    from_date: '2024-01-01',
    source: 'HANDOVER',
  });
  const [line] = await successorsOf();
  expect([kin, retained]).not.toContain(line?.id);
  expect(line?.id).not.toBeNull();
});

it('proposes nobody of another county than the household’s, colleagues neither (R6)', async () => {
  const city = await world().signedIn('CITY_OPERATOR', '6109/');
  const [far] = await world().villages('610921', 1);
  await befriend(leaving, bureau, far);
  await world().cadre(bureau);
  expect((await successorsOf(city)).map(({ id }) => id)).toEqual([null]);
  const there = await world().cadre(await world().unit('610921'));
  expect((await successorsOf(city)).map(({ id }) => id)).toEqual([there]);
});

it('proposes nobody who is excused for the year (R1)', async () => {
  await befriend(leaving);
  const excused = await world().cadre(bureau);
  await world().insert('waiver', {
    year: 2026,
    cadre_id: excused,
    cadre_path: bureau.path,
    reason: 'ON_LEAVE',
  });
  expect((await successorsOf()).map(({ id }) => id)).not.toContain(excused);
  const colleague = await world().cadre(bureau);
  expect((await successorsOf()).map(({ id }) => id)).toEqual([colleague]);
});

describe('whom the city has sent (R6)', () => {
  let municipal: Place;
  let sent: string;
  /** A village of the county that they are sent to, where nobody of the tests before is at hand, and one of another county. */
  let [near, far]: Place[] = [];

  beforeEach(async () => {
    [near, far] = await Promise.all(
      ['610925', '610927'].map(async (code) => (await world().villages(code, 1))[0]!),
    );
    municipal = await world().unit('6109');
    sent = await world().cadre(municipal, { rank: 'SECTION_DEPUTY' });
    const place = await world().region('610925');
    const { accountId } = await world().account('CITY_OPERATOR', '6109/');
    const to = { county_id: place.id, path: place.path, account_id: accountId };
    await world().insert('sent_cadre', {
      year: 2026,
      cadre_id: sent,
      cadre_path: municipal.path,
      ...to,
    });
  });

  it('takes over in the county that they were sent to, within what is left of their quota anywhere', async () => {
    const place = await world().unit('610925');
    leaving = await world().cadre(place);
    await befriend(sent, municipal, far);
    for (let n = 0; n < 3; n++) await befriend(leaving, place, near);
    const client = await world().signedIn('COUNTY_OPERATOR', '6109/610925/');
    const proposed = await successorsOf(client);
    expect(proposed.map(({ id }) => id).toSorted()).toEqual([null, sent, sent].toSorted());
    expect(proposed.find(({ id }) => id === sent)?.why).toBe('市派到本县；手上 1 户，名额 3');
  });

  it('is no successor while the city has them hand over in another county, which this one can’t see (R7)', async () => {
    const [place, county, [village]] = await Promise.all([
      world().unit('610922'),
      world().region('610922'),
      world().villages('610922', 1),
    ]);
    const { accountId } = await world().account('CITY_OPERATOR', '6109/');
    const alone = await world().cadre(municipal);
    const of = { cadre_id: alone, cadre_path: municipal.path };
    const to = { county_id: county.id, path: county.path, account_id: accountId };
    await world().insert('sent_cadre', { year: 2026, ...of, ...to });
    leaving = await world().cadre(place);
    await befriend(leaving, place, village);
    const client = await world().signedIn('COUNTY_OPERATOR', county.path);
    expect((await successorsOf(client)).map(({ id }) => id)).toEqual([alone]);
    const pairingId = await world().pairing(await world().household(far!), far!, alone, municipal);
    const city = await world().signedIn('CITY_OPERATOR', '6109/');
    const lines = [{ pairingId, version: 1, successorId: await world().cadre(municipal) }];
    await city.get(ScheduleHandoverDocument, {
      input: { cadreId: alone, on: '2026-04-01', reason: '退休', lines },
    });
    expect((await successorsOf(client)).map(({ id }) => id)).toEqual([null]);
  });

  it('does so nowhere else, for the city as little', async () => {
    leaving = await world().cadre(municipal);
    const [home, farHome] = [
      await befriend(leaving, municipal, near),
      await befriend(leaving, municipal, far),
    ];
    const proposed = await successorsOf(await world().signedIn('CITY_OPERATOR', '6109/'));
    expect(proposed.find(({ householdId }) => householdId === home)).toMatchObject({
      id: sent,
      why: '同单位；手上 0 户，名额 3',
    });
    expect(proposed.find(({ householdId }) => householdId === farHome)?.id).toBeNull();
  });
});

it('is carried out as it was proposed', async () => {
  await befriend(leaving);
  const { lines } = (await county.get(HandoverProposalDocument, { cadreId: leaving })).handoverProposal;
  const { handOverCaseload } = await county.get(HandOverCaseloadDocument, {
    input: {
      cadreId: leaving,
      lines: lines.map(({ id, version, successor }) => ({
        pairingId: id,
        version,
        successorId: successor!.id,
      })),
      reason: '退休',
    },
  });
  expect(handOverCaseload.done).toBe(1);
  expect(await successorsOf()).toEqual([]);
});

it('is told to whoever may hand over, about their own', async () => {
  await befriend(leaving);
  const elsewhere = await world().signedIn('COUNTY_OPERATOR', '6109/610902/');
  expect((await elsewhere.ask(HandoverProposalDocument, { cadreId: leaving })).code).toBe('NOT_FOUND');
  const liaison = await world().signedIn('UNIT_LIAISON', bureau.path);
  expect((await liaison.ask(HandoverProposalDocument, { cadreId: leaving })).code).toBe('FORBIDDEN');
});
