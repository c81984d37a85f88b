import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { withApp } from '../../support/app.ts';
import { Importer } from './importer.ts';

const nobody = { accountId: null, grantId: null };
const COUNTY = '6109/610926/';
const TOWN = '610926105';

/** Three batches of households of 洛河镇. */
const roster = (mark: string, rows = 1200) =>
  Buffer.from(
    [
      '户编号,镇,村,户主姓名,家庭人口,脱贫属性',
      ...Array.from(
        { length: rows },
        (_, i) => `${mark}${i},洛河镇,丰坝村,彭${'乙丙丁戊己'[i % 5]}${i},3,未脱贫`,
      ),
    ].join('\n'),
  );

describe('R31: a run belongs to the grant it was begun under', () => {
  const test = withApp();
  const query = <T>(text: ReturnType<typeof sql<T>>) =>
    test.app.db.write(nobody, systemScope, async (unit) => (await text.execute(unit.sql)).rows);
  const stored = async (mark: string) =>
    (
      await query(
        sql<{ n: number }>`select count(*)::int as n from household where number like ${`${mark}%`}`,
      )
    )[0]!.n;

  beforeAll(async () => {
    await test.world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
  });

  it('under another identity of the same person it is not there: not listed, read, resumed, mended or put aside', async () => {
    const { accountId, grantId, importer } = await Importer.withAccount(test, 'COUNTY_OPERATOR', COUNTY);
    const { path } = await test.world.region(TOWN);
    const townGrant = await test.world.insert('role_grant', {
      account_id: accountId,
      role: 'TOWN_OPERATOR',
      path,
      title: '镇操作员',
    });
    const run = await importer.check('households', roster('KA', 3));
    const { client } = importer;
    const switchTo = (id: string) =>
      client.get(`mutation ($id: ID!) { switchGrant(id: $id) { id } }`, { id });
    const listed = async () =>
      (
        await client.get<{ importRuns: { total: number; items: { id: string }[] } }, unknown>(
          '{ importRuns { total items { id } } }',
        )
      ).importRuns;

    await switchTo(townGrant);
    expect(await listed()).toEqual({ total: 0, items: [] });
    const id = run.id;
    for (const [text, variables] of [
      [`query ($id: ID!) { importRun(id: $id) { id } }`, { id }],
      [`query ($id: ID!) { importRows(id: $id) { total } }`, { id }],
      [`query ($id: ID!) { importUnmatched(id: $id) { total } }`, { id }],
      [`mutation ($id: ID!) { writeImport(input: { id: $id }) { id } }`, { id }],
      [`mutation ($id: ID!) { leaveImport(input: { id: $id }) { id } }`, { id }],
      [`mutation ($id: ID!) { chooseImportColumns(input: { id: $id, choices: [] }) { id } }`, { id }],
    ] as const) {
      expect((await client.ask<unknown, unknown>(text, variables)).code, text).toBe('NOT_FOUND');
    }
    expect((await importer.download(`/download/import/refused/${id}`)).statusCode).toBe(404);

    await switchTo(grantId);
    expect(await listed()).toEqual({ total: 1, items: [{ id }] });
    expect(await importer.write(id)).toMatchObject({ state: 'DONE', outcome: { added: 3 } });
  });

  it.each([
    ['KB', 'its grant is withdrawn', 'update role_grant set withdrawn_at = now() where id = new.grant_id'],
    ['KC', 'its account is disabled', 'update account set disabled_at = now() where id = new.account_id'],
  ])(
    '%s: stops between two batches when %s, keeps what is done, and another goes on',
    async (mark, _why, lose) => {
      const { importer } = await Importer.withAccount(test, 'COUNTY_OPERATOR', COUNTY);
      const { id } = await importer.check('households', roster(mark));
      // What an office does at that moment: in the transaction of the first batch, so that none after it can be too early.
      const owner = new pg.Client(test.urls.ownerUrl);
      await owner.connect();
      await owner.query(`
        create or replace function lose() returns trigger language plpgsql security definer as $$ begin ${lose}; return null; end $$;
        create or replace trigger lose after update of done on import_run for each row
          when (new.id = '${id}' and new.state = 'WRITING' and new.done > 0) execute function lose()`);
      await importer.client.get(`mutation ($id: ID!) { writeImport(input: { id: $id }) { id } }`, { id });
      const told = async () =>
        (
          await query(sql<{ state: string; code: string; problem: string }>`
            select state, problem_code as code, problem from import_run where id = ${id}`)
        )[0];
      await expect.poll(async () => (await told())?.state, { timeout: 20_000 }).not.toBe('WRITING');
      await owner.query('drop trigger lose on import_run');
      await owner.end();
      expect(await told()).toEqual({
        state: 'FAILED',
        code: 'STANDING_LOST',
        problem: expect.stringContaining('传这份表用的身份现在不能用了，或账号已停用') as string,
      });
      const done = await stored(mark);
      expect([500, 1000]).toContain(done); // two lanes: the other one may have begun already

      const other = await Importer.signedIn(test, 'COUNTY_OPERATOR', COUNTY);
      const again = await other.check('households', roster(mark));
      expect(await other.write(again.id)).toMatchObject({ state: 'DONE', outcome: { added: 1200 - done } });
      expect(await stored(mark)).toBe(1200);
    },
  );

  it('one that was withdrawn before it was checked is not even read', async () => {
    const { importer, grantId } = await Importer.withAccount(test, 'COUNTY_OPERATOR', COUNTY);
    const { id } = await importer.check('households', roster('KD', 3));
    await query(sql`update role_grant set withdrawn_at = now() where id = ${grantId}`);
    await query(sql`update import_run set state = 'UPLOADED' where id = ${id}`);
    const { imports } = test.app.services;
    await imports.resume();
    const state = async () =>
      (await query(sql<{ state: string }>`select state from import_run where id = ${id}`))[0]?.state;
    await expect.poll(state, { timeout: 20_000 }).toBe('FAILED');
  });
});
