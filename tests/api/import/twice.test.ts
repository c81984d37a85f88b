import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkImport } from '../../../server/src/modules/import/check-import.ts';
import { writeImport } from '../../../server/src/modules/import/write-import.ts';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { withApp } from '../../support/app.ts';
import { Importer } from './importer.ts';

const households = readFileSync(join(import.meta.dirname, '../../fixtures/rosters/households.xlsx'));
const nobody = { accountId: null, grantId: null };

/** `npm run qinyou -- import` beside a running service takes up again what the service is at. */
describe('a run that two processes work on', () => {
  const test = withApp();
  let county: Importer;

  const parts = () => ({
    ...test.app,
    fileOf: (id: string) => join(test.dataDir, 'files/imports', id),
  });

  const query = <T>(text: ReturnType<typeof sql<T>>) =>
    test.app.db.write(nobody, systemScope, async (unit) => (await text.execute(unit.sql)).rows);

  const setState = (id: string, state: string) =>
    query(sql`update import_run set state = ${state} where id = ${id}`);

  beforeAll(async () => {
    await test.world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    county = await Importer.signedIn(test, 'COUNTY_OPERATOR', (await test.world.region('610926')).path);
  });

  it('is checked once and written once', async () => {
    const { id } = await county.check('households', households);
    await setState(id, 'UPLOADED');
    await Promise.all([checkImport(parts(), id), checkImport(parts(), id)]);
    expect(await county.run(id)).toMatchObject({ state: 'READY', counts: { rows: 2403, writable: 2302 } });
    expect(await county.rows(id)).toMatchObject({ total: 2403 });

    await county.client.get(`mutation ($id: ID!) { writeImport(input: { id: $id }) { id } }`, { id });
    await Promise.all([writeImport(parts(), id), writeImport(parts(), id), county.settled(id)]);
    expect(await county.run(id)).toMatchObject({
      state: 'DONE',
      done: 2302,
      total: 2302,
      outcome: { added: 2302 },
    });
    const written = await query(sql<{ n: number }>`
      select count(*)::int as n from audit_entry where action = 'import.write' and subject_id = ${id}`);
    expect(written).toEqual([{ n: 1 }]);
  });

  it('does not call itself done while rows of it are not written', async () => {
    const { id } = await county.check(
      'households',
      Buffer.from('户编号,镇,村,户主姓名,家庭人口,脱贫属性\nX1,洛河镇,丰坝村,彭丽敏,3,未脱贫'),
    );
    await query(sql`delete from import_batch where run_id = ${id}`);
    expect(await county.write(id)).toMatchObject({ state: 'FAILED', problemCode: 'INTERNAL' });
  });
});
