import {
  AllocationCertificateDocument,
  AllocationRunDocument,
  AllocationWhatIfDocument,
  SendMunicipalCadresDocument,
  SettleAllocationDocument,
  TakeBackMunicipalCadresDocument,
} from '@qinyou/schema';
import exceljs from 'exceljs';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { again, COUNTY, proposed, published, withAllocationStage, YEAR } from './stage.ts';

const stage = withAllocationStage();
const write = (query: ReturnType<typeof sql>) =>
  stage.test.app.db.write({ accountId: null, grantId: null }, systemScope, ({ sql: db }) =>
    query.execute(db),
  );
const settle = (id: string, kind: 'PIN' | 'BAN' | null, householdId: string, cadreId: string) =>
  stage.county.get(SettleAllocationDocument, { input: { id, kind, pairs: [{ householdId, cadreId }] } });
const shown = async (id: string) =>
  (await stage.county.get(AllocationRunDocument, { id })).allocationRun.binding;

describe('what stands in the way', () => {
  beforeEach(() => stage.empty());

  it('is the quota: told by place and rank, and what one place more brings is what it brings', async () => {
    await stage.cadres(2);
    await stage.households(7);
    const run = await proposed(stage.county);
    expect(run.counts).toMatchObject({ new: 4, waiting: 3 });
    const staff = {
      name: '平利县',
      sent: false,
      rank: 'STAFF',
      full: 2,
      households: 2,
      officials: 0,
      most: 2,
    };
    expect(run.binding).toMatchObject({ quotas: [staff], idle: [], byHand: [], byHandTotal: 0 });
    const { allocationWhatIf } = await stage.county.get(AllocationWhatIfDocument, {
      input: { id: run.id, quotas: [{ rank: 'STAFF', households: 3 }] },
    });
    expect(allocationWhatIf.counts.new - run.counts!.new).toBe(2);

    await published(stage.county, run.id);
    const { allocationCertificate: paper } = await stage.county.get(AllocationCertificateDocument, {
      id: run.id,
    });
    expect(paper.binding).toEqual(run.binding);
    const { token } = await stage.test.world.account('COUNTY_OPERATOR', COUNTY);
    const response = await stage.test.app.http.inject({
      url: `/download/allocation/${run.id}`,
      headers: { cookie: `qinyou_session=${token}` },
    });
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(response.rawPayload as unknown as exceljs.Buffer);
    const proof = String(workbook.getWorksheet('分配证明')!.getCell(4 + paper.places.length, 1).value);
    expect(proof).toContain(
      '名额卡在：平利县科员已满 2 人，给其中 2 人任何 1 人加 1 个名额，多安排 1 户，人人加 1 个，最多多安排 2 户',
    );
  });

  it('is nothing where everybody has somebody', async () => {
    await stage.cadres(2);
    await stage.households(3);
    const { binding, scarcity } = await proposed(stage.county);
    expect([binding, scarcity]).toMatchObject([{ quotas: [], idle: [], byHand: [], byHandTotal: 0 }, []]);
  });

  it('is that there are no more households, where cadres have none', async () => {
    await stage.cadres(3);
    await stage.households(2);
    const { binding, counts } = await proposed(stage.county);
    expect(counts).toMatchObject({ waiting: 0, officialsAfter: 1 });
    expect(binding).toMatchObject({ quotas: [], idle: [{ name: '平利县' }] });
  });

  it('is the ban or the pin that costs somebody a friend, and lifting it brings what was told', async () => {
    const [only] = await stage.cadres(1);
    const [home] = await stage.households(1);
    const run = await proposed(stage.county);
    await settle(run.id, 'BAN', home!, only!);
    const banned = await again(
      stage.county,
      (await stage.county.get(AllocationRunDocument, { id: run.id })).allocationRun,
    );
    expect(banned.counts).toMatchObject({ new: 0, waiting: 1, officialsAfter: 1 });
    expect(banned.binding).toMatchObject({
      quotas: [],
      byHandTotal: 1,
      byHand: [{ kind: 'BAN', officials: 1, households: 1, sooner: false, kept: 0 }],
    });
    expect(banned.binding!.byHand[0]!.village).not.toBeNull();
    const { settleAllocation } = await settle(run.id, null, home!, only!);
    const lifted = await again(stage.county, settleAllocation);
    expect(lifted.counts).toMatchObject({ new: 1, waiting: 0, officialsAfter: 0 });
    expect(lifted.binding).toMatchObject({ byHand: [], byHandTotal: 0 });

    // A pin that moves a friend of today for nothing.
    const [friend] = await stage.cadres(1);
    const [held] = await stage.households(1, stage.villages[1]);
    await stage.pair(held!, friend!, stage.bureau, stage.villages[1]);
    const pinned = await again(stage.county, (await settle(run.id, 'PIN', held!, only!)).settleAllocation);
    expect(pinned.counts).toMatchObject({ moved: 1 });
    expect(pinned.binding!.byHand).toMatchObject([{ kind: 'PIN', households: 0, kept: 1 }]);
    const free = await again(stage.county, (await settle(run.id, null, held!, only!)).settleAllocation);
    expect(free.counts).toMatchObject({ moved: 0 });
  });

  it('is told of those whom the city has sent apart, and by name only while they are sent (R6)', async () => {
    const county = await stage.test.world.region('610926');
    await stage.test.world.insert('municipal_place', { year: YEAR, county_id: county.id, places: 3 });
    await stage.cadres(1);
    const [sent] = await stage.cadres(1, stage.municipal);
    const input = { year: YEAR, countyId: county.id, cadreIds: [sent!] };
    await stage.city.get(SendMunicipalCadresDocument, { input });
    const [home] = await stage.households(1);
    await stage.households(5, stage.villages[1]);
    const run = await proposed(stage.county);
    const staff = { name: '平利县', rank: 'STAFF', full: 1, households: 1, most: 1 };
    expect(run.binding!.quotas).toMatchObject([
      { ...staff, sent: false },
      { ...staff, sent: true },
    ]);
    await stage.empty();
    await write(sql`update cadre set status = 'ACTIVE' where id = ${sent}`);
    await write(sql`update household set eligible = true where id = ${home}`);
    const alone = await proposed(stage.county);
    await settle(alone.id, 'BAN', home!, sent!);
    await again(
      stage.county,
      (await stage.county.get(AllocationRunDocument, { id: alone.id })).allocationRun,
    );
    const [pair] = (await shown(alone.id))!.byHand;
    expect([pair?.cadre, pair?.unit]).toEqual([expect.any(String), '市水利局']);
    await stage.city.get(TakeBackMunicipalCadresDocument, { input });
    const [after] = (await shown(alone.id))!.byHand;
    expect([after?.kind, after?.cadre, after?.unit]).toEqual(['BAN', null, null]);
  });

  it('of a run of before it was told, is the places that it knows', async () => {
    await stage.cadres(1);
    await stage.households(3);
    const run = await proposed(stage.county);
    await write(sql`update allocation_run set binding = null where id = ${run.id}`);
    const { allocationRun } = await stage.county.get(AllocationRunDocument, { id: run.id });
    expect(allocationRun).toMatchObject({ binding: null, scarcity: [{ name: '平利县' }] });
  });
});
