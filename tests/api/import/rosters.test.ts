import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { withApp } from '../../support/app.ts';
import { Importer } from './importer.ts';

const roster = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/rosters', name));

describe('the two rosters as the county sends them', () => {
  const test = withApp();
  let county: Importer;

  const figures = (query: string) =>
    test.app.db.write({ accountId: null, grantId: null }, systemScope, async (unit) => {
      const { rows } = await sql<Record<string, number>>`${sql.raw(query)}`.execute(unit.sql);
      return rows[0];
    });
  const state = () =>
    figures(`select (select count(*)::int from cadre) as cadres, (select count(*)::int from household) as households,
      (select count(*)::int from household_member) as members, (select count(*)::int from unit) as units,
      (select count(*)::int from pairing) as pairings, (select count(*)::int from pairing_claim) as claims,
      (select count(*)::int from pairing_claim where status = 'OPEN') as open,
      (select count(*)::int from pairing_claim where status = 'UNKNOWN') as unknown,
      (select count(*)::int from import_review) as reviews, (select coalesce(sum(version), 0)::int from household) as versions`);

  beforeAll(async () => {
    await test.world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    const { path } = await test.world.region('610926');
    county = await Importer.signedIn(test, 'COUNTY_OPERATOR', path);
  });

  it('previews the cadres', async () => {
    const run = await county.check('cadres', roster('cadres.xlsx'));
    expect(run).toMatchObject({
      state: 'READY',
      headerRow: 3,
      missingColumns: [],
      layout: { titleRows: 2, blankRows: 2, totalRows: 1 },
    });
    console.log(JSON.stringify(run.counts));
    const done = await county.write(run.id);
    console.log(JSON.stringify(done.outcome), await state());
  });

  it('previews the households', async () => {
    const run = await county.check('households', roster('households.xlsx'));
    console.log(JSON.stringify(run.counts), run.took);
    const done = await county.write(run.id);
    console.log(JSON.stringify(done.outcome), done.took, await state());
  });
});
