import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { COUNTY, fill, PAIRINGS } from './data.ts';
import { compare } from './compare.ts';
import { once, requestOf, type Target } from './load.ts';
import { serverFile, serviceFile, startServer, stopServers } from './servers.ts';

const SCOPE = { LO: COUNTY, HI: `${COUNTY.slice(0, -1)}0` };

const ours = (
  total: string,
) => `query Page($within: String!) { pairings(filter: { within: $within, standing: true }, page: { number: 1, size: 25 }) {
  items { id kind from cadre { id name unit { id name } } household { id headName village { id name parent { id name } } } } ${total} } }`;
const theirs = (total: string) => `query Page { allPairings(first: 25, orderBy: [PATH_ASC, ROW_ID_ASC]) {
  nodes { rowId kind fromDate cadreByCadreIdAndCadrePath { rowId name unitByUnitIdAndPath { rowId name } }
    householdByHouseholdIdAndPath { rowId headName regionByRegionIdAndPath { rowId name regionByParentId { rowId name } } } } ${total} } }`;

let database: TestDatabase;
let pages: Target[];
let withTotals: Target[];

beforeAll(async () => {
  database = await testDatabase();
  const token = await fill(database.ownerUrl);
  const environment = {
    APP_URL: database.appUrl,
    DATABASE_URL: database.appUrl,
    QINYOU_OWNER_URL: database.ownerUrl,
    ...SCOPE,
  };
  const service = await startServer(serviceFile, environment);
  const postgraphile = await startServer(serverFile('postgraphile'), environment);
  const bare = await startServer(serverFile('bare'), environment);
  const headers = { cookie: `qinyou_session=${token}`, 'apollo-require-preflight': 'true' };
  const targets = (withTotal: boolean): Target[] => [
    {
      name: 'qinyou',
      port: service,
      request: requestOf(
        '/graphql',
        { query: ours(withTotal ? 'total' : ''), variables: { within: COUNTY } },
        headers,
      ),
    },
    {
      name: 'PostGraphile 5',
      port: postgraphile,
      request: requestOf('/graphql', { query: theirs(withTotal ? 'totalCount' : '') }),
    },
    {
      name: 'bare node:http + prepared SQL',
      port: bare,
      request: requestOf(withTotal ? '/total' : '/', null),
    },
  ];
  pages = targets(false);
  withTotals = targets(true);
});

afterAll(async () => {
  await stopServers();
  await database.drop();
});

it('answers alike: the same 25 heads, cadres, villages and towns from each', async () => {
  const heads = await Promise.all(withTotals.map(async (target) => (await once(target)).match(/户主\d+/g)));
  expect(heads[0]).toHaveLength(25);
  expect(heads[1]).toEqual(heads[0]);
  expect(heads[2]).toEqual(heads[0]);
  const totals = await Promise.all(
    withTotals.map(async (target) => /"total(?:Count)?":"?(\d+)/.exec(await once(target))?.[1]),
  );
  expect(new Set(totals).size).toBe(1);
});

const data = `${PAIRINGS.toLocaleString('en')} pairings`;
it('page of 25 pairings of a county, without its total', () =>
  compare('Page of 25 pairings of a county under access control', data, pages));
it('page of 25 pairings of a county, with its total', () =>
  compare('The same page with its total', data, withTotals));
