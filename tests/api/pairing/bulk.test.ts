import {
  BoardDocument,
  BoardRunDocument,
  BoardRunRefusalsDocument,
  LatestBoardRunDocument,
  PlanAssignAllDocument,
  PlanWaiveAllDocument,
  StartBoardRunDocument,
  StopBoardRunDocument,
} from '@qinyou/schema';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BoardRunService } from '../../../server/src/modules/pairing/index.ts';
import type { Jobs } from '../../../server/src/platform/jobs.ts';
import type { Client } from '../../support/client.ts';
import { until, withBulkStage } from './bulk-stage.ts';
import { clock, COUNTY } from './setting.ts';

const stage = withBulkStage();
let county: Client;
const HOUSEHOLDS = 430;
const STANDING = `pairing where withdrawn_at is null and to_date is null`;

beforeAll(async () => {
  county = await stage.test.world.signedIn('COUNTY_OPERATOR', COUNTY);
});

const planned = async (client = county, filter = {}) => {
  const { planAssignAll } = await client.get(PlanAssignAllDocument, { filter });
  return until(client, planAssignAll.id, 'READY', 'FAILED');
};
const start = (id: string, reason?: string) => county.get(StartBoardRunDocument, { input: { id, reason } });

describe('照办 for everything that a filter shows', () => {
  beforeEach(() => stage.fill(HOUSEHOLDS, 240));

  it('is worked out first and changes nothing until it is started; then all of it is done, each pair recorded', async () => {
    const before = await stage.count(`audit_entry where action = 'pairing.create'`);
    const run = await planned();
    // 240 officials without a friend stand on the board too; each is promised a household of the list.
    expect([run.found, run.total]).toEqual([HOUSEHOLDS + 240, HOUSEHOLDS]);
    expect(await stage.count(STANDING)).toBe(0);

    await start(run.id);
    const done = await until(county, run.id, 'DONE', 'FAILED');
    expect(done).toMatchObject({ state: 'DONE', done: HOUSEHOLDS, refused: 0, problem: null });
    expect(await stage.count(STANDING)).toBe(HOUSEHOLDS);
    expect(await stage.count(`audit_entry where action = 'pairing.create'`)).toBe(before + HOUSEHOLDS);
    const acts = `(select distinct act_id from pairing_act) a`;
    expect(await stage.count(acts)).toBe(Math.ceil(HOUSEHOLDS / 200));
    const { board } = await county.get(BoardDocument, { within: COUNTY, by: 'REGION' });
    expect(board.area.counts).toMatchObject({ gaps: 0, officials: 0, solved: HOUSEHOLDS });

    expect((await start(run.id)).startBoardRun).toMatchObject({ state: 'DONE', done: HOUSEHOLDS });
    expect(await stage.count(STANDING)).toBe(HOUSEHOLDS);
  });

  it('keeps to the filter and to nobody’s place twice', async () => {
    const run = await planned(county, { within: stage.villages[0]!.path, kind: 'GAP' });
    expect(run.total).toBe(run.found);
    expect(run.found).toBeLessThan(HOUSEHOLDS / 3);
    await start(run.id);
    await until(county, run.id, 'DONE');
    expect(await stage.count(`${STANDING} and path <> '${stage.villages[0]!.path}'`)).toBe(0);
    expect(await stage.count(`(select 1 from ${STANDING} group by cadre_id having count(*) > 2) x`)).toBe(0);
  });

  it('says which no longer held, and why, and does the rest', async () => {
    const run = await planned();
    const { rows } = await stage.system.query<{ household_id: string }>(
      'select household_id from board_run_item where run_id = $1 order by position limit 3',
      [run.id],
    );
    const [taken, ended, gone] = rows.map((row) => row.household_id);
    const stranger = await stage.test.world.cadre(stage.townOffice, { name: '抢先的' });
    await stage.owner.query(
      `insert into pairing (household_id, path, cadre_id, cadre_path, kind, slot, from_date, source)
       select id, path, $2, $3, 'RESPONSIBLE', 1, '2026-03-01', 'ASSIGNED' from household where id = $1`,
      [taken, stranger, stage.townOffice.path],
    );
    await stage.owner.query(`update household set ended_on = '2026-03-01' where id = $1`, [ended]);
    const [elsewhere] = await stage.test.world.villages('610902', 1);
    await stage.owner.query('update household set region_id = $2, path = $3 where id = $1', [
      gone,
      elsewhere!.id,
      elsewhere!.path,
    ]);
    await start(run.id);
    expect(await until(county, run.id, 'DONE', 'FAILED')).toMatchObject({
      done: HOUSEHOLDS - 3,
      refused: 3,
    });
    const { boardRunRefusals } = await county.get(BoardRunRefusalsDocument, { id: run.id });
    expect(boardRunRefusals.map(({ rule, message }) => [rule, message])).toEqual([
      ['R2', '这户已有 1 名责任干部，先结束原来的结对'],
      ['R7', '这户已经注销，不能再结对'],
      [null, '这一户或这名干部已经不在，或不归你管了'],
    ]);
    // Where it went is nobody's business here.
    expect(boardRunRefusals.map(({ head }) => head !== null)).toEqual([true, true, false]);
  });

  it('stops after the batch under way and goes on where it was left, nothing doubled', async () => {
    const many = 1030;
    await stage.fill(many, 540);
    const run = await planned();
    await start(run.id);
    const done = async () => (await county.get(BoardRunDocument, { id: run.id })).boardRun.done;
    await expect.poll(done, { interval: 10, timeout: 10_000 }).toBeGreaterThan(0);
    await county.get(StopBoardRunDocument, { id: run.id });
    const stopped = await until(county, run.id, 'STOPPED', 'DONE');
    const standing = await stage.count(STANDING);
    expect(stopped.state).toBe('STOPPED');
    expect(standing).toBeLessThan(many);
    expect([standing, standing % 200]).toEqual([stopped.done, 0]);
    await start(run.id);
    expect((await until(county, run.id, 'DONE')).done).toBe(many);
    expect(await stage.count(STANDING)).toBe(many);
  });

  it('is taken up after a kill: whole batches stand, the rest follows once', async () => {
    const run = await planned();
    // A worker that dies has committed whole batches and left the run on its way, without anybody at work.
    await stage.system.query(`update board_run set state = 'RUNNING', started_at = now() where id = $1`, [
      run.id,
    ]);
    const sent: string[] = [];
    const handlers: ((data: unknown) => Promise<void>)[] = [];
    const jobs = {
      handle: (_: string, handler: (data: unknown) => Promise<void>) => handlers.push(handler),
      send: (_: string, data: { id: string }) => Promise.resolve(void sent.push(data.id)),
    } as unknown as Jobs;
    const { db } = stage.test.app;
    const service = new BoardRunService({ db, clock, jobs, log: stage.test.app.http.log as never });
    await service.resume();
    expect(sent).toEqual([run.id]);
    // The dead worker's job and the one taken up may both run: they take turns.
    await Promise.all([handlers[0]!({ id: run.id }), handlers[0]!({ id: run.id })]);
    expect((await county.get(BoardRunDocument, { id: run.id })).boardRun).toMatchObject({
      state: 'DONE',
      done: HOUSEHOLDS,
    });
    expect(await stage.count(STANDING)).toBe(HOUSEHOLDS);
  });

  it.each([
    ['ends with the grant it was started under', 'withdrawn_at = now()', '已经停用'],
    [
      'does not go on under a grant that begins later',
      `from_date = '2026-03-11'`,
      '从 2026 年 3 月 11 日起才生效',
    ],
  ])('is its maker’s alone, and %s', async (_, grant, why) => {
    const { client, grantId } = await stage.test.world.account('COUNTY_OPERATOR', COUNTY);
    const run = await planned(client);
    expect((await county.ask(BoardRunDocument, { id: run.id })).code).toBe('NOT_FOUND');
    expect((await county.ask(StartBoardRunDocument, { input: { id: run.id } })).code).toBe('NOT_FOUND');
    expect((await client.get(LatestBoardRunDocument)).boardRuns[0]?.id).toBe(run.id);
    await stage.system.query(`update board_run set state = 'RUNNING' where id = $1`, [run.id]);
    await stage.system.query(`update role_grant set ${grant} where id = $1`, [grantId]);
    await stage.test.app.services.boardRuns.resume();
    const failed = `board_run where id = $1 and state = 'FAILED' and problem = $2`;
    const problem = `开始办理的身份${why}，剩下的没有办`;
    await expect.poll(() => stage.count(failed, [run.id, problem])).toBe(1);
    expect(await stage.count(STANDING)).toBe(0);
  });
});

