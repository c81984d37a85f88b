import { testDatabase, type TestDatabase } from '../support/database.ts';
import { COUNTY, fill, type Filled } from './data.ts';
import { inTurn, requestOf, type Target } from './load.ts';
import { serverFile, serviceFile, startServer } from './servers.ts';

/** What one server is asked: GraphQL with its variables, or a path of the bare server. */
export interface Asked {
  ours: (id: string) => object;
  theirs: (id: string) => object;
  /** Path of the bare server. */
  bare: (id: string) => string;
}

export interface Stage {
  database: TestDatabase;
  data: Filled;
  /** The three servers asked for the same, one id after the other. */
  targets: (asked: Asked, ids: readonly string[], turn?: typeof inTurn) => Target[];
}

const serviceEnvironment = (database: TestDatabase) => ({
  DATABASE_URL: database.appUrl,
  QINYOU_OWNER_URL: database.ownerUrl,
});
const headersOf = ({ token }: Filled) => ({
  cookie: `qinyou_session=${token}`,
  'apollo-require-preflight': 'true',
});

/** Our service alone over a database of its own, asked for one thing. */
export async function openService(
  name: string,
  pairings: number,
  { ours }: Asked,
): Promise<{ database: TestDatabase; target: Target }> {
  const database = await testDatabase();
  const data = await fill(database.ownerUrl, pairings);
  const { port, pid } = await startServer(serviceFile, serviceEnvironment(database));
  const pids = { server: pid, database: data.postmaster };
  const request = inTurn([requestOf('/graphql', ours(''), headersOf(data))]);
  return { database, target: { name, port, pids, request } };
}

/** A filled database with three servers over it: ours, PostGraphile 5 and the limit; all under the county's scope and policies. */
export async function openStage(pairings?: number): Promise<Stage> {
  const database = await testDatabase();
  const data = await fill(database.ownerUrl, pairings);
  const environment = {
    APP_URL: database.appUrl,
    ...serviceEnvironment(database),
    LO: COUNTY,
    HI: `${COUNTY.slice(0, -1)}0`,
  };
  const service = await startServer(serviceFile, environment);
  const postgraphile = await startServer(serverFile('postgraphile'), environment);
  const bare = await startServer(serverFile('bare'), environment);
  const headers = headersOf(data);
  const targets: Stage['targets'] = ({ ours, theirs, bare: path }, ids, turn = inTurn) => [
    {
      name: 'qinyou',
      port: service.port,
      pids: { server: service.pid, database: data.postmaster },
      request: turn(ids.map((id) => requestOf('/graphql', ours(id), headers))),
    },
    {
      name: 'PostGraphile 5',
      port: postgraphile.port,
      pids: { server: postgraphile.pid, database: data.postmaster },
      request: turn(ids.map((id) => requestOf('/graphql', theirs(id)))),
    },
    {
      name: 'bare node:http + prepared SQL',
      port: bare.port,
      pids: { server: bare.pid, database: data.postmaster },
      request: turn(ids.map((id) => requestOf(path(id), null))),
    },
  ];
  return { database, data, targets };
}
