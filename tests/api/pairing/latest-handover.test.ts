import {
  EndPairingDocument,
  HandOverCaseloadDocument,
  LatestHandoverDocument,
  UndoPairingActDocument,
} from '@qinyou/schema';
import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import type { Client } from '../../support/client.ts';
import { COUNTY, withStage } from './setting.ts';

const stage = withStage();
let county: Client;
let leaving: string;

beforeAll(async () => {
  county = await stage.test.world.signedIn('COUNTY_OPERATOR', COUNTY);
});
beforeEach(async () => {
  leaving = await stage.test.world.cadre(stage.bureau);
});

const latest = async (who = county) => {
  const { latestHandover } = await who.get(LatestHandoverDocument, { cadreId: leaving });
  return (
    latestHandover && {
      id: latestHandover.id,
      households: latestHandover.households,
      whyNot: latestHandover.whyNot,
    }
  );
};

/** A friendship of long ago. */
async function paired(): Promise<string> {
  const { world } = stage.test;
  const [village] = stage.villages;
  return world.pairing(await world.household(village!), village!, leaving, stage.bureau);
}

async function handedOver(households: number) {
  const successorId = await stage.test.world.cadre(stage.bureau);
  const lines = [];
  for (let n = 0; n < households; n++) lines.push({ pairingId: await paired(), version: 1, successorId });
  const { handOverCaseload } = await county.get(HandOverCaseloadDocument, {
    input: { cadreId: leaving, lines, reason: '调走' },
  });
  return { id: handOverCaseload.id, successorId };
}

it('is there for whoever did it, until it is taken back', async () => {
  expect(await latest()).toBeNull();
  const first = await handedOver(2);
  expect(await latest()).toEqual({ id: first.id, households: 2, whyNot: null });
  const second = await handedOver(1);
  expect(await latest()).toEqual({ id: second.id, households: 1, whyNot: null });
  const colleague = await stage.test.world.signedIn('COUNTY_OPERATOR', COUNTY);
  expect(await latest(colleague)).toBeNull();
  await county.get(UndoPairingActDocument, { id: second.id });
  expect(await latest()).toEqual({ id: first.id, households: 2, whyNot: null });
});

it('is no other end of a friendship', async () => {
  await county.get(EndPairingDocument, { input: { id: await paired(), version: 1, reason: '迁走' } });
  expect(await latest()).toBeNull();
});

it('says why there is no way back, in the words of who tries', async () => {
  const { id, successorId } = await handedOver(1);
  await stage.test.app.db.write({ accountId: null, grantId: null }, systemScope, ({ sql: db }) =>
    sql`update pairing set version = version + 1 where cadre_id = ${successorId}`.execute(db),
  );
  const said = (await latest())?.whyNot;
  expect(said).toContain('又有人改过');
  expect((await county.ask(UndoPairingActDocument, { id })).errors[0]?.message).toBe(said);
});
