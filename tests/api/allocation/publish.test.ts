import {
  AllocationCertificateDocument,
  AllocationLostDocument,
  AllocationRunsDocument,
  DiscardAllocationDocument,
  OpenAllocationDocument,
  PairDocument,
  PublishAllocationDocument,
  RunAllocationDocument,
  SettleAllocationDocument,
} from '@qinyou/schema';
import exceljs from 'exceljs';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { AllocationService } from '../../../server/src/modules/allocation/index.ts';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { statement } from '../../../server/src/platform/db/query-builder.ts';
import type { Jobs } from '../../../server/src/platform/jobs.ts';
import {
  again,
  clock,
  COUNTY,
  linesOf,
  proposed,
  published,
  settled,
  withAllocationStage,
  YEAR,
} from './stage.ts';

const stage = withAllocationStage();
const change = (query: ReturnType<typeof sql>) =>
  stage.test.app.db.write({ accountId: null, grantId: null }, { axis: 'system', lo: '', hi: '' }, (unit) =>
    query.execute(unit.sql),
  );
const actsOf = async (runId: string, accountId: string) => {
  const query = sql<{ action: string }>`select action from audit_entry
    where subject_id = ${runId} and account_id = ${accountId} order by id`;
  return (await stage.test.app.db.rows(systemScope, statement(query))).map(({ action }) => action);
};
const standing = (homes: readonly string[]) =>
  stage.count(
    sql`pairing where household_id = any(${[...homes]}::uuid[]) and kind = 'RESPONSIBLE' and to_date is null and withdrawn_at is null`,
  );

