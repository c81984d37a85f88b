import { beforeAll, describe, expect, it } from 'vitest';
import { withApp } from '../../support/app.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';

const MAP = `{ rankMap { version lines { pattern rank } } }`;
const EFFECT = `query ($input: SaveRankMapInput!) { rankMapEffect(input: $input) { people moves { title from to people } unknown { title people } } }`;
const SAVE_MAP = `mutation ($input: SaveRankMapInput!) { saveRankMap(input: $input) { version lines { pattern rank } } }`;
const SAVE_YEAR = `mutation ($input: SaveProgrammeYearInput!) { saveProgrammeYear(input: $input) { year version confirmBy quotas { rank households } } }`;
const YEAR_EFFECT = `query ($input: SaveProgrammeYearInput!) { programmeYearEffect(input: $input) { places overQuota { rank officials } overCap } }`;
const PLACES = `query ($year: Int!) { municipalPlaces(year: $year) { id county places used } municipalCapacity(year: $year) { officials paired places } }`;
const SEND = `mutation ($input: SendPlacesInput!) { sendMunicipalPlaces(input: $input) { county places used } }`;
const HISTORY = `{ settingHistory { action by changes { field before after } } }`;

interface Line {
  pattern: string;
  rank: string;
}
interface RankMap {
  version: string;
  lines: Line[];
}
const quotas = (staff = 2) =>
  Object.entries({ COUNTY_LEADER: 5, SECTION_HEAD: 4, SECTION_DEPUTY: 3, STAFF: staff, TECHNICAL: 1 }).map(
    ([rank, households]) => ({ rank, households }),
  );
const year = (more: object = {}) => ({
  input: { year: 2026, confirmBy: '2026-03-31', householdCap: 1, quotas: quotas(), ...more },
});

const test = withApp();
let city: Client;
let bureau: Place;
let village: Place;

beforeAll(async () => {
  const { world } = test;
  await world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
  city = await world.signedIn('CITY_OPERATOR', '6109/');
  bureau = await world.unit('6109', { name: '市交通局' });
  village = (await world.villages('610926107', 1))[0]!;
});

const befriend = async (cadreId: string, unit: Place, count: number) => {
  for (let n = 0; n < count; n++) {
    await test.world.pairing(await test.world.household(village), village, cadreId, unit, {
      source: 'ASSIGNED',
    });
  }
};

describe('the rank map', () => {
  const current = async () => (await city.get<{ rankMap: RankMap }, unknown>(MAP)).rankMap;
  const save = (version: string, lines: Line[]) =>
    city.ask<{ saveRankMap: RankMap }, unknown>(SAVE_MAP, { input: { version, lines } });
  const rankOf = (id: string) =>
    city.get<{ cadre: { rank: string; version: number } }, unknown>(
      `query ($id: ID!) { cadre(id: $id) { rank version } }`,
      { id },
    );

  it('says what a change would do, does just that, and leaves what was set by hand', async () => {
    const { world } = test;
    const [byMap, byHand] = [
      await world.cadre(bureau, { rank_title: '二级调研员', rank: 'TECHNICAL' }),
      await world.cadre(bureau, { rank_title: '三级科员', rank: 'SECTION_HEAD' }),
    ];
    const other = await world.cadre(await world.unit('610926'), { rank_title: '三级科员', rank: 'STAFF' });
    const { version, lines } = await current();
    const next = [
      { pattern: '*调研员', rank: 'SECTION_HEAD' },
      { pattern: '三级科员', rank: 'TECHNICAL' },
      ...lines,
    ];
    const { rankMapEffect } = await city.get<{ rankMapEffect: object }, unknown>(EFFECT, {
      input: { version, lines: next },
    });
    expect(rankMapEffect).toEqual({
      people: 2,
      moves: [
        { title: '三级科员', from: 'STAFF', to: 'TECHNICAL', people: 1 },
        { title: '二级调研员', from: 'TECHNICAL', to: 'SECTION_HEAD', people: 1 },
      ],
      unknown: [],
    });
    expect(await rankOf(other)).toEqual({ cadre: { rank: 'STAFF', version: 1 } });
    const saved = await save(version, next);
    expect(saved.data?.saveRankMap.lines).toEqual(next);
    expect(saved.data?.saveRankMap.version).not.toBe(version);
    expect(await rankOf(byMap)).toEqual({ cadre: { rank: 'SECTION_HEAD', version: 2 } });
    expect(await rankOf(byHand)).toEqual({ cadre: { rank: 'SECTION_HEAD', version: 1 } });
    expect(await rankOf(other)).toEqual({ cadre: { rank: 'TECHNICAL', version: 2 } });
    const { cadre } = await city.get<{ cadre: { history: object[] } }, unknown>(
      `query ($id: ID!) { cadre(id: $id) { history { action reason } } }`,
      { id: other },
    );
    expect(cadre.history).toEqual([{ action: 'cadre.reclassify', reason: '职级对照改了' }]);
  });

  it('shows a conflict and overwrites nothing; of two at once one wins', async () => {
    const { version, lines } = await current();
    const answers = await Promise.all([
      save(version, [{ pattern: '甲级*', rank: 'STAFF' }, ...lines]),
      save(version, [{ pattern: '乙级*', rank: 'STAFF' }, ...lines]),
    ]);
    expect(answers.map(({ code }) => code).toSorted()).toEqual(['CONFLICT', undefined]);
    const now = await current();
    expect(now.lines).toHaveLength(lines.length + 1);
    const refused = answers.find(({ code }) => code === 'CONFLICT');
    expect(refused?.errors[0]?.extensions['current']).toMatchObject({ version: now.version });
  });

  it('names the line that is wrong', async () => {
    const { version } = await current();
    const twice = await save(version, [
      { pattern: '科员', rank: 'STAFF' },
      { pattern: ' 科员', rank: 'TECHNICAL' },
    ]);
    expect(twice.errors[0]?.extensions['fields']).toEqual({ 'lines.1.pattern': '和第 1 行一样，留一行' });
    const all = await save(version, [{ pattern: '**', rank: 'STAFF' }]);
    expect(JSON.stringify(all.errors[0]?.extensions['fields'])).toContain('只有 * 会把所有职级都算进来');
    expect((await save(version, [])).code).toBe('INVALID_INPUT');
  });
});

