import { beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD, demoYear, SIGN_INS } from '../../../seeds/demo/index.ts';
import { seedFirstStart } from '../../../seeds/first-start.ts';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { checkSign } from '../../../server/src/modules/people/index.ts';
import { withApp } from '../../support/app.ts';
import { sql } from 'kysely';

const test = withApp();
const lines: string[] = [];

const one = async <T>(query: ReturnType<typeof sql<T>>): Promise<T> =>
  (
    await test.app.db.write({ accountId: null, grantId: null }, systemScope, ({ sql: db }) =>
      query.execute(db),
    )
  ).rows[0]!;

describe('the demo city', () => {
  beforeAll(async () => {
    await seedFirstStart({ app: test.app, say: (line) => lines.push(line) });
  });

  it('is there in the size it is described with', async () => {
    const counts = await one(sql<Record<string, number>>`select
      (select count(*)::int from unit) as units, (select count(*)::int from cadre) as cadres,
      (select count(*)::int from household) as households, (select count(*)::int from programme_year) as years,
      (select count(distinct left(path, 12))::int from household) as counties`);
    expect(counts).toEqual({ units: 60, cadres: 600, households: 2500, years: 3, counties: 10 });
  });

  it('lists a believable share of the villages as poor, in every county', async () => {
    const { least, most } = await one(sql<
      Record<'least' | 'most', number>
    >`select min(share)::float as least, max(share)::float as most
      from (select avg(poor::int) as share from region where level = 'VILLAGE' group by left(path, 12)) of_county`);
    expect(least).toBeGreaterThan(0.2);
    expect(most).toBeLessThan(0.5);
  });

  it('prints one sign-in for each role, and the password opens them', async () => {
    expect(lines.filter((line) => line.startsWith('  '))).toHaveLength(SIGN_INS.length);
    for (const { login } of SIGN_INS) {
      const client = test.world.anonymous();
      const document = 'mutation($input: SignInInput!) { signIn(input: $input) }';
      expect(await client.get(document, { input: { login, password: DEMO_PASSWORD } }), login).toEqual({
        signIn: true,
      });
      const { me } = await client.get<{ me: { currentGrant: object | null } }, object>(
        '{ me { currentGrant { role } } }',
      );
      expect(me.currentGrant, login).not.toBeNull();
    }
  });

  it('leaves something of everything on the board of 平利县', async () => {
    const path = '6109/610926/';
    const today = test.app.clock.today();
    const kinds = await test.app.db.write(
      { accountId: null, grantId: null },
      { axis: 'territory', lo: path, hi: '6109/6109260' },
      ({ sql: db }) =>
        sql<{
          kind: string;
          n: number;
        }>`select kind, count(*)::int as n from board_items(${demoYear(today)}, ${today}::date, ${path}, '6109/6109260') group by kind`.execute(
          db,
        ),
    );
    const found = Object.fromEntries(kinds.rows.map(({ kind, n }) => [kind, n]));
    expect(found['DUPLICATE']).toBe(14);
    expect(found['OFFICIAL']).toBeGreaterThan(3);
    expect(found['GAP']).toBeGreaterThan(20);
    expect(found['WAITING']).toBeGreaterThan(5);
  });

  it('seals what it invents under numbers that belong to nobody', async () => {
    const row = await one(
      sql<{
        person_key: Buffer;
        identity_cipher: Buffer;
        identity_mask: string;
      }>`select person_key, identity_cipher, identity_mask from cadre limit 1`,
    );
    const number = test.app.vault.open(row.person_key, row.identity_cipher);
    expect(number).toMatch(/^610999\d{11}[\dX]$/);
    expect(checkSign(number)).toBe(number[17]);
    expect(row.identity_mask).toBe(`610999 ******** ${number.slice(-4)}`);
  });

  it('is put in once: a second start only prints the sign-ins again', async () => {
    const again: string[] = [];
    await seedFirstStart({ app: test.app, say: (line) => again.push(line) });
    expect(again).toEqual(lines.slice(1));
  });
});
