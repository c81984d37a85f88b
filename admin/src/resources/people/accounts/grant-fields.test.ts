import { describe, expect, it } from 'vitest';
import { giveFields, type GiveSetting } from './grant-fields.ts';

const COUNTY: GiveSetting = {
  role: 'COUNTY_OPERATOR',
  own: { path: '6109/610926/', name: '平利县' },
  places: [{ value: '6109/610926/610926107/', label: '八仙镇' }],
  holders: [{ value: 'lijg', label: '李建国' }],
};
const CITY: GiveSetting = { ...COUNTY, role: 'CITY_OPERATOR', own: { path: '6109/', name: '安康市' } };
const field = (values: Record<string, string>, name: string, setting = COUNTY) =>
  giveFields(values, setting).find((one) => one.name === name);

describe('the form of giving an identity', () => {
  it.each([
    ['UNIT_LIAISON', 'unitPath', COUNTY],
    ['VILLAGE_RECORDER', 'villagePath', COUNTY],
    ['TOWN_OPERATOR', 'choice', COUNTY],
    ['COUNTY_OPERATOR', 'choice', CITY],
    ['LEADER', 'choice', CITY],
  ])('picks the place of a %s: %s', (role, kind, setting) =>
    expect(field({ role }, 'path', setting)?.kind).toBe(kind),
  );

  it('offers a city what a city gives, and a county what a county gives', () => {
    const offered = (setting: GiveSetting) =>
      field({}, 'role', setting)?.choices?.map(({ value }) => value) ?? [];
    expect(offered(CITY)).toContain('COUNTY_OPERATOR');
    expect(offered(COUNTY)).toContain('TOWN_OPERATOR');
    expect(offered(COUNTY)).not.toContain('COUNTY_OPERATOR');
  });

  it('demands all but the last day', () =>
    expect(
      ['CADRE', 'HOLDER', 'NEW'].map((who) =>
        giveFields({ who, role: 'LEADER' }, CITY)
          .filter(({ required }) => !required)
          .map(({ name }) => name),
      ),
    ).toEqual([['to'], ['to'], ['to']]));

  it('offers a leader the whole city too', () =>
    expect(field({ role: 'LEADER' }, 'path', CITY)?.choices?.map(({ label }) => label)).toEqual([
      '安康市（全市）',
      '八仙镇',
    ]));

  it.each([
    ['CADRE', 'cadreId', 'cadre'],
    ['HOLDER', 'login', 'choice'],
    ['NEW', 'displayName', undefined],
  ])('picks the person: %s', (who, name, kind) => {
    expect(field({ who }, name)?.kind).toBe(kind);
    expect(
      giveFields({ who }, COUNTY).filter(({ name: n }) => /cadreId|login|displayName/.test(n)),
    ).toHaveLength(1);
  });

  it('asks for no place before the role is picked', () => expect(field({}, 'path')).toBeUndefined());
});
