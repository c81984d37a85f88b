import { describe, expect, it } from 'vitest';
import { isGivenInConsole, lostWith, mayGrant, mayReset, nodeOf, titleOf } from './access.rules.ts';
import type { Role } from '../../platform/auth/role.ts';

const CITY = { accountId: 'a', role: 'CITY_OPERATOR' as Role, path: '6109/' };
const COUNTY = { accountId: 'b', role: 'COUNTY_OPERATOR' as Role, path: '6109/610926/' };
const LIAISON = { accountId: 'c', role: 'UNIT_LIAISON' as Role, path: '6109/610926/@JTJ/' };

describe('who may give what', () => {
  it.each([
    ['city → county operator', CITY, 'COUNTY_OPERATOR', '6109/610926/', true],
    ['city → liaison of a municipal unit', CITY, 'UNIT_LIAISON', '6109/@SZ001/', true],
    ['city → city operator', CITY, 'CITY_OPERATOR', '6109/', false],
    ['city → county operator of a town', CITY, 'COUNTY_OPERATOR', '6109/610926/610926107/', false],
    ['city → security administrator', CITY, 'SECURITY_ADMIN', '', false],
    ['county → town operator', COUNTY, 'TOWN_OPERATOR', '6109/610926/610926107/', true],
    ['county → liaison of an own unit', COUNTY, 'UNIT_LIAISON', '6109/610926/@JTJ/', true],
    ['county → county operator', COUNTY, 'COUNTY_OPERATOR', '6109/610926/', false],
    ['county → town operator elsewhere', COUNTY, 'TOWN_OPERATOR', '6109/610924/610924101/', false],
    ['county → liaison of a municipal unit', COUNTY, 'UNIT_LIAISON', '6109/@SZ001/', false],
    ['liaison → anything', LIAISON, 'UNIT_LIAISON', '6109/610926/@JTJ/', false],
  ] as const)('%s: %s', (_what, giver, role, path, expected) =>
    expect(mayGrant(giver, { accountId: 'z', role, path, node: nodeOf(path) })).toBe(expected),
  );

  it('nobody to themselves', () =>
    expect(
      mayGrant(CITY, { accountId: 'a', role: 'COUNTY_OPERATOR', path: '6109/610926/', node: 'COUNTY' }),
    ).toBe(false));

  it('is named for the switcher', () => expect(titleOf('TOWN_OPERATOR', '八仙镇')).toBe('镇操作员 · 八仙镇'));
});

describe('who may reset a password', () => {
  const account = (...grants: { role: Role; path: string }[]) => ({ accountId: 'z', grants });
  const cadre = { role: 'CADRE' as Role, path: '6109/610926/@JTJ/' };

  it('a liaison that of an own cadre', () => expect(mayReset(LIAISON, account(cadre))).toBe(true));
  it('a liaison never that of a cadre who is an operator too', () => {
    const both = account(cadre, { role: 'COUNTY_OPERATOR', path: '6109/610926/' });
    expect(mayReset(LIAISON, both)).toBe(false);
    expect(mayReset(COUNTY, both)).toBe(false);
    expect(mayReset(CITY, both)).toBe(true);
  });
  it('no office below that of somebody who works in another county, too, or as a cadre elsewhere', () => {
    const town = { role: 'TOWN_OPERATOR' as Role, path: '6109/610926/610926107/' };
    expect(mayReset(COUNTY, account(town))).toBe(true);
    for (const other of [
      { role: 'TOWN_OPERATOR' as Role, path: '6109/610924/610924101/' },
      { role: 'LEADER' as Role, path: '6109/610926/' },
      { role: 'CADRE' as Role, path: '6109/@SZ001/' },
    ]) {
      expect(mayReset(COUNTY, account(town, other)), other.role).toBe(false);
      expect(mayReset(CITY, account(town, other)), other.role).toBe(true); // above all of them
    }
  });
  it('nobody in the console that of who has no office above', () => {
    for (const role of ['CITY_OPERATOR', 'SECURITY_ADMIN', 'SYSTEM_ADMIN', 'AUDIT_ADMIN'] as Role[]) {
      expect(isGivenInConsole(role)).toBe(false);
      expect(mayReset(CITY, account({ role, path: role === 'CITY_OPERATOR' ? '6109/' : '' }))).toBe(false);
    }
    expect(isGivenInConsole('COUNTY_OPERATOR')).toBe(true);
  });
  it('nobody the own one', () =>
    expect(mayReset({ ...LIAISON, accountId: 'z' }, account(cadre))).toBe(false));
});

describe('who stops working', () => {
  it.each([
    ['RETIRED', { unitGrants: true, account: false }],
    ['LEFT', { unitGrants: true, account: false }],
    ['DECEASED', { unitGrants: true, account: true }],
  ] as const)('%s loses %o', (status, lost) => expect(lostWith(status)).toEqual(lost));
});
