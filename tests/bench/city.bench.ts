import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedCity } from '../../seeds/city/index.ts';
import { openApplication, type Application } from '../../server/src/app/application.ts';
import { readBoard } from '../../server/src/modules/pairing/read-board.ts';
import { listCadres, listHouseholds } from '../../server/src/modules/people/index.ts';
import { friendScope, scopeOf, type Scope } from '../../server/src/platform/auth/scope.ts';
import { prepareDatabase } from '../../server/src/app/database.ts';
import { removeCluster, startCluster, type Cluster } from '../../server/src/platform/cluster/index.ts';
import { build } from '../../server/src/platform/db/query-builder.ts';
import { openLog } from '../../server/src/platform/log.ts';

/** A folder that holds the city already, and keeps it; without one the city is made and removed again. */
const KEPT = process.env['BENCH_CITY'];
const LOOKS = Number(process.env['BENCH_LOOKS'] ?? 40);
const GOAL = { seedSeconds: 120, boardMs: 60, searchMs: 10 };
const tmp = join(import.meta.dirname, '../.tmp');
const PAGE = { number: 1, size: 25 };

let folder: string;
let cluster: Cluster;
let app: Application;
let owner: pg.Client;
const rows: { what: string; ms: number; worst: number; goal: number | null }[] = [];

beforeAll(async () => {
  mkdirSync(tmp, { recursive: true });
  folder = KEPT ?? mkdtempSync(join(tmp, 'bench-city-'));
  cluster = await startCluster({ dataDir: folder, log: () => undefined });
  await prepareDatabase(cluster, false);
  app = await openApplication({
    appUrl: cluster.appUrl,
    keys: [{ kid: 1, wrapKey: randomBytes(32), indexKey: randomBytes(32) }], // nothing is revealed here
    dataDir: folder,
    log: openLog({ level: 'fatal' }),
  });
  const begun = performance.now();
  const made = await seedCity({
    ownerUrl: cluster.ownerUrl,
    vault: app.vault,
    passwordHash: 'nobody signs in here',
    today: app.clock.today(),
    say: () => undefined,
  });
  const seconds = (performance.now() - begun) / 1000;
  if (made) console.log(`seeded in ${seconds.toFixed(0)} s (goal ≤ ${GOAL.seedSeconds})`);
  owner = new pg.Client({ connectionString: cluster.ownerUrl });
  await owner.connect();
  await owner.query('set role r_system');
}, 900_000);

afterAll(async () => {
  await owner?.end();
  await app?.close();
  await cluster?.stop();
  if (!KEPT && folder) await removeCluster(folder);
});

/** From asking the pool to the rows as objects: the median and the worst of the looks, after some to warm. */
async function time(what: string, goal: number | null, look: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < 8; i++) await look();
  const took: number[] = [];
  for (let i = 0; i < LOOKS; i++) {
    const begun = performance.now();
    await look();
    took.push(performance.now() - begun);
  }
  const sorted = took.toSorted((a, b) => a - b);
  rows.push({ what, ms: sorted[LOOKS >> 1]!, worst: sorted.at(-1)!, goal });
}

const one = async <T extends object>(text: string): Promise<T> => (await owner.query<T>(text)).rows[0]!;

/** The largest of each: whoever has less is faster. */
async function scopes(): Promise<Record<string, Scope>> {
  const county = await one<{ path: string }>(
    `select split_part(path, '/', 1) || '/' || split_part(path, '/', 2) || '/' as path from household group by 1 order by count(*) desc, 1 limit 1`,
  );
  const town = await one<{ path: string }>(
    `select split_part(path, '/', 1) || '/' || split_part(path, '/', 2) || '/' || split_part(path, '/', 3) || '/' as path from household group by 1 order by count(*) desc, 1 limit 1`,
  );
  const unit = await one<{ path: string; n: number }>(
    `select u.path, count(*)::int as n from unit u join cadre c on c.unit_id = u.id group by 1 order by 2 desc, 1 limit 1`,
  );
  const cadre = await one<{ id: string }>(
    `select cadre_id as id from pairing where withdrawn_at is null and to_date is null group by 1 order by count(*) desc, 1 limit 1`,
  );
  return {
    city: scopeOf('territory', '6109/'),
    county: scopeOf('territory', county.path),
    town: scopeOf('territory', town.path),
    [`unit of ${unit.n} cadres`]: scopeOf('unit', unit.path),
    cadre: friendScope(cadre.id),
  };
}

/** What people type, each the commonest of its kind, so that no other finds more. */
async function words(): Promise<Record<string, string>> {
  const commonest = async (of: string, from: string) =>
    (
      await one<{ word: string }>(
        `select ${of} as word from ${from} group by 1 order by count(*) desc, 1 limit 1`,
      )
    ).word;
  return {
    'two characters': await commonest('substr(head_name, 1, 2)', 'household'),
    'a whole name': await commonest('head_name', 'household where length(head_name) = 3'),
    'two of a given name': await commonest(
      'substr(head_name, 2, 2)',
      'household where length(head_name) = 3',
    ),
    initials: await commonest('substr(head_initials, 1, 2)', 'household'),
    'four digits': await commonest('identity_tail', 'household_member where identity_tail is not null'),
    village: await commonest(
      'r.name',
      `household h join region r on r.id = h.region_id where r.level = 'VILLAGE'`,
    ),
  };
}

it('search, by what is typed and by who looks', async () => {
  const typed = Object.entries(await words());
  for (const [who, scope] of Object.entries(await scopes())) {
    await time(`nothing but a round trip, ${who}`, null, () =>
      app.db.rows(scope, build.selectNoFrom(sql<number>`1`.as('one'))),
    );
    for (const [what, q] of typed) {
      await time(`households by ${what}, ${who}`, GOAL.searchMs, () =>
        listHouseholds(app.db, scope, { q }, null, PAGE),
      );
    }
    await time(`cadres by two characters, ${who}`, GOAL.searchMs, () =>
      listCadres(app.db, scope, { q: typed[0]![1] }, null, PAGE),
    );
  }
  report('Search');
});

it('the board', async () => {
  const { city, county, town } = await scopes();
  const today = app.clock.today();
  for (const [who, scope] of Object.entries({ city, county, town })) {
    for (const by of ['REGION', 'UNIT'] as const) {
      await time(`board of the ${who} by ${by.toLowerCase()}`, GOAL.boardMs, () =>
        readBoard(app.db, scope!, today, { by }),
      );
    }
  }
  report('Boards');
});

/** Prints and stores the table. */
function report(title: string): void {
  const told = rows.splice(0);
  const lines = told.map(
    ({ what, ms, worst, goal }) =>
      `| ${what} | ${ms.toFixed(1)} | ${worst.toFixed(1)} | ${goal === null ? '' : `≤ ${goal}: ${ms <= goal ? 'met' : 'missed'}`} |`,
  );
  process.stdout.write(
    `\n### ${title} in a city of the real size\n${LOOKS} looks one after another, ${cpus().length} cores, Node ${process.version}\n\n` +
      `| | ms (median) | worst | goal |\n|---|---:|---:|---|\n${lines.join('\n')}\n`,
  );
  mkdirSync(join(tmp, 'bench'), { recursive: true });
  writeFileSync(join(tmp, `bench/city-${title.toLowerCase()}.json`), JSON.stringify(told, null, 2));
  expect(told.length).toBeGreaterThan(0);
}
