import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../support/client.ts';
import { CITY, clicks, COUNTY, withStage } from './setting.ts';

const stage = withStage();

describe('who may sign what (R31)', () => {
  const people: Record<string, Client> = {};

  beforeAll(async () => {
    const { world } = stage.test;
    const cadre = await world.cadre(stage.bureau);
    Object.assign(people, {
      liaison: stage.liaison,
      otherLiaison: stage.municipalLiaison,
      county: stage.countyOperator,
      otherCounty: stage.otherCounty,
      city: stage.city,
      town: await world.signedIn('TOWN_OPERATOR', '6109/610926/610926107/'),
      leader: await world.signedIn('LEADER', COUNTY),
      supervisor: await world.signedIn('SUPERVISOR', CITY),
      cadre: await world.signedIn('CADRE', stage.bureau.path, cadre),
      admin: await world.signedIn('SYSTEM_ADMIN', ''),
      nobody: world.anonymous(),
    });
  });

  const F = 'FORBIDDEN';
  const N = 'NOT_FOUND';
  const R = 'RULE_VIOLATED';
  const U = 'UNAUTHENTICATED';
  // `ok` is not refused for who it is: the state may still say no (C for a stale version).
  const C = 'CONFLICT';
  const unitInput = () => ({ unitId: stage.bureau.id, year: 2026, version: 99, requestId: randomUUID() });
  const countyInput = () => ({ countyId: stage.county.id, year: 2026, version: 99, requestId: randomUUID() });
  const operations: Record<string, [string, () => object, Record<string, string | undefined>]> = {
    confirmationOfUnit: [
      `query($input: ID!) { confirmationOfUnit(unitId: $input) { next } }`,
      () => ({ input: stage.bureau.id }),
      { otherLiaison: N, otherCounty: N, town: N, cadre: F, admin: F, nobody: U },
    ],
    confirmationRows: [
      `query($input: ConfirmationRowFilter!) { confirmationRows(filter: $input) { total } }`,
      () => ({ input: { unitId: stage.bureau.id } }),
      { otherLiaison: N, otherCounty: N, town: N, cadre: F, admin: F, nobody: U },
    ],
    confirmUnit: [
      `mutation($input: SignUnitInput!) { confirmUnit(input: $input) { next } }`,
      () => ({ input: unitInput() }),
      {
        liaison: C,
        otherLiaison: N,
        county: F,
        otherCounty: F,
        city: F,
        town: F,
        leader: F,
        supervisor: F,
        cadre: F,
        admin: F,
        nobody: U,
      },
    ],
    countersignUnit: [
      `mutation($input: SignUnitInput!) { countersignUnit(input: $input) { next } }`,
      () => ({ input: unitInput() }),
      {
        liaison: F,
        otherLiaison: F,
        county: C,
        otherCounty: N,
        city: R,
        town: F,
        leader: F,
        supervisor: F,
        cadre: F,
        admin: F,
        nobody: U,
      },
    ],
    reopenUnit: [
      `mutation($input: ReopenUnitInput!) { reopenUnit(input: $input) { next } }`,
      () => ({ input: { ...unitInput(), reason: '核对' } }),
      {
        liaison: F,
        otherLiaison: F,
        county: C,
        otherCounty: N,
        city: C,
        town: F,
        leader: F,
        supervisor: F,
        cadre: F,
        admin: F,
        nobody: U,
      },
    ],
    countyConfirmation: [
      `query($input: ID!) { countyConfirmation(countyId: $input) { pairs } }`,
      () => ({ input: stage.county.id }),
      { liaison: F, otherLiaison: F, otherCounty: N, town: F, cadre: F, admin: F, nobody: U },
    ],
    confirmCounty: [
      `mutation($input: SignCountyInput!) { confirmCounty(input: $input) { pairs } }`,
      () => ({ input: countyInput() }),
      {
        liaison: F,
        otherLiaison: F,
        county: C,
        otherCounty: N,
        city: F,
        town: F,
        leader: F,
        supervisor: F,
        cadre: F,
        admin: F,
        nobody: U,
      },
    ],
    closeCounty: [
      `mutation($input: SignCountyInput!) { closeCounty(input: $input) { pairs } }`,
      () => ({ input: countyInput() }),
      {
        liaison: F,
        otherLiaison: F,
        county: F,
        otherCounty: F,
        city: C,
        town: F,
        leader: F,
        supervisor: F,
        cadre: F,
        admin: F,
        nobody: U,
      },
    ],
    home: [`{ home { asOf } }`, () => ({}), { cadre: F, admin: F, nobody: U }],
  };

  it.each(Object.keys(operations))('%s', async (name) => {
    const [document, input, expected] = operations[name]!;
    const got: Record<string, string | undefined> = {};
    for (const [who, client] of Object.entries(people)) got[who] = (await client.ask(document, input())).code;
    expect(got).toEqual({
      ...Object.fromEntries(Object.keys(people).map((who) => [who, undefined])),
      ...expected,
    });
  });

  it('lists to each office the units that it countersigns, and no others', async () => {
    const LIST = `query($within: String) { unitConfirmations(filter: { within: $within }) { total items { name } counts { all } } }`;
    const names = async (client: Client, within?: string) =>
      (
        await client.get<{ unitConfirmations: { items: { name: string }[] } }, unknown>(LIST, { within })
      ).unitConfirmations.items.map(({ name }) => name);
    expect(await names(stage.countyOperator)).toEqual(['县水利局']);
    expect(await names(stage.city)).toEqual(['市审计局']);
    expect(await names(stage.city, COUNTY)).toEqual(['县水利局']);
    expect(await names(stage.otherCounty, COUNTY)).toEqual([]);
    expect(await names(stage.municipalLiaison)).toEqual(['市审计局']);
  });

  it('gives each office its home, and a town nothing of its neighbours', async () => {
    const HOME = `query($path: String) { home(path: $path) { todos { id to } coverage { tiles { name } } confirmation { unitsTotal lamp } } }`;
    type Home = {
      home: { coverage: { tiles: { name: string }[] } | null; confirmation: { unitsTotal: number } };
    };
    const county = await stage.countyOperator.get<Home, unknown>(HOME);
    expect(county.home.coverage?.tiles.length).toBeGreaterThan(10);
    expect(county.home.confirmation.unitsTotal).toBe(1);
    expect((await stage.liaison.get<Home, unknown>(HOME)).home.coverage).toBeNull();
    const town = people['town']!;
    expect((await town.ask(HOME, { path: COUNTY })).code).toBe('NOT_FOUND');
    expect((await town.ask(HOME, { path: '6109/610926/610926101/' })).code).toBe('NOT_FOUND');
  });

  it('never loses a change to a signature at the same moment', async () => {
    const { world } = stage.test;
    for (let round = 0; round < 4; round++) {
      const village = stage.villages[0]!;
      const unit = await world.unit('610926');
      const cadre = await world.cadre(unit, { rank: 'COUNTY_LEADER' });
      await stage.pair(cadre, unit, await world.household(village), village, '2025-01-10');
      const more = await world.household(village);
      const liaison = await world.signedIn('UNIT_LIAISON', unit.path);
      const PAIR = `mutation($input: PairInput!) { pair(input: $input) { id } }`;
      const [signed, paired] = await Promise.all([
        clicks.signUnit(liaison, 'confirmUnit', { unitId: unit.id, version: 1 }),
        stage.countyOperator.ask(PAIR, { input: { householdId: more, cadreId: cadre } }),
      ]);
      expect([signed.errors, paired.errors]).toEqual([[], []]);
      const lines = await stage.countyOperator.get<{ confirmationHistory: { lines: number }[] }, unknown>(
        `query($id: ID!) { confirmationHistory(subjectId: $id, year: 2026) { lines } }`,
        { id: unit.id },
      );
      const { unit: after } = await clicks.unit(liaison, unit.id);
      // Either the list that was signed holds both pairings, or the unit says that it has changed since.
      expect(after.changedSince !== null).toBe(lines.confirmationHistory[0]!.lines === 1);
    }
  });
});
