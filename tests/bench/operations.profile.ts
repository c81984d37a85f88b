import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { fill, type Filled } from './data.ts';
import { inTurn, load, onceEach, requestOf } from './load.ts';
import { NESTED, PAGE, PAGE_WITH_TOTAL, PAIR, STORY } from './operations.ts';
import { stagesOf, type Stages } from './profile.ts';
import { serviceFile, startServer, stopServers } from './servers.ts';

const STAGES: Stages = [
  ['garbage collector', /\(garbage collector\)/],
  ['log', /pino|sonic-boom|platform\/log/],
  ['build and send statements, read rows', /node_modules\/.*\/pg|pg-protocol|kysely|platform\/db|mikro-orm/],
  [
    'session, limits, access',
    /platform\/(auth|limits|graphql\/guard)|modules\/(identity|access)|rate-limiter/,
  ],
  ['own queries, rules and resolvers', /dist\/server\/src\/modules/],
  [
    'execute GraphQL',
    /graphql-jit|dataloader|node_modules\/graphql\/|type-graphql|platform\/graphql|compiled/,
  ],
  ['HTTP and Apollo', /fastify|apollo|light-my|node:_http/],
];

const tmp = join(import.meta.dirname, '../.tmp');
let database: TestDatabase;
let data: Filled;

beforeAll(async () => {
  database = await testDatabase();
  data = await fill(database.ownerUrl);
});
afterAll(() => database.drop());

it.each([
  ['a page of 25 pairings', PAGE, () => [''], inTurn],
  ['the page with its total', PAGE_WITH_TOTAL, () => [''], inTurn],
  ['a household with its story', STORY, () => data.households, inTurn],
  ['50 cadres with their pairings', NESTED, () => [''], inTurn],
  ['one pairing written', PAIR, () => data.strangers, onceEach],
] as const)('%s', async (title, asked, ids, turn) => {
  const folder = mkdtempSync(join(tmp, 'profile-'));
  const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`];
  const environment = {
    DATABASE_URL: database.appUrl,
    QINYOU_OWNER_URL: database.ownerUrl,
  };
  const { port, pid } = await startServer(serviceFile, environment, flags);
  const headers = { cookie: `qinyou_session=${data.token}`, 'apollo-require-preflight': 'true' };
  const pids = { server: pid, database: data.postmaster };
  const request = turn(ids().map((id) => requestOf('/graphql', asked.ours(id), headers)));
  await load({ name: title, port, pids, request }, 2000); // warm
  const since = Number(process.hrtime.bigint() / 1000n);
  const { rate } = await load({ name: title, port, pids, request }, 5000);
  await stopServers();
  process.stdout.write(`\n### ${title}: ${Math.round(rate)} answers/s while profiled\n`);
  process.stdout.write(stagesOf(folder, since, STAGES));
  if (!process.env['KEEP']) rmSync(folder, { recursive: true, force: true });
});
