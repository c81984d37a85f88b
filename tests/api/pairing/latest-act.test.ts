import {
  EndPairingDocument,
  LatestPairingActDocument,
  MergeHouseholdsDocument,
  PairDocument,
  UndoPairingActDocument,
} from '@qinyou/schema';
import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import type { Client } from '../../support/client.ts';
import { COUNTY, withStage } from './setting.ts';

const stage = withStage();
let county: Client;
let householdId: string;
let cadreId: string;

beforeAll(async () => {
  county = await stage.test.world.signedIn('COUNTY_OPERATOR', COUNTY);
});
beforeEach(async () => {
  householdId = await stage.test.world.household(stage.villages[0]!);
  cadreId = await stage.test.world.cadre(stage.bureau, { name: '张立新' });
});

const latest = async (who = county, household = householdId) =>
  (await who.get(LatestPairingActDocument, { householdId: household })).latestPairingAct;
const pair = async () => (await county.get(PairDocument, { input: { householdId, cadreId } })).pair;

it('is there for whoever did it, until it is taken back', async () => {
  expect(await latest()).toBeNull();
  const { id } = await pair();
  expect(await latest()).toMatchObject({ id, begun: ['张立新'], ended: [], households: 1, whyNot: null });
  expect(await latest(await stage.test.world.signedIn('COUNTY_OPERATOR', COUNTY))).toBeNull();
  await county.get(UndoPairingActDocument, { id });
  expect(await latest()).toBeNull();
});

it('is the last one, with whom it took away', async () => {
  const made = await pair();
  const input = { id: made.pairing!.id, version: made.pairing!.version, reason: '迁走' };
  const { endPairing } = await county.get(EndPairingDocument, { input });
  expect(await latest()).toMatchObject({ id: endPairing.id, begun: [], ended: ['张立新'] });
});

it('says why there is no way back, in the words of who tries', async () => {
  const { id } = await pair();
  await stage.test.app.db.write({ accountId: null, grantId: null }, systemScope, ({ sql: db }) =>
    sql`update pairing set version = version + 1 where household_id = ${householdId}`.execute(db),
  );
  const said = (await latest())?.whyNot;
  expect(said).toContain('又有人改过');
  expect((await county.ask(UndoPairingActDocument, { id })).errors[0]?.message).toBe(said);
});

it('is not what a merge did, which is taken back with the merge', async () => {
  const other = await stage.test.world.household(stage.villages[0]!);
  await stage.test.world.pairing(householdId, stage.villages[0]!, cadreId, stage.bureau);
  await county.get(MergeHouseholdsDocument, {
    input: { id: other, version: 1, otherId: householdId, otherVersion: 1, reason: '并户' },
  });
  expect([await latest(), await latest(county, other)]).toEqual([null, null]);
});
