import { beforeAll, describe, expect, it } from 'vitest';
import { withApp } from '../../support/app.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';

const GIVE = `mutation ($input: GiveGrantInput!) { giveGrant(input: $input) { id title login code } }`;
const REDEEM = `mutation ($input: RedeemOneTimeCodeInput!) { redeemOneTimeCode(input: $input) }`;
const KNOWN = 'somebody-known';

const test = withApp();
let bureau: Place;
let county: Client;

beforeAll(async () => {
  bureau = await test.world.unit('610926', { name: '平利县交通局' });
  county = await test.world.signedIn('COUNTY_OPERATOR', '6109/610926/');
  await test.world.insert('account', { login: KNOWN, display_name: '熟人' });
});

describe('who may not give a role', () => {
  it.each([
    ['a role that is not theirs to give', 'COUNTY_OPERATOR', '6109/610926/'],
    ['an administrator’s', 'SECURITY_ADMIN', '6109/610926/'],
    ['a role in another county', 'TOWN_OPERATOR', '6109/610924/610924101/'],
    ['a role at the wrong kind of node', 'TOWN_OPERATOR', '6109/610926/'],
  ])('hears the same whether the login exists or not: %s', async (_what, role, path) => {
    const give = (login: string) => county.ask<unknown, unknown>(GIVE, { input: { login, role, path } });
    const [known, unknown] = [await give(KNOWN), await give('nobody-at-all')];
    expect(known.code).toBe('RULE_VIOLATED');
    expect(unknown.errors).toEqual(known.errors);
  });

  it('hears the same whether the cadre exists or not', async () => {
    const cadreId = await test.world.cadre(bureau);
    const give = (id: string) =>
      county.ask<unknown, unknown>(GIVE, {
        input: { cadreId: id, role: 'COUNTY_OPERATOR', path: '6109/610926/' },
      });
    const [known, unknown] = [await give(cadreId), await give('0199aaaa-0000-7000-8000-000000000000')];
    expect(known.code).toBe('RULE_VIOLATED');
    expect(unknown.errors).toEqual(known.errors);
  });
});

describe('a role for a cadre', () => {
  interface Given {
    giveGrant: { id: string; title: string; login: string; code: string | null };
  }
  const liaisonFor = (cadreId: string) => ({ input: { cadreId, role: 'UNIT_LIAISON', path: bureau.path } });

  it('makes the account with the identity of the own friends, and a code; a second role makes no second account, and the first code no longer opens it', async () => {
    const cadreId = await test.world.cadre(bureau, { name: '李建国' });
    const { giveGrant } = await county.get<Given, unknown>(GIVE, liaisonFor(cadreId));
    expect(giveGrant).toMatchObject({ title: '联络员 · 平利县交通局', login: 'lijg' });
    expect(giveGrant.code).toMatch(/^[A-Z0-9-]+$/);
    const town = { cadreId, role: 'TOWN_OPERATOR', path: '6109/610926/610926107/' };
    const second = await county.get<Given, unknown>(GIVE, { input: town });
    expect(second.giveGrant.login).toBe('lijg');
    const redeem = (code: string | null) =>
      test.world.anonymous().ask(REDEEM, { input: { login: 'lijg', code, newPassword: 'zaoshang-2026-xy' } });
    expect((await redeem(giveGrant.code)).code).toBe('UNAUTHENTICATED'); // whoever kept it does not get the town
    expect((await redeem(second.giveGrant.code)).errors).toEqual([]);
    const roles = await test.app.db.write(
      { accountId: null, grantId: null },
      { axis: 'system', lo: '', hi: '' },
      ({ sql }) =>
        sql
          .selectFrom('role_grant as g')
          .innerJoin('account as a', 'a.id', 'g.account_id')
          .select('g.role')
          .where('a.login', '=', 'lijg')
          .orderBy('g.id')
          .execute(),
    );
    expect(roles.map(({ role }) => role)).toEqual(['CADRE', 'UNIT_LIAISON', 'TOWN_OPERATOR']);
  });

  it('is given once, not to a stranger, and not to who has left', async () => {
    const cadreId = await test.world.cadre(bureau);
    await county.get(GIVE, liaisonFor(cadreId));
    expect((await county.ask(GIVE, liaisonFor(cadreId))).code).toBe('RULE_VIOLATED');
    const far = await test.world.cadre(await test.world.unit('610924'));
    expect((await county.ask(GIVE, liaisonFor(far))).code).toBe('NOT_FOUND');
    const retired = await test.world.cadre(bureau, { status: 'RETIRED' });
    expect((await county.ask(GIVE, liaisonFor(retired))).code).toBe('RULE_VIOLATED');
  });

  it('wants a person', async () => {
    const { errors } = await county.ask<unknown, unknown>(GIVE, {
      input: { role: 'UNIT_LIAISON', path: bureau.path },
    });
    expect(errors[0]?.extensions['fields']).toHaveProperty('displayName');
  });
});
