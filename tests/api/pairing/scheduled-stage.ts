import type { ScheduledHandoverRowFragment } from '@qinyou/schema';
import { ScheduledHandoversDocument } from '@qinyou/schema';
import pg from 'pg';
import { afterAll, beforeAll, expect } from 'vitest';
import { ScheduledHandoverService } from '../../../server/src/modules/pairing/index.ts';
import type { Jobs } from '../../../server/src/platform/jobs.ts';
import { calendarDate, type Clock } from '../../../server/src/platform/clock.ts';
import type { Client } from '../../support/client.ts';
import { COUNTY, withStage, type Stage } from './setting.ts';

export const ORDERED = '2026-03-10';
export const DAY = '2026-04-01';

export interface ScheduledStage extends Stage {
  /** Past every scope. */
  system: pg.Client;
  county: Client;
  countyAccount: { accountId: string; grantId: string };
  /** It is noon of that day from now on; whoever is to ask signs in anew. */
  itIs(day: string): Promise<void>;
  /** Somebody of the bureau with so many households, the pairings' ids in their order. */
  caseload(count: number): Promise<{ cadreId: string; homes: string[]; pairings: string[] }>;
  /** Who was whose friend and when, withdrawn ones left out, by household. */
  history(...homes: string[]): Promise<string[]>;
  /** What the database holds of an order. */
  stored(id: string): Promise<{ state: string; problem: string | null; lines: (string | null)[] }>;
  /** One look of the service at what is due, its job done here and now as often as asked. */
  dayComes(times?: number): Promise<void>;
  /** The same, with the worker killed while it waits for the lock of that household. */
  dayComesAndDies(home: string): Promise<void>;
  open(client?: Client): Promise<ScheduledHandoverRowFragment[]>;
}

/** A county whose clock can be moved on. */
export function withScheduled(): ScheduledStage {
  let now = new Date(`${ORDERED}T04:00:00Z`);
  const clock: Clock = { now: () => now, today: () => calendarDate(now) };
  const stage = withStage(clock) as ScheduledStage;
  beforeAll(async () => {
    const { world } = stage.test;
    stage.system = new pg.Client({ connectionString: stage.test.urls.appUrl, options: '-c role=r_system' });
    await stage.system.connect();
    stage.itIs = async (day) => {
      now = new Date(`${day}T04:00:00Z`);
      const { client, ...account } = await world.account('COUNTY_OPERATOR', COUNTY);
      [stage.county, stage.countyAccount] = [client, account];
    };
    stage.caseload = async (count) => {
      const cadreId = await world.cadre(stage.bureau, { rank: 'COUNTY_LEADER' });
      const [homes, pairings]: [string[], string[]] = [[], []];
      for (let i = 0; i < count; i++) {
        const householdId = await world.household(stage.villages[0]!);
        homes.push(householdId);
        pairings.push(
          await world.pairing(householdId, stage.villages[0]!, cadreId, stage.bureau, {
            created_at: '2025-01-01',
          }),
        );
      }
      return { cadreId, homes, pairings };
    };
    stage.history = async (...homes) => {
      const { rows } = await stage.system.query<{ line: string }>(
        `select array_position($1::uuid[], household_id) || ' ' || kind || ' ' || cadre_id || ' ' || from_date || '..' || coalesce(to_date::text, '') as line
         from pairing where household_id = any($1) and withdrawn_at is null order by array_position($1::uuid[], household_id), from_date, kind`,
        [homes],
      );
      return rows.map(({ line }) => line);
    };
    stage.stored = async (id) => {
      const { rows } = await stage.system.query<{
        state: string;
        problem: string | null;
        lines: (string | null)[];
      }>(
        `select h.state, h.problem, array_agg(l.problem order by l.position) as lines
         from scheduled_handover h join scheduled_handover_line l on l.handover_id = h.id and l.state = h.state where h.id = $1 group by h.id`,
        [id],
      );
      return rows[0]!;
    };
    stage.dayComes = async (times = 1) => {
      const sent: unknown[] = [];
      const handlers: ((data: unknown) => Promise<void>)[] = [];
      const jobs = {
        handle: (_: string, handler: (data: unknown) => Promise<void>) => handlers.push(handler),
        send: (_: string, data: unknown) => Promise.resolve(void sent.push(data)),
      } as unknown as Jobs;
      const log = stage.test.app.http.log as never;
      await new ScheduledHandoverService({ db: stage.test.app.db, clock, jobs, log }).sweep();
      const runs = sent.flatMap((data) => Array.from({ length: times }, () => handlers[0]!(data)));
      await Promise.all(runs);
    };
    stage.dayComesAndDies = async (home) => {
      const { ownerUrl, appUrl } = stage.test.urls;
      const [other, killer] = [new pg.Client(ownerUrl), new pg.Client(appUrl)];
      await Promise.all([other.connect(), killer.connect()]);
      try {
        await other.query('begin; set local role r_system');
        await other.query('select from household where id = $1 for update', [home]);
        const dying = expect(stage.dayComes()).rejects.toThrow();
        const { rows } = await other.query<{ pid: number }>('select pg_backend_pid() as pid');
        const kill = `select pg_terminate_backend(pid, 5000) from pg_stat_activity where $1 = any(pg_blocking_pids(pid))`;
        await expect.poll(async () => (await killer.query(kill, [rows[0]!.pid])).rowCount).toBe(1);
        await dying;
      } finally {
        await Promise.all([other.end(), killer.end()]);
      }
    };
    stage.open = async (client = stage.county) =>
      (await client.get(ScheduledHandoversDocument, { page: { size: 1000, number: 1 } })).scheduledHandovers
        .items;
    await stage.itIs(ORDERED);
  });
  afterAll(() => stage.system.end());
  return stage;
}