describe('a programme year', () => {
  it('is opened, changed and defended; an office above nobody may not', async () => {
    const opened = await city.get<{ saveProgrammeYear: { version: number } }, unknown>(SAVE_YEAR, {
      input: { ...year().input, year: 2031, confirmBy: '2031-03-31' },
    });
    expect(opened.saveProgrammeYear).toMatchObject({ year: 2031, version: 1 });
    const change = (more: object) =>
      city.ask<unknown, unknown>(SAVE_YEAR, {
        input: { ...year().input, year: 2031, confirmBy: '2031-04-30', ...more },
      });
    expect((await change({})).code).toBe('CONFLICT');
    expect((await change({ version: 1 })).errors).toEqual([]);
    expect((await change({ version: 1 })).errors[0]?.extensions['current']).toMatchObject({
      version: 2,
      confirmBy: '2031-04-30',
    });
    expect((await change({ version: 2, confirmBy: '2032-01-01' })).errors[0]?.extensions['fields']).toEqual({
      confirmBy: '截止日要在 2031 年里',
    });
    expect((await change({ version: 2, quotas: [] })).errors[0]?.extensions['fields']).toHaveProperty(
      'quotas',
    );
    const county = await test.world.signedIn('COUNTY_OPERATOR', '6109/610926/');
    expect((await county.ask(SAVE_YEAR, year({ version: 1 }))).code).toBe('FORBIDDEN');
  });

  it('tells who would be over quota, and ends nothing', async () => {
    const unit = await test.world.unit('610926');
    const cadreId = await test.world.cadre(unit, { rank: 'STAFF' });
    await befriend(cadreId, unit, 2);
    await test.world.cadre(unit, { rank: 'STAFF' });
    const effect = async (staff: number) =>
      (
        await city.get<
          { programmeYearEffect: { places: number; overQuota: object[]; overCap: number } },
          unknown
        >(YEAR_EFFECT, year({ version: 1, quotas: quotas(staff) }))
      ).programmeYearEffect;
    const [before, after] = [await effect(2), await effect(1)];
    expect(before.overQuota).toEqual([]);
    expect(after).toMatchObject({ overQuota: [{ rank: 'STAFF', officials: 1 }], overCap: 0 });
    expect(after.places).toBeLessThan(before.places);
    await city.get(SAVE_YEAR, year({ version: 1, quotas: quotas(1) }));
    const { cadre } = await city.get<{ cadre: { load: number } }, unknown>(
      `query ($id: ID!) { cadre(id: $id) { load } }`,
      { id: cadreId },
    );
    expect(cadre.load).toBe(2);
  });
});

describe('municipal places', () => {
  it('are sent with what is used, never over somebody else’s number', async () => {
    const cadreId = await test.world.cadre(bureau, { rank: 'COUNTY_LEADER' });
    await befriend(cadreId, bureau, 3);
    const { municipalPlaces, municipalCapacity } = await city.get<
      {
        municipalPlaces: { id: string; county: string; places: number; used: number }[];
        municipalCapacity: object;
      },
      unknown
    >(PLACES, { year: 2026 });
    expect(municipalCapacity).toMatchObject({ paired: 3 });
    const county = municipalPlaces.find(({ used }) => used > 0);
    expect(county).toMatchObject({ county: '平利县', places: 0, used: 3 });
    const send = (seen: number, places: number, of = 2026) =>
      city.ask<unknown, unknown>(SEND, { input: { year: of, countyId: county!.id, seen, places } });
    const first = await Promise.all([send(0, 10), send(0, 20)]);
    expect(first.map(({ code }) => code).toSorted()).toEqual(['CONFLICT', undefined]);
    const stale = await send(0, 30);
    const current = stale.errors[0]?.extensions['current'] as { places: number } | undefined;
    const now = current?.places ?? -1;
    expect([10, 20]).toContain(now);
    expect((await send(now, 30)).data).toEqual({
      sendMunicipalPlaces: { county: '平利县', places: 30, used: 3 },
    });
    expect((await send(0, 5, 2099)).code).toBe('NOT_FOUND');
  });
});

describe('the history of the settings', () => {
  it('tells every change, the newest first, to the city alone', async () => {
    const { settingHistory } = await city.get<{ settingHistory: { action: string }[] }, unknown>(HISTORY);
    expect(settingHistory[0]).toMatchObject({
      action: 'municipalPlace.send',
      by: 'CITY_OPERATOR',
      changes: expect.arrayContaining([
        { field: 'county', before: null, after: '平利县' },
        expect.objectContaining({ field: 'places', after: '30' }),
      ]),
    });
    expect(new Set(settingHistory.map(({ action }) => action))).toEqual(
      new Set(['municipalPlace.send', 'programmeYear.change', 'programmeYear.open', 'rankMap.change']),
    );
    const county = await test.world.signedIn('COUNTY_OPERATOR', '6109/610926/');
    expect((await county.ask(HISTORY)).code).toBe('FORBIDDEN');
  });
});
