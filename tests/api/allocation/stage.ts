import { setTimeout as sleep } from 'node:timers/promises';
import {
  AllocationLinesDocument,
  AllocationRunDocument,
  OpenAllocationDocument,
  PublishAllocationDocument,
  RunAllocationDocument,
  type AllocationLineKind,
  type AllocationRunPartsFragment,
} from '@qinyou/schema';
import { sql, type RawBuilder } from 'kysely';
import { beforeAll } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { fixedClock } from '../../../server/src/platform/clock.ts';
import { build } from '../../../server/src/platform/db/query-builder.ts';
import { withApp, type TestApp } from '../../support/app.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';

export const COUNTY = '6109/610926/';
export const YEAR = 2026;
export const clock = fixedClock(new Date('2026-03-10T02:00:00Z'));

export interface AllocationStage {
  test: TestApp;
  city: Client;
  county: Client;
  /** Of a town of 平利县, where {@link bureau} looks after the first. */
  villages: Place[];
  bureau: Place;
  /** Answers to the city. */
  municipal: Place;
  households(count: number, village?: Place, values?: { need?: number; cause?: string }): Promise<string[]>;
  cadres(count: number, unit?: Place): Promise<string[]>;
  pair(householdId: string, cadreId: string, unit?: Place, village?: Place): Promise<string>;
  count(from: RawBuilder<unknown>): Promise<number>;
  /** Removes people and runs. */
  empty(): Promise<void>;
}

/** A county with a bureau, a municipal unit of the city, and as many people as a test wants. */
export function withAllocationStage(options: Parameters<typeof withApp>[0] = { clock }): AllocationStage {
  const test = withApp(options);
  const stage = { test } as AllocationStage;
  beforeAll(async () => {
    const { world } = test;
    await world.insert('programme_year', { year: YEAR, confirm_by: `${YEAR}-03-31` });
    stage.villages = await world.villages('610926107', 3);
    stage.bureau = await world.unit('610926', { name: '平利县卫生健康局', field: 'HEALTH' });
    stage.municipal = await world.unit('6109', { name: '市水利局' });
    await world.insert('village_assignment', {
      unit_id: stage.bureau.id,
      village_id: stage.villages[0]!.id,
      from_date: '2025-01-01',
    });
    stage.city = await world.signedIn('CITY_OPERATOR', '6109/');
    stage.county = await world.signedIn('COUNTY_OPERATOR', COUNTY);
  });
  const { households, cadres, pair } = peopleOf(stage);
  return Object.assign(stage, { households, cadres, pair, ...looking(test) });
}

function peopleOf(stage: AllocationStage): Pick<AllocationStage, 'households' | 'cadres' | 'pair'> {
  const many = (count: number, make: () => Promise<string>) =>
    Promise.all(Array.from({ length: count }, make));
  return {
    households: (count, village = stage.villages[0]!, values = {}) =>
      many(count, () => stage.test.world.household(village, { need: 40, ...values })),
    cadres: (count, unit = stage.bureau) => many(count, () => stage.test.world.cadre(unit)),
    pair: (householdId, cadreId, unit = stage.bureau, village = stage.villages[0]!) =>
      stage.test.world.pairing(householdId, village, cadreId, unit, {
        from_date: '2025-02-01',
        source: 'ASSIGNED',
      }),
  };
}

function looking(test: TestApp): Pick<AllocationStage, 'count' | 'empty'> {
  const nobody = { accountId: null, grantId: null };
  return {
    async count(from) {
      const query = sql<{ n: number }>`select count(*)::int as n from ${from}`;
      return (await test.app.db.row(systemScope, { compile: () => query.compile(build) }))?.n ?? 0;
    },
    empty: () =>
      test.app.db.write(nobody, systemScope, async ({ sql: db }) => {
        await sql`update allocation_run set state = 'DISCARDED' where state <> 'PUBLISHED'`.execute(db);
        await sql`update cadre set status = 'LEFT'`.execute(db);
        await sql`update household set eligible = false`.execute(db);
      }),
  };
}

/** The run once it is worked out, or whatever else became of it. */
export async function settled(client: Client, id: string): Promise<AllocationRunPartsFragment> {
  for (let tries = 0; tries < 600; tries++) {
    const { allocationRun } = await client.get(AllocationRunDocument, { id });
    if (allocationRun.state !== 'WORKING' && allocationRun.state !== 'PUBLISHING') return allocationRun;
    await sleep(100);
  }
  throw new Error('the run does not come to an end');
}

export async function proposed(
  client: Client,
  input: { path?: string; year?: number } = {},
): Promise<AllocationRunPartsFragment> {
  const { openAllocation } = await client.get(OpenAllocationDocument, { input });
  return settled(client, openAllocation.id);
}

export async function again(client: Client, { id, version }: { id: string; version: number }) {
  await client.get(RunAllocationDocument, { input: { id, version } });
  return settled(client, id);
}

/** The version is asked for anew: hands have been at the run. */
export async function published(client: Client, id: string, reason?: string) {
  const { allocationRun } = await client.get(AllocationRunDocument, { id });
  await client.get(PublishAllocationDocument, { input: { id, version: allocationRun.version, reason } });
  return settled(client, id);
}

export async function linesOf(client: Client, id: string, kind?: AllocationLineKind) {
  const page = { number: 1, size: 1000 };
  const { allocationLines } = await client.get(AllocationLinesDocument, { id, filter: { kind }, page });
  return allocationLines.items;
}
