import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { seedCity, type CityGround } from '../../../seeds/city/index.ts';
import { examine } from '../../../server/src/app/doctor/examine.ts';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { withApp } from '../../support/app.ts';

const test = withApp();
const SIZE = { cadres: 5_000, households: 10_000 };

const ground = (): CityGround => ({
  ownerUrl: test.urls.ownerUrl,
  vault: test.app.vault,
  passwordHash: 'nobody signs in here',
  today: test.app.clock.today(),
  size: SIZE,
  say: () => undefined,
});

/** Everything that holds the tables' rows together, as the catalogue tells it. */
const ties = async (): Promise<string[]> => {
  const { rows } = await test.app.db.write({ accountId: null, grantId: null }, systemScope, ({ sql: db }) =>
    sql<{ tie: string }>`
      select concat(conrelid::regclass, ' ', conname, ' ', pg_get_constraintdef(oid), ' ', convalidated) as tie
      from pg_constraint where connamespace = 'public'::regnamespace
      union all select pg_get_indexdef(indexrelid) from pg_index join pg_class on pg_class.oid = indexrelid
      where relnamespace = 'public'::regnamespace and indisvalid
      union all select concat(relname, ' ', relrowsecurity, ' ', relforcerowsecurity) from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'
      union all select concat(tgrelid::regclass, ' ', tgname, ' ', tgenabled) from pg_trigger where not tgisinternal
      order by 1`.execute(db),
  );
  return rows.map(({ tie }) => tie);
};

describe('the city of the real size, made smaller', () => {
  let before: string[];
  beforeAll(async () => {
    before = await ties();
    expect(await seedCity(ground())).toBe(true);
  }, 180_000);

  it('leaves every constraint, index, policy and trigger as it was', async () => {
    expect(before.length).toBeGreaterThan(200);
    expect(await ties()).toEqual(before);
  });

  it('is as many as it was asked for, over every village', async () => {
    const { rows } = await test.app.db.write({ accountId: null, grantId: null }, systemScope, ({ sql: db }) =>
      sql`select (select count(*)::int from cadre) as cadres, (select count(*)::int from household) as households,
        (select count(distinct region_id)::int from household) as villages,
        (select count(*)::int from programme_year) as years,
        (select count(*) > 100 from pairing where to_date < current_date) as past`.execute(db),
    );
    expect(rows[0]).toEqual({ ...SIZE, villages: 1_924, years: 3, past: true });
  });

  it('is sound to every invariant, row-level security included', async () => {
    const wrong = await examine({ app: test.app, dataDir: import.meta.dirname, outside: false });
    const invariants = wrong.filter(({ notice }) => !notice).map(({ id }) => id);
    expect(invariants.filter((id) => !/^(keys|disk)\./.test(id))).toEqual([]);
  });

  it('goes into an empty database only', async () => {
    expect(await seedCity(ground())).toBe(false);
  });
});
