import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import * as documents from '@qinyou/schema';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newToken, tokenHash } from '../../server/src/platform/crypto.ts';
import { Client, overHttp } from '../support/client.ts';
import { masterKey } from '../support/master-key.ts';
import { openCity, tmp, type SeededCity } from './cities.ts';
import { serviceFile, startServer, stopServers } from './servers.ts';

/** A folder that holds the city already, and keeps it; without one the city is made and removed again. */
const KEPT = process.env['BENCH_CITY'];
const LOOKS = Number(process.env['BENCH_LOOKS'] ?? 15);

/** What a page may take to come, ms: one that people open, and one that is turned to or sorted in a rare order. */
const FIRST = { city: 60, county: 25 };
const RARE = { city: 150, county: 150 };
const page = { number: 1, size: 25 };
const deep = { number: 400, size: 25 };

/** What the console asks for each page, and of whom. */
const PAGES: [name: string, variables: Record<string, unknown>, goal: typeof FIRST, only?: 'city'][] = [
  ['Home', {}, FIRST],
  ['Board', {}, FIRST],
  ['Board', { by: 'UNIT' }, FIRST],
  ['BoardItems', { page }, FIRST],
  ['BoardItems', { filter: { kind: 'GAP' }, page }, FIRST],
  ['Households', { page }, FIRST],
  ['HouseholdCounts', {}, FIRST],
  ['Households', { filter: { friend: 'NONE', eligible: true }, page }, FIRST],
  ['Households', { filter: { friend: 'MANY' }, page }, FIRST],
  ['Households', { filter: { cause: 'ILLNESS' }, page }, RARE],
  ['Households', { sort: { field: 'NEED', order: 'DESC' }, page }, RARE],
  ['Households', { sort: { field: 'NAME', order: 'ASC' }, page }, RARE],
  ['Households', { sort: { field: 'SIZE', order: 'DESC' }, page }, RARE],
  ['Households', { page: deep }, RARE],
  ['Cadres', { page }, FIRST],
  ['CadreCounts', {}, FIRST],
  ['Cadres', { filter: { friendless: true }, page }, FIRST],
  ['Cadres', { sort: { field: 'NAME', order: 'ASC' }, page }, RARE],
  ['Pairings', { page }, FIRST],
  ['Pairings', { sort: { field: 'FROM', order: 'DESC' }, page }, RARE],
  ['UnitConfirmations', { page }, FIRST],
  ['CountyConfirmations', {}, FIRST],
  ['CountyConfirmation', { countyId: 'its county' }, FIRST],
  ['CountyConfirmationRows', { filter: { countyId: 'its county' }, page }, FIRST],
  ['AllocationSupply', {}, FIRST],
  ['AllocationNeed', {}, FIRST],
  ['HandoverProposal', { cadreId: 'whoever has most' }, FIRST],
  ['SendableCadres', { page }, FIRST, 'city'],
];

let city: SeededCity;
let owner: pg.Client;
const { QINYOU_MASTER_KEY, keys } = masterKey();

beforeAll(async () => {
  city = await openCity(KEPT, keys);
  owner = new pg.Client({ connectionString: city.cluster.ownerUrl });
  await owner.connect();
  await owner.query('set role r_system');
}, 900_000);

afterAll(async () => {
  await stopServers();
  await owner?.end();
  await city?.close();
});

interface Office {
  client: Client;
  /** The cadre of its area who has most to hand over. */
  cadreId: string;
}

/** An office, signed in. */
async function office(origin: string, role: string, path: string): Promise<Office> {
  const token = newToken();
  await owner.query(
    `insert into session (token_hash, account_id, grant_id)
     select $1, account_id, id from role_grant where role = $2 and path = $3 order by id limit 1`,
    [tokenHash(token), role, path],
  );
  const { rows } = await owner.query<{ id: string }>(
    `select cadre_id as id from pairing where kind = 'RESPONSIBLE' and withdrawn_at is null and to_date is null
     and starts_with(path, $1) and starts_with(cadre_path, $1) group by 1 order by count(*) desc, 1 limit 1`,
    [path],
  );
  return { client: new Client(overHttp(origin), token), cadreId: rows[0]!.id };
}

/** What is asked, with the identifiers that its words stand for. */
const filledIn = (asked: Record<string, unknown>, ids: Record<string, string>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(asked), (_, value: unknown) =>
    typeof value === 'string' ? (ids[value] ?? value) : value,
  ) as Record<string, unknown>;

it('the pages of the console in a city of the real size', { timeout: 900_000 }, async () => {
  const { port } = await startServer(serviceFile, {
    DATABASE_URL: city.cluster.appUrl,
    QINYOU_OWNER_URL: city.cluster.ownerUrl,
    QINYOU_MASTER_KEY,
  });
  const origin = `http://127.0.0.1:${port}`;
  const offices = {
    city: await office(origin, 'CITY_OPERATOR', '6109/'),
    county: await office(origin, 'COUNTY_OPERATOR', '6109/610926/'),
  };
  const {
    rows: [county],
  } = await owner.query<{ id: string }>("select id from region where path = '6109/610926/'");
  const countyId = county!.id;
  const told: { who: string; what: string; ms: number; worst: number; goal: number }[] = [];
  for (const who of ['city', 'county'] as const) {
    const { client, cadreId } = offices[who];
    for (const [name, asked, goal, only] of PAGES) {
      if (only && only !== who) continue;
      const variables = filledIn(asked, { 'whoever has most': cadreId, 'its county': countyId });
      const document = documents[
        `${name}Document` as keyof typeof documents
      ] as typeof documents.HomeDocument;
      const took: number[] = [];
      for (let look = -3; look < LOOKS; look++) {
        const begun = performance.now();
        await client.get(document, variables);
        if (look >= 0) took.push(performance.now() - begun);
      }
      const sorted = took.toSorted((a, b) => a - b);
      const what = `${name} ${JSON.stringify(asked)}`;
      told.push({ who, what, ms: sorted[LOOKS >> 1]!, worst: sorted.at(-1)!, goal: goal[who] });
    }
  }
  const lines = told.map(
    ({ who, what, ms, worst, goal }) =>
      `| ${who} | ${what} | ${ms.toFixed(1)} | ${worst.toFixed(1)} | ≤ ${goal}: ${ms <= goal ? 'met' : 'missed'} |`,
  );
  process.stdout.write(
    `\n### Pages in a city of the real size\n${LOOKS} looks one after another by the client's clock, ${cpus().length} cores, Node ${process.version}\n\n` +
      `| | | ms (median) | worst | goal |\n|---|---|---:|---:|---|\n${lines.join('\n')}\n`,
  );
  mkdirSync(join(tmp, 'bench'), { recursive: true });
  writeFileSync(join(tmp, 'bench/pages.json'), JSON.stringify(told, null, 2));
  expect(told).toHaveLength(2 * PAGES.length - 1);
});
