import { beforeAll, describe, expect, it } from 'vitest';
import type { Place } from '../../support/world.ts';
import { clicks, withStage } from './setting.ts';

const stage = withStage();
const UNITS = `query($year: Int) { unitConfirmations(filter: { year: $year }, page: { number: 1, size: 100 }) { total items { id } } }`;
const ROWS = `query($filter: CountyRowFilter!) { countyConfirmationRows(filter: $filter) { total comparedWith
  items { change cadre unit head village previous since } } }`;
const REPORT = `mutation($input: ReportOfficialsInput!) { reportOfficials(input: $input) { unit { unreported } } }`;
const HOME = `query($year: Int) { home(year: $year) { todos { id } coverage { eligible } confirmation { past lamp reason remaining } } }`;

interface Rows {
  countyConfirmationRows: {
    total: number;
    comparedWith: string;
    items: { change: string; cadre: string; unit: string; head: string; previous: string | null }[];
  };
}

const countyRows = async (changes: string[] | null = null, year = 2026) =>
  (
    await stage.countyOperator.get<Rows, unknown>(ROWS, {
      filter: { countyId: stage.county.id, year, changes },
    })
  ).countyConfirmationRows;

describe('a county’s differences (R5)', () => {
  let here: Place;

  beforeAll(async () => {
    const { world } = stage.test;
    [here] = stage.villages as [Place, ...Place[]];
    const own = await world.cadre(stage.bureau, { name: '邹成林' });
    const sent = await world.cadre(stage.municipal, { name: '代玉梅' });
    const kept = await world.household(here, { head_name: '储德明' });
    const handed = await world.household(here, { head_name: '何秀兰' });
    const gone = await world.household(here, { head_name: '柯昌富' });
    await stage.pair(own, stage.bureau, kept, here, '2025-01-10');
    await stage.pair(own, stage.bureau, handed, here, '2025-01-10', '2025-09-01');
    await stage.pair(sent, stage.municipal, handed, here, '2025-09-01');
    await stage.pair(own, stage.bureau, gone, here, '2025-01-10', '2025-10-01');
    const elsewhere = (await world.villages('610927', 1))[0]!;
    const theirs = await world.household(elsewhere, { head_name: '龚启明' });
    await stage.pair(sent, stage.municipal, theirs, elsewhere, '2026-01-10');
  });

  it('are a list: whoever the cadre is, with the unit, who had the household before, and nothing of another county', async () => {
    const { items, comparedWith } = await countyRows();
    expect(
      items.map(({ change, cadre, unit, head, previous }) => [change, cadre, unit, head, previous]),
    ).toEqual([
      ['MOVED', '代玉梅', '市审计局', '何秀兰', '邹成林'],
      ['ENDED', '邹成林', '县水利局', '柯昌富', null],
      ['SAME', '邹成林', '县水利局', '储德明', null],
    ]);
    expect(comparedWith).toBe('2025 年 3 月 31 日在册的结对');
    expect(await countyRows(['ENDED'])).toMatchObject({ total: 1, items: [{ head: '柯昌富' }] });
  });

  it('count the same as the county’s figures', async () => {
    const { differences } = await clicks.county(stage.countyOperator, stage.county.id);
    expect(differences).toEqual({ same: 1, added: 0, moved: 1, ended: 1 });
  });

  it('are nobody else’s', async () => {
    const filter = { countyId: stage.county.id };
    expect((await stage.otherCounty.ask(ROWS, { filter })).code).toBe('NOT_FOUND');
    expect((await stage.liaison.ask(ROWS, { filter })).code).toBe('FORBIDDEN');
  });
});

describe('years', () => {
  const idsOf = async (year: number) =>
    (
      await stage.countyOperator.get<{ unitConfirmations: { items: { id: string }[] } }, unknown>(UNITS, {
        year,
      })
    ).unitConfirmations.items.map(({ id }) => id);

  it('take in a unit that is made after they were opened, the newest only', async () => {
    const late = await stage.test.world.unit('610926', { name: '县林业局' });
    expect(await idsOf(2026)).toContain(late.id);
    expect(await idsOf(2025)).not.toContain(late.id);
    expect((await clicks.unit(stage.countyOperator, late.id)).unit).toMatchObject({
      state: 'DRAFT',
      version: 1,
    });
    expect(
      (
        await stage.countyOperator.ask(
          `query($id: ID!) { confirmationOfUnit(unitId: $id, year: 2025) { next } }`,
          { id: late.id },
        )
      ).code,
    ).toBe('NOT_FOUND');
  });

  it('that are over show what was signed, ask for nothing and are signed by nobody', async () => {
    const { world } = stage.test;
    const old = { year: 2025, unit_id: stage.bureau.id, path: stage.bureau.path, state: 'DRAFT' };
    await world.insert('confirmation', old);
    stage.clock.set('2025-03-20');
    for (const [client, verb] of [
      [stage.liaison, 'confirmUnit'],
      [stage.countyOperator, 'countersignUnit'],
    ] as const) {
      const { version } = (await clicks.unit(client, stage.bureau.id, 2025)).unit;
      const signed = await clicks.signUnit(client, verb, { unitId: stage.bureau.id, year: 2025, version });
      expect(signed.errors).toEqual([]);
    }
    stage.clock.set('2026-03-10');
    // What came later, an official without a friend and a new pairing, is not the old year’s.
    const newcomer = await world.cadre(stage.bureau, { name: '武艳红' });
    const idle = await world.cadre(stage.bureau, { name: '汪远平' });
    const more = await world.household(stage.villages[1]!, { head_name: '朱仁福' });
    await stage.pair(newcomer, stage.bureau, more, stage.villages[1]!, '2026-02-01');
    const { unit, next, blockers, officials } = await clicks.unit(stage.liaison, stage.bureau.id, 2025);
    expect({ next, blockers, officials }).toEqual({ next: null, blockers: [], officials: [] });
    expect(unit).toMatchObject({ state: 'COUNTERSIGNED', lamp: 'GREEN', officials: 0, pairs: 3 });

    const late = await clicks.signUnit(stage.countyOperator, 'reopenUnit', {
      unitId: stage.bureau.id,
      year: 2025,
      version: unit.version,
      reason: '想再看看',
    });
    expect(late.errors[0]?.message).toBe('2025 年度已经过去，只能查看。现在办的是 2026 年度');
    const reported = await stage.liaison.ask(REPORT, {
      input: { unitId: stage.bureau.id, year: 2025, cadreIds: [idle] },
    });
    expect([reported.code, reported.errors[0]?.message]).toEqual([
      'RULE_VIOLATED',
      '2025 年度已经过去，只能查看。现在办的是 2026 年度',
    ]);
    const county = await clicks.county(stage.city, stage.county.id, 2025);
    expect(county.county).toMatchObject({ next: null, blockers: [], lamp: 'NONE', reason: '这一年没有关账' });
    const closed = await clicks.signCounty(stage.countyOperator, 'confirmCounty', {
      countyId: stage.county.id,
      year: 2025,
      version: county.county.version,
    });
    expect(closed.code).toBe('RULE_VIOLATED');
    for (const client of [stage.city, stage.countyOperator, stage.liaison]) {
      const { home } = await client.get<{ home: object }, unknown>(HOME, { year: 2025 });
      expect(home).toMatchObject({ todos: [], coverage: null, confirmation: { past: true, remaining: 0 } });
    }
  });
});