describe('publishing', () => {
  beforeEach(() => stage.empty());

  it('writes nothing where the world has changed, says which lines no longer hold, and proposes anew with the pins', async () => {
    const [first] = await stage.cadres(2);
    const homes = await stage.households(3);
    const run = await proposed(stage.county);
    const { settleAllocation } = await stage.county.get(SettleAllocationDocument, {
      input: { id: run.id, kind: 'PIN', pairs: [{ householdId: homes[0]!, cadreId: first! }] },
    });
    const { code } = await stage.county.ask(PublishAllocationDocument, {
      input: { id: run.id, version: settleAllocation.version },
    });
    expect(code).toBe('CONFLICT'); // stale: it is to be run again first
    await stage.county.get(SettleAllocationDocument, {
      input: { id: run.id, kind: 'PIN', pairs: [{ householdId: homes[0]!, cadreId: first! }] },
    });
    const settledRun = (await stage.county.get(AllocationRunsDocument, {})).allocationRuns.items[0]!;
    const { runAllocation } = await stage.county.get(RunAllocationDocument, {
      input: { id: run.id, version: settledRun.version },
    });
    await settled(stage.county, runAllocation.id);
    // Somebody pairs one of the households with a new colleague meanwhile, and one moves out of the programme.
    const [late] = await stage.cadres(1);
    await stage.county.get(PairDocument, { input: { householdId: homes[1]!, cadreId: late! } });
    await change(sql`update household set eligible = false where id = ${homes[2]}`);
    const after = await published(stage.county, run.id);
    expect(after).toMatchObject({
      state: 'PROPOSED',
      lost: 2,
      stale: false,
      counts: { new: 1, kept: 1, waiting: 0 },
    });
    expect(after.problem).toContain('2 户的情况变了，一条也没有发布');
    expect(await standing(homes)).toBe(1);
    const { allocationLost } = await stage.county.get(AllocationLostDocument, { id: run.id });
    expect(allocationLost.items.map(({ message }) => message).toSorted()).toEqual(
      ['这户已有 1 名责任干部，先结束原来的结对', '这户已经不在帮扶范围'].toSorted(),
    );
    expect((await linesOf(stage.county, run.id)).map(({ pin, proposed: to }) => [pin, to?.id])).toEqual([
      ['PIN', first],
    ]);
    expect((await published(stage.county, run.id)).state).toBe('PUBLISHED');
    expect(await standing(homes)).toBe(2);
  });

  it('asks why, where the county is closed, and takes the answer into each record', async () => {
    await stage.cadres(1);
    const homes = await stage.households(1);
    await change(sql`update confirmation set state = 'CLOSED' where path = ${COUNTY} and year = ${YEAR}`);
    const run = await proposed(stage.county);
    const asked = await published(stage.county, run.id);
    expect(asked).toMatchObject({ state: 'PROPOSED', needsReason: true });
    expect(asked.problem).toContain('已关账');
    expect(await standing(homes)).toBe(0);
    expect((await published(stage.county, run.id, '补齐空白')).state).toBe('PUBLISHED');
    expect(await stage.count(sql`confirmation_change where reason = '补齐空白'`)).toBeGreaterThan(0);
    await change(sql`update confirmation set state = 'DRAFT' where path = ${COUNTY} and year = ${YEAR}`);
  });

  it('is done once, whoever clicks how often; a killed worker leaves all or nothing and another takes it up', async () => {
    await stage.cadres(2);
    const homes = await stage.households(4);
    const run = await proposed(stage.county);
    await change(
      sql`update allocation_run set state = 'PUBLISHING', published_by = account_id, published_under = grant_id where id = ${run.id}`,
    );
    const sent: string[] = [];
    const handlers: ((data: unknown) => Promise<void>)[] = [];
    const jobs = {
      handle: (_: string, handler: (data: unknown) => Promise<void>) => handlers.push(handler),
      send: (_: string, data: { id: string }) => Promise.resolve(void sent.push(data.id)),
    } as unknown as Jobs;
    const { db } = stage.test.app;
    const service = new AllocationService({ db, clock, jobs, log: stage.test.app.http.log as never });
    await service.resume();
    expect(sent).toEqual([run.id]);
    await Promise.all([handlers[0]!({ id: run.id }), handlers[0]!({ id: run.id })]);
    expect(await settled(stage.county, run.id)).toMatchObject({ state: 'PUBLISHED' });
    expect(await standing(homes)).toBe(4);
    const { publishAllocation } = await stage.county.get(PublishAllocationDocument, {
      input: { id: run.id, version: run.version },
    });
    expect(publishAllocation.state).toBe('PUBLISHED');
  });

  it('is neither worked out nor published under a grant that begins later (R31)', async () => {
    await stage.cadres(1);
    const homes = await stage.households(1);
    const { client, grantId } = await stage.test.world.account('COUNTY_OPERATOR', COUNTY);
    const run = await proposed(client);
    await change(sql`update role_grant set from_date = '2026-03-11' where id = ${grantId}`); // tomorrow
    expect(await published(client, run.id)).toMatchObject({
      state: 'PROPOSED',
      problem: '发布时的身份从 2026 年 3 月 11 日起才生效，没有发布',
    });
    expect(await standing(homes)).toBe(0);
    const { version } = (await client.get(AllocationRunsDocument, {})).allocationRuns.items[0]!;
    expect(await again(client, { id: run.id, version })).toMatchObject({
      state: 'FAILED',
      problem: '发起计算的身份从 2026 年 3 月 11 日起才生效，没有算；请现在管这里的人重新算一遍',
    });
  });

  it('goes by whoever pressed: a colleague works it out and publishes it when its opener’s grant is over (R31)', async () => {
    const [cadre] = await stage.cadres(1);
    const homes = await stage.households(1);
    const opener = await stage.test.world.account('COUNTY_OPERATOR', COUNTY);
    const run = await proposed(opener.client);
    await change(sql`update role_grant set to_date = '2026-03-10' where id = ${opener.grantId}`);
    const colleague = await stage.test.world.account('COUNTY_OPERATOR', COUNTY);
    expect(await again(colleague.client, run)).toMatchObject({ state: 'PROPOSED', problem: null });
    expect(await actsOf(run.id, colleague.accountId)).toEqual(['allocation.again', 'allocation.propose']);
    // Somebody pairs the household meanwhile: whoever published it is whose name it is worked out anew in.
    const publisher = await stage.test.world.account('COUNTY_OPERATOR', COUNTY);
    await stage.county.get(PairDocument, { input: { householdId: homes[0]!, cadreId: cadre! } });
    expect(await published(publisher.client, run.id)).toMatchObject({ state: 'PROPOSED', lost: 1 });
    expect(await actsOf(run.id, publisher.accountId)).toEqual([
      'allocation.publish',
      'allocation.overtaken',
      'allocation.propose',
    ]);
  });

  it('is certified in a workbook with the very figures of the page, and the proof below them', async () => {
    const [mine] = await stage.cadres(2);
    const homes = await stage.households(5);
    await stage.pair(homes[0]!, mine!);
    const run = await proposed(stage.county);
    expect((await published(stage.county, run.id)).state).toBe('PUBLISHED');
    const { allocationCertificate: page } = await stage.county.get(AllocationCertificateDocument, {
      id: run.id,
    });
    expect(page.counts).toMatchObject({ kept: 1, new: 3, waiting: 1 });
    const { token } = await stage.test.world.account('COUNTY_OPERATOR', COUNTY);
    const response = await stage.test.app.http.inject({
      url: `/download/allocation/${run.id}`,
      headers: { cookie: `qinyou_session=${token}` },
    });
    expect(response.statusCode, response.body.slice(0, 200)).toBe(200);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(response.rawPayload as unknown as exceljs.Buffer);
    const sheet = workbook.getWorksheet('分配证明')!;
    expect(sheet.getCell('A1').value).toBe('平利县统筹分配证明（2026 年度）');
    const rows = sheet
      .getRows(4, page.places.length)!
      .map(({ values }) => (values as unknown[]).slice(1, 11));
    expect(rows).toEqual(
      page.places.map((place) => [
        `${place.level === 'TOWN' ? '　' : ''}${place.name}`,
        place.eligible,
        place.coveredBefore,
        place.coveredAfter,
        place.new,
        place.moved,
        place.gaps,
        place.duplicates,
        place.waiting,
        place.reasons.join('；'),
      ]),
    );
    const [county] = rows;
    expect(county?.slice(0, 4)).toEqual(['平利县', 5, 1, 4]);
    const proof = String(sheet.getCell(4 + page.places.length, 1).value);
    expect(proof).toContain('保留 1 户，新结 3 户，换人 0 户，暂缺 0 户；从 2026-03-10 起');
    expect(proof).toContain('结了两名干部 0 户，换人有空档 0 户，超名额 0 人');
    expect(proof).toContain(page.stages.map(({ value, bound }) => `${value}/${bound}`).join('，'));
    expect(proof.includes('已证明没有更好的办法')).toBe(page.proven);
    expect(proof).toContain(`结果摘要 ${page.resultDigest.slice(0, 16)}`);
    expect(
      await stage.count(sql`audit_entry where action = 'allocation.export' and subject_id = ${run.id}`),
    ).toBe(1);
  });
});

