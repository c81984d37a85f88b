import { AllocationSettingDocument, SaveAllocationSettingDocument } from '@qinyou/schema';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { build } from '../../../server/src/platform/db/query-builder.ts';
import { withApp } from '../../support/app.ts';
import type { Client } from '../../support/client.ts';

const test = withApp();
const YEAR = 2026;
let city: Client;

beforeAll(async () => {
  for (const year of [YEAR, YEAR + 1])
    await test.world.insert('programme_year', { year, confirm_by: `${year}-03-31` });
  city = await test.world.signedIn('CITY_OPERATOR', '6109/');
});

const current = async (year = YEAR) => {
  const { version, ...setting } = (await city.get(AllocationSettingDocument, { year })).allocationSetting;
  return { version, setting };
};
const lastRecord = () =>
  test.app.db.row(systemScope, {
    compile: () =>
      sql<{
        before: number;
        after: number;
      }>`select (before ->> 'hardFrom')::int as before, (after ->> 'hardFrom')::int as after
        from audit_entry where action = 'allocationSetting.change' order by id desc limit 1`.compile(build),
  });
const changed = async (more: object) => {
  const { version, setting } = await current();
  return { input: { ...setting, version, ...more } };
};

describe('what allocations of a year go by', () => {
  it('is there before anybody has set it, each field beside the causes that it helps against', async () => {
    const { setting } = await current();
    expect(setting).toMatchObject({ year: YEAR, hardFrom: 60, weights: { lookedAfter: 40, evenUnits: 5 } });
    expect(setting.fits.map(({ field, cause }) => `${field} ${cause}`)).toContain('HEALTH ILLNESS');
  });

  it('is replaced as a whole; weights are the year’s, the causes of a field every year’s', async () => {
    const weights = { lookedAfter: 7, sameTown: 6, sameCounty: 5, fieldFits: 4, evenCadres: 3, evenUnits: 0 };
    const fits = [{ field: 'EMPLOYMENT', cause: 'FUNDS', why: '小额信贷能介绍' }];
    const { saveAllocationSetting } = await city.get(
      SaveAllocationSettingDocument,
      await changed({ hardFrom: 45, weights, fits }),
    );
    expect(saveAllocationSetting).toMatchObject({ year: YEAR, hardFrom: 45, weights, fits });
    expect((await current()).setting).toEqual({ year: YEAR, hardFrom: 45, weights, fits });
    expect((await current(YEAR + 1)).setting).toMatchObject({
      hardFrom: 60,
      weights: { sameTown: 20 },
      fits,
    });
  });

  it('is changed by who saw it as it is, each change recorded', async () => {
    const stale = await changed({ hardFrom: 50 });
    const { saveAllocationSetting: after } = await city.get(SaveAllocationSettingDocument, stale);
    const { code, errors } = await city.ask(SaveAllocationSettingDocument, stale);
    expect([code, errors[0]?.extensions]).toMatchObject([
      'CONFLICT',
      { current: { hardFrom: 50, version: after.version } },
    ]);
    expect(await lastRecord()).toEqual({ before: 45, after: 50 });
  });

  it.each([
    [
      'a cause that no dictionary has',
      [{ field: 'HEALTH', cause: 'NONE_SUCH', why: '看病' }],
      '字典里没有这个原因：NONE_SUCH',
    ],
    [
      'a line that stands twice',
      [
        { field: 'HEALTH', cause: 'ILLNESS', why: '看病' },
        { field: 'HEALTH', cause: 'ILLNESS', why: '签约' },
      ],
      '同一专长和原因只写一行',
    ],
  ])('refuses %s', async (_, fits, message) => {
    const { errors } = await city.ask(SaveAllocationSettingDocument, await changed({ fits }));
    expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', fields: { fits: message } });
  });

  it('refuses a weight beyond 100 and a field that there is not', async () => {
    const { setting } = await current();
    const weights = { ...setting.weights, sameTown: 101 };
    const fits = [{ field: 'POTTERY', cause: 'ILLNESS', why: '看病' }];
    expect((await city.ask(SaveAllocationSettingDocument, await changed({ weights }))).code).toBe(
      'INVALID_INPUT',
    );
    expect((await city.ask(SaveAllocationSettingDocument, await changed({ fits }))).code).toBe(
      'INVALID_INPUT',
    );
  });
});
