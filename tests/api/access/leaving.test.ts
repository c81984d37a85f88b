import { beforeAll, describe, expect, it } from 'vitest';
import { withApp } from '../../support/app.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';

const STATUS = `mutation ($input: SetCadreStatusInput!) { setCadreStatus(input: $input) { id version status } }`;
const ME = `{ me { grants { role } currentGrant { role } } }`;
const HISTORY = `query ($id: ID!) { cadre(id: $id) { history { action reason changes { field before after } } } }`;

const test = withApp();
let bureau: Place;
let county: Client;

beforeAll(async () => {
  await test.world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
  bureau = await test.world.unit('610926', { name: '平利县交通局' });
  county = await test.world.signedIn('COUNTY_OPERATOR', '6109/610926/');
});

/** A cadre who is the liaison of the bureau, town operator beside that, and a friend of one household. */
const somebody = async () => {
  const { accountId, client } = await test.world.account('UNIT_LIAISON', bureau.path);
  const cadreId = await test.world.cadre(bureau, { account_id: accountId });
  const more = { account_id: accountId, title: '别的身份' };
  await test.world.insert('role_grant', { ...more, role: 'CADRE', path: bureau.path, cadre_id: cadreId });
  await test.world.insert('role_grant', { ...more, role: 'TOWN_OPERATOR', path: '6109/610926/610926107/' });
  const village = (await test.world.villages('610926107', 1))[0]!;
  const householdId = await test.world.household(village);
  const pairingId = await test.world.pairing(householdId, village, cadreId, bureau, { source: 'ASSIGNED' });
  return { accountId, client, cadreId, pairingId };
};
const become = (id: string, status: string, version = 1) =>
  county.get(STATUS, { input: { id, version, status, reason: '按规定' } });
const rolesOf = async (client: Client) =>
  (await client.get<{ me: { grants: { role: string }[] } }, unknown>(ME)).me.grants.map(({ role }) => role);
const pairing = (id: string) =>
  test.app.db.write({ accountId: null, grantId: null }, { axis: 'system', lo: '', hi: '' }, ({ sql }) =>
    sql
      .selectFrom('pairing')
      .select(['to_date', 'withdrawn_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );

describe('who stops working', () => {
  it.each(['RETIRED', 'LEFT'])(
    '%s: no longer acts for a unit, at once; keeps the friends and the account',
    async (status) => {
      const { client, cadreId, pairingId } = await somebody();
      expect(await client.get(ME)).toMatchObject({ me: { currentGrant: { role: 'UNIT_LIAISON' } } });
      await become(cadreId, status);
      await expect
        .poll(
          async () => (await client.get<{ me: { currentGrant: unknown } }, unknown>(ME)).me.currentGrant,
          {
            timeout: 5000,
          },
        )
        .toBeNull();
      expect(await rolesOf(client)).toEqual(['CADRE', 'TOWN_OPERATOR']);
      expect(await pairing(pairingId)).toEqual({ to_date: null, withdrawn_at: null });
    },
  );

  it('DECEASED: the account is closed, sessions and codes with it', async () => {
    const { client, cadreId, accountId } = await somebody();
    const issuer = await test.world.account('COUNTY_OPERATOR', '6109/610926/');
    await test.world.insert('one_time_code', {
      account_id: accountId,
      code_hash: Buffer.from('a hash'),
      issued_by: issuer.accountId,
      expires_at: new Date(Date.now() + 86_400_000),
    });
    await become(cadreId, 'DECEASED');
    await expect.poll(async () => (await client.ask(ME)).code, { timeout: 5000 }).toBe('UNAUTHENTICATED');
    const stored = await test.app.db.write(
      { accountId: null, grantId: null },
      { axis: 'system', lo: '', hi: '' },
      async ({ sql }) => ({
        account: await sql
          .selectFrom('account')
          .select('disabled_at')
          .where('id', '=', accountId)
          .executeTakeFirst(),
        code: await sql
          .selectFrom('one_time_code')
          .select('replaced_at')
          .where('account_id', '=', accountId)
          .executeTakeFirst(),
        grants: await sql
          .selectFrom('role_grant')
          .select('role')
          .where('account_id', '=', accountId)
          .where('withdrawn_at', 'is', null)
          .execute(),
      }),
    );
    expect(stored.account?.disabled_at).not.toBeNull();
    expect(stored.code?.replaced_at).not.toBeNull();
    expect(stored.grants.map(({ role }) => role)).not.toContain('UNIT_LIAISON');
  });

  it('stands in the record, grant by grant and on the page of the cadre', async () => {
    const { cadreId } = await somebody();
    await become(cadreId, 'DECEASED');
    const { cadre } = await county.get<{ cadre: { history: { action: string; reason: string }[] } }, unknown>(
      HISTORY,
      { id: cadreId },
    );
    const told = cadre.history.map(({ action, reason }) => [action, reason]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['account.disable', '已去世'],
        ['account.loseGrants', '已去世'],
        ['cadre.setStatus', '按规定'],
      ]),
    );
    const withdrawn = await test.app.db.write(
      { accountId: null, grantId: null },
      { axis: 'system', lo: '', hi: '' },
      ({ sql }) =>
        sql
          .selectFrom('audit_entry')
          .select(['path', 'reason', 'account_id'])
          .where('action', '=', 'grant.withdraw')
          .orderBy('id', 'desc')
          .executeTakeFirstOrThrow(),
    );
    expect(withdrawn).toMatchObject({ path: bureau.path, reason: '已去世' });
    expect(withdrawn.account_id).not.toBeNull();
  });

  it('who is back at work gets nothing back by that', async () => {
    const { client, cadreId } = await somebody();
    await become(cadreId, 'RETIRED');
    await become(cadreId, 'ACTIVE', 2);
    expect(await rolesOf(client)).toEqual(['CADRE', 'TOWN_OPERATOR']);
  });

  it.each(['ILL', 'ON_LEAVE'])('%s is no reason to lose anything', async (status) => {
    const { client, cadreId } = await somebody();
    await become(cadreId, status);
    expect(await rolesOf(client)).toEqual(['UNIT_LIAISON', 'CADRE', 'TOWN_OPERATOR']);
  });

  it('the functions behind it do nothing to somebody at work, whoever calls them', async () => {
    const { client, cadreId } = await somebody();
    const scope = { axis: 'unit', lo: '6109/', hi: '61090' } as const;
    await test.app.db.write({ accountId: null, grantId: null }, scope, async ({ em }) => {
      await em.execute('select withdraw_unit_grants(?)', [cadreId]);
      await em.execute('select disable_account_of(?)', [cadreId]);
    });
    expect(await rolesOf(client)).toEqual(['UNIT_LIAISON', 'CADRE', 'TOWN_OPERATOR']);
  });
});
