import {
  EndPairingDocument,
  MunicipalPlacesDocument,
  PairDocument,
  SendableCadresDocument,
  SendMunicipalCadresDocument,
  SendMunicipalPlacesDocument,
  SentCadresDocument,
  TakeBackMunicipalCadresDocument,
} from '@qinyou/schema';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { statement } from '../../../server/src/platform/db/query-builder.ts';
import type { Answer, Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';
import { COUNTY, withStage } from './setting.ts';

const YEAR = 2026;
const stage = withStage();
const world = () => stage.test.world;
let city: Client;
let county: Client;
let next: Client;
let [here, there]: Place[] = [];

beforeAll(async () => {
  city = await world().signedIn('CITY_OPERATOR', '6109/');
  county = await world().signedIn('COUNTY_OPERATOR', COUNTY);
  next = await world().signedIn('COUNTY_OPERATOR', '6109/610927/');
  [here, there] = [await world().region('610926'), await world().region('610927')];
  await world().insert('municipal_place', { year: YEAR, county_id: here.id, places: 7 });
  await world().insert('municipal_place', { year: YEAR, county_id: there.id, places: 50 });
});

const cadre = (values = {}, unit = stage.municipal) => world().cadre(unit, values);
const home = (village = stage.villages[0]!) => world().household(village);
/** Which rule said no, in which words. */
const no = <T>({ errors: [error] }: Answer<T>) => [error?.extensions['rule'], error?.message];
const inputOf = (cadreIds: string[], place = here!) => ({
  input: { year: YEAR, countyId: place.id, cadreIds },
});
const send = (cadreIds: string[], place?: Place) =>
  city.ask(SendMunicipalCadresDocument, inputOf(cadreIds, place));
const takeBack = (cadreIds: string[], place?: Place) =>
  city.ask(TakeBackMunicipalCadresDocument, inputOf(cadreIds, place));
const pair = (client: Client, householdId: string, cadreId: string) =>
  client.ask(PairDocument, { input: { householdId, cadreId } });
const sentTo = async (client: Client) =>
  (await client.get(SentCadresDocument, { filter: { year: YEAR }, page: { number: 1, size: 1000 } }))
    .sentCadres;
const records = async (action: string, cadreId: string) => {
  const query = sql<{
    n: number;
  }>`select count(*)::int as n from audit_entry where action = ${action} and subject_id = ${cadreId}`;
  return (await stage.test.app.db.row(systemScope, statement(query)))?.n;
};
/** Nobody is sent any more. */
const callAllBack = async () => {
  const { items } = await sentTo(city);
  for (const [countyId, some] of Map.groupBy(items, (one) => (one.county === here!.name ? here! : there!)))
    await takeBack(
      some.map(({ id }) => id),
      countyId,
    );
};

describe('whom the city sends to a county (R6)', () => {
  it('are sent once however often it is asked, seen by that county alone, placed by it, and taken back', async () => {
    const [one, two] = [await cadre({ name: '李明' }), await cadre({ rank: 'SECTION_DEPUTY' })];
    expect((await sentTo(county)).total).toBe(0);
    expect((await pair(county, await home(), one)).code).toBe('NOT_FOUND');
    const first = await send([one, two]);
    expect(first.data?.sendMunicipalCadres).toMatchObject({
      county: '平利县',
      places: 7,
      used: 0,
      named: 5,
      cadres: 2,
    });
    expect((await send([one, two, one])).data).toEqual(first.data);
    expect([await records('municipalCadre.send', one), await records('municipalCadre.send', two)]).toEqual([
      1, 1,
    ]);

    expect((await sentTo(county)).items).toMatchObject([
      {
        id: one,
        name: '李明',
        unit: stage.municipal.name,
        rank: 'STAFF',
        here: 0,
        placesLeft: 2,
        county: '平利县',
      },
      { id: two, placesLeft: 3 },
    ]);
    expect((await sentTo(next)).total).toBe(0);
    expect((await pair(next, await home(), one)).code).toBe('NOT_FOUND');
    const paired = await pair(county, await home(), one);
    expect(paired.code).toBeUndefined();
    const { municipalPlaces } = await county.get(MunicipalPlacesDocument, { year: YEAR });
    expect(municipalPlaces).toMatchObject([{ places: 7, used: 1, named: 4, cadres: 2 }]);
    expect((await sentTo(county)).items[0]).toMatchObject({ here: 1, placesLeft: 1 });

    expect((await takeBack([one])).data?.takeBackMunicipalCadres).toMatchObject({
      used: 1,
      named: 3,
      cadres: 1,
    });
    await takeBack([one]);
    expect(await records('municipalCadre.takeBack', one)).toBe(1);
    expect((await pair(county, await home(), one)).code).toBe('NOT_FOUND');
    expect((await sentTo(county)).items.map(({ id }) => id)).toEqual([two]);
    await callAllBack();
  });

  it('keep within their quota wherever their households are, and are displaced by the city alone', async () => {
    const one = await cadre();
    const far = (await world().villages('610927', 1))[0]!;
    await send([one], there);
    await pair(next, await home(far), one);
    await takeBack([one], there);
    await send([one]);
    const kept = await pair(county, await home(), one);
    const full = await pair(county, await home(), one);
    expect(no(full)).toEqual(['R1', '这名干部的名额用完了（用 2，共 2），换一名有名额的']);
    const { id, version } = kept.data!.pair.pairing!;
    const ending = { input: { id, version, reason: '换一名干部', retain: false } };
    expect(no(await county.ask(EndPairingDocument, ending))[0]).toBe('R6');
    await callAllBack();
  });

  it('are one county’s for the year: the city itself places them nowhere else before it takes them back', async () => {
    const one = await cadre();
    const [far] = await world().villages('610927', 1);
    await send([one]);
    const again = await send([one], there);
    expect(no(again)).toEqual(['R6', expect.stringContaining('今年已派到平利县')]);
    const elsewhere = await pair(city, await home(far), one);
    expect(no(elsewhere)).toEqual(['R6', expect.stringContaining('派到了别的县')]);
    await takeBack([one]);
    expect((await pair(city, await home(far), one)).code).toBeUndefined();
  });

  it('are refused where the rules say no, and then nobody of the lot is sent', async () => {
    const [good, retired] = [await cadre(), await cadre({ status: 'RETIRED' })];
    const countys = await cadre({}, stage.bureau);
    for (const [ids, code] of [
      [[good, countys], 'RULE_VIOLATED'],
      [[good, retired], 'RULE_VIOLATED'],
      [[good, '0193a000-0000-7000-8000-000000000000'], 'NOT_FOUND'],
    ] as const)
      expect((await send([...ids])).code).toBe(code);
    const many = await Promise.all([1, 2].map(() => cadre({ rank: 'COUNTY_LEADER' })));
    const over = await send(many);
    expect(no(over)).toEqual(['R6', expect.stringContaining('多出')]);
    expect((await sentTo(city)).total).toBe(0);
  });

  it('hold the promise up: it is not lowered below what they may still take, nor spent twice at once', async () => {
    await callAllBack();
    const { municipalPlaces } = await county.get(MunicipalPlacesDocument, { year: YEAR });
    const { used, places } = municipalPlaces[0]!;
    const free = places - used;
    const lot = () => Promise.all(Array.from({ length: free }, () => cadre({ rank: 'TECHNICAL' })));
    const [some, others] = [await lot(), await lot()];
    const both = await Promise.all([send(some), send(others)]);
    expect(both.map((one) => no(one)[0] ?? '').toSorted()).toEqual(['', 'R6']);
    const lower = await city.ask(SendMunicipalPlacesDocument, {
      input: { year: YEAR, countyId: here!.id, seen: places, places: places - 1 },
    });
    expect(no(lower)).toEqual(['R6', expect.stringContaining('先收回几名干部')]);
    await callAllBack();
  });

  it('are nobody’s supply once they moved to a unit of a county', async () => {
    const one = await cadre();
    await send([one]);
    const nobody = { accountId: null, grantId: null };
    await stage.test.app.db.write(nobody, systemScope, ({ sql: db }) =>
      sql`update cadre set unit_id = ${stage.bureau.id}, path = ${stage.bureau.path} where id = ${one}`.execute(
        db,
      ),
    );
    expect((await sentTo(county)).total).toBe(0);
    const raw = {
      year: YEAR,
      cadre_id: one,
      cadre_path: stage.bureau.path,
      county_id: here!.id,
      path: COUNTY,
    };
    const { accountId } = await world().account('CITY_OPERATOR', '6109/');
    await expect(world().insert('sent_cadre', { ...raw, account_id: accountId })).rejects.toMatchObject({
      constraint: 'only_the_citys_are_sent',
    });
  });
});

describe('the record of who was sent (R6)', () => {
  const HISTORY = `query($id: ID!) { cadre(id: $id) { history { action by changes { field before after } } } }`;
  const SETTINGS = `{ settingHistory { action by changes { field before after } } }`;
  interface Act {
    action: string;
    by: string;
    changes: { field: string; before: string | null; after: string | null }[];
  }
  const told = (acts: readonly Act[]) =>
    acts.map(({ action, by, changes }) => [
      action,
      by,
      Object.fromEntries(changes.map(({ field, after }) => [field, after])),
    ]);

  it('is told of each person to the city and their unit, and of the county once for all of them', async () => {
    await callAllBack();
    const [one, two] = [await cadre({ rank: 'TECHNICAL' }), await cadre({ rank: 'TECHNICAL' })];
    await send([one, two]);
    await send([one, two]);
    await takeBack([one]);
    await takeBack([one]);
    const liaison = await world().signedIn('UNIT_LIAISON', stage.municipal.path);
    for (const client of [city, liaison]) {
      const { history } = (
        await client.get<{ cadre: { history: Act[] } }, { id: string }>(HISTORY, { id: one })
      ).cadre;
      expect(told(history)).toEqual(
        ['municipalCadre.takeBack', 'municipalCadre.send'].map((action) => [
          action,
          'CITY_OPERATOR',
          { year: String(YEAR), county: '平利县', countyId: here!.id },
        ]),
      );
    }
    const { settingHistory } = await city.get<{ settingHistory: Act[] }, unknown>(SETTINGS);
    expect(told(settingHistory).slice(0, 2)).toEqual(
      [
        ['municipalPlace.takeBackCadres', '1'],
        ['municipalPlace.sendCadres', '2'],
      ].map(([action, cadres]) => [
        action,
        'CITY_OPERATOR',
        { year: String(YEAR), county: '平利县', cadres },
      ]),
    );
    await callAllBack();
  });
});

it('shows the city whom it may send yet, by unit and rank', async () => {
  await callAllBack();
  const unit = await world().unit('6109', { name: '市林业局' });
  const [leader, staff, sent] = [
    await cadre({ rank: 'COUNTY_LEADER' }, unit),
    await cadre({}, unit),
    await cadre({}, unit),
  ];
  const excused = await cadre({}, unit);
  await world().insert('waiver', {
    year: YEAR,
    cadre_id: excused,
    cadre_path: unit.path,
    reason: 'ON_LEAVE',
  });
  await cadre({ status: 'LEFT' }, unit);
  await send([sent]);
  const look = async (filter = {}) =>
    (await city.get(SendableCadresDocument, { filter: { year: YEAR, unitId: unit.id, ...filter } }))
      .sendableCadres;
  expect(await look()).toMatchObject({
    total: 2,
    items: [
      { id: leader, unit: '市林业局', rank: 'COUNTY_LEADER', load: 0, placesLeft: 5 },
      { id: staff, rank: 'STAFF', placesLeft: 2 },
    ],
  });
  expect((await look({ rank: 'STAFF' })).items.map(({ id }) => id)).toEqual([staff]);
});
