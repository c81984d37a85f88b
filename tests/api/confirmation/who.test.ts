import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../support/client.ts';
import { CITY, COUNTY, UNSEEN, withStage } from './setting.ts';

const stage = withStage();

/**
 * What each hears, of 县水利局 or of 平利县. `ok` reads it; CONFLICT and RULE_VIOLATED are heard only by those who may: the
 * version is stale on purpose, and 县水利局 is not the city's to countersign.
 */
const HEARS = `
                      liaison    otherLiaison  county     otherCounty  city           town       leader     supervisor  cadre      admin      nobody
  confirmationOfUnit  ok         NOT_FOUND     ok         NOT_FOUND    ok             NOT_FOUND  ok         ok          FORBIDDEN  FORBIDDEN  UNAUTHENTICATED
  confirmationRows    ok         NOT_FOUND     ok         NOT_FOUND    ok             NOT_FOUND  ok         ok          FORBIDDEN  FORBIDDEN  UNAUTHENTICATED
  confirmUnit         CONFLICT   NOT_FOUND     FORBIDDEN  FORBIDDEN    FORBIDDEN      FORBIDDEN  FORBIDDEN  FORBIDDEN   FORBIDDEN  FORBIDDEN  UNAUTHENTICATED
  countersignUnit     FORBIDDEN  FORBIDDEN     CONFLICT   NOT_FOUND    RULE_VIOLATED  FORBIDDEN  FORBIDDEN  FORBIDDEN   FORBIDDEN  FORBIDDEN  UNAUTHENTICATED
  reopenUnit          FORBIDDEN  FORBIDDEN     CONFLICT   NOT_FOUND    CONFLICT       FORBIDDEN  FORBIDDEN  FORBIDDEN   FORBIDDEN  FORBIDDEN  UNAUTHENTICATED
  countyConfirmation  FORBIDDEN  FORBIDDEN     ok         NOT_FOUND    ok             FORBIDDEN  ok         ok          FORBIDDEN  FORBIDDEN  UNAUTHENTICATED
  confirmCounty       FORBIDDEN  FORBIDDEN     CONFLICT   NOT_FOUND    FORBIDDEN      FORBIDDEN  FORBIDDEN  FORBIDDEN   FORBIDDEN  FORBIDDEN  UNAUTHENTICATED
  closeCounty         FORBIDDEN  FORBIDDEN     FORBIDDEN  FORBIDDEN    CONFLICT       FORBIDDEN  FORBIDDEN  FORBIDDEN   FORBIDDEN  FORBIDDEN  UNAUTHENTICATED
  home                ok         ok            ok         ok           ok             ok         ok         ok          FORBIDDEN  FORBIDDEN  UNAUTHENTICATED`;

const [WHO = [], ...rows] = HEARS.trim()
  .split('\n')
  .map((line) => line.trim().split(/ +/));

const unitInput = () => ({ unitId: stage.bureau.id, year: 2026, version: 99, requestId: randomUUID() });
const countyInput = () => ({ countyId: stage.county.id, year: 2026, version: 99, requestId: randomUUID() });
const signUnitInput = () => ({ ...unitInput(), digest: UNSEEN });
const signCountyInput = () => ({ ...countyInput(), digest: UNSEEN });
const OPERATIONS: Record<string, [document: string, input: () => unknown]> = {
  confirmationOfUnit: [
    `query($input: ID!) { confirmationOfUnit(unitId: $input) { next } }`,
    () => stage.bureau.id,
  ],
  confirmationRows: [
    `query($input: ConfirmationRowFilter!) { confirmationRows(filter: $input) { total } }`,
    () => ({ unitId: stage.bureau.id }),
  ],
  confirmUnit: [`mutation($input: SignUnitInput!) { confirmUnit(input: $input) { next } }`, signUnitInput],
  countersignUnit: [
    `mutation($input: SignUnitInput!) { countersignUnit(input: $input) { next } }`,
    signUnitInput,
  ],
  reopenUnit: [
    `mutation($input: ReopenUnitInput!) { reopenUnit(input: $input) { next } }`,
    () => ({ ...unitInput(), reason: '核对' }),
  ],
  countyConfirmation: [
    `query($input: ID!) { countyConfirmation(countyId: $input) { pairs } }`,
    () => stage.county.id,
  ],
  confirmCounty: [
    `mutation($input: SignCountyInput!) { confirmCounty(input: $input) { pairs } }`,
    signCountyInput,
  ],
  closeCounty: [
    `mutation($input: SignCountyInput!) { closeCounty(input: $input) { pairs } }`,
    signCountyInput,
  ],
  home: [`{ home { asOf } }`, () => undefined],
};

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

  it('asks every operation that has a row, and no other', () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(OPERATIONS));
    expect(Object.keys(people).toSorted()).toEqual(WHO.toSorted());
  });

  it.each(rows)('%s', async (name, ...hears) => {
    const [document, input] = OPERATIONS[name]!;
    const heard: string[] = [];
    for (const who of WHO) heard.push((await people[who]!.ask(document, { input: input() })).code ?? 'ok');
    expect(heard).toEqual(hears);
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
});