describe('after the county was closed (R5)', () => {
  it('asks for the reason and goes on with it', async () => {
    await stage.fill(30, 20);
    await stage.owner.query(`update confirmation set state = 'CLOSED' where path = $1`, [COUNTY]);
    try {
      const run = await planned();
      await start(run.id);
      const asking = await until(county, run.id, 'NEEDS_REASON', 'DONE');
      expect(asking).toMatchObject({ state: 'NEEDS_REASON', done: 0 });
      expect(asking.problem).toBe('平利县 2026 年度已关账，改动要写一句原因');
      await start(run.id, '新来的干部补上');
      expect(await until(county, run.id, 'DONE', 'NEEDS_REASON')).toMatchObject({ done: 30 });
      expect(await stage.count(`confirmation_change where reason = '新来的干部补上'`)).toBeGreaterThan(0);
    } finally {
      await stage.owner.query(`update confirmation set state = 'DRAFT' where path = $1`, [COUNTY]);
    }
  });
});

describe('说明原因 for everybody that a filter shows', () => {
  it('excuses hundreds with one reason; who has a friend by then is told', async () => {
    await stage.fill(300, 260);
    const input = { filter: { kind: 'OFFICIAL' as const }, reason: 'OTHER' as const };
    expect(
      (await county.ask(PlanWaiveAllDocument, { input })).errors[0]?.extensions['fields'],
    ).toHaveProperty('note');
    const { planWaiveAll } = await county.get(PlanWaiveAllDocument, {
      input: { ...input, note: '机构改革' },
    });
    const run = await until(county, planWaiveAll.id, 'READY');
    expect([run.found, run.total]).toEqual([260, 260]);
    await stage.owner.query(
      `insert into pairing (household_id, path, cadre_id, cadre_path, kind, slot, from_date, source)
       select h.id, h.path, c.id, c.path, 'RESPONSIBLE', 1, '2026-03-01', 'ASSIGNED'
       from (select * from household limit 1) h, (select * from cadre limit 1) c`,
    );
    await start(run.id);
    expect(await until(county, run.id, 'DONE', 'FAILED')).toMatchObject({ done: 259, refused: 1 });
    expect(await stage.count(`waiver where note = '机构改革' and reason = 'OTHER'`)).toBe(259);
    const { boardRunRefusals } = await county.get(BoardRunRefusalsDocument, { id: run.id });
    expect(boardRunRefusals[0]?.message).toMatch(/已有结对户，不用说明$/);
  });

  it('is not a town’s to do (R5)', async () => {
    const town = await stage.test.world.signedIn('TOWN_OPERATOR', `${COUNTY}610926107/`);
    const input = { filter: {}, reason: 'RETIRED' as const };
    expect((await town.ask(PlanWaiveAllDocument, { input })).code).toBe('FORBIDDEN');
  });
});