describe('two runs', () => {
  beforeEach(() => stage.empty());

  it('over one territory exclude each other, and the refusal names the other; over two counties they do not', async () => {
    await stage.cadres(1);
    const mine = await proposed(stage.county);
    const { errors } = await stage.city.ask(OpenAllocationDocument, { input: {} });
    expect(errors[0]).toMatchObject({
      extensions: { code: 'CONFLICT', current: { id: mine.id, state: 'PROPOSED' } },
    });
    expect(errors[0]?.message).toBe('平利县已有一次统筹分配（COUNTY_OPERATOR开的），先发布或放弃，再开新的');
    expect((await stage.county.ask(OpenAllocationDocument, { input: {} })).code).toBe('CONFLICT');
    expect((await proposed(stage.city, { path: '6109/610902/' })).state).toBe('PROPOSED');
    await stage.city.get(DiscardAllocationDocument, { input: { id: mine.id, version: mine.version } });
    expect((await proposed(stage.county)).state).toBe('PROPOSED');
  });

  it('of the city stands in a county’s way: it is told whose it is, not where to find what is not its to see', async () => {
    await proposed(stage.city);
    const { errors } = await stage.county.ask(OpenAllocationDocument, { input: {} });
    expect(errors[0]?.message).toBe(
      '安康市正在做统筹分配（CITY_OPERATOR开的），等那边发布或放弃，这里才能开',
    );
    expect(errors[0]?.extensions['current']).toEqual({});
  });

  it('see no further than their area: a county’s is not another’s, and no town opens one', async () => {
    const mine = await proposed(stage.county);
    const elsewhere = await stage.test.world.signedIn('COUNTY_OPERATOR', '6109/610902/');
    const { allocationRuns } = await elsewhere.get(AllocationRunsDocument, {});
    expect(allocationRuns.items.filter(({ path }) => !path.startsWith('6109/610902/'))).toEqual([]);
    expect((await elsewhere.ask(AllocationCertificateDocument, { id: mine.id })).code).toBe('NOT_FOUND');
    expect((await elsewhere.ask(OpenAllocationDocument, { input: { path: COUNTY } })).code).toBe('NOT_FOUND');
    const town = (await stage.test.world.region('610926107')).path;
    expect((await stage.county.ask(OpenAllocationDocument, { input: { path: town } })).code).toBe(
      'INVALID_INPUT',
    );
  });
});

describe('a municipal cadre', () => {
  beforeEach(() => stage.empty());

  it('is sent by the city where nobody else is, and is not a county’s to move', async () => {
    const [sent] = await stage.cadres(1, stage.municipal);
    const homes = await stage.households(2, stage.villages[0], { need: 80 });
    const run = await proposed(stage.city);
    expect(run.counts).toMatchObject({ new: 2, officialsAfter: 0 });
    const [line] = await linesOf(stage.city, run.id);
    expect([line?.proposed?.id, line?.reason]).toEqual([sent, expect.stringContaining('市直单位派来')]);
    await published(stage.city, run.id);
    expect(await standing(homes)).toBe(2);
    // The county has a cadre without a friend now, and may take none from the city's.
    await stage.cadres(1);
    const own = await proposed(stage.county);
    expect(own.counts).toMatchObject({ kept: 2, moved: 0, new: 0, officialsAfter: 1 });
  });
});
