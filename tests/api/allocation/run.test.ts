import {
  AllocationCertificateDocument,
  AllocationLinesDocument,
  AllocationNeedDocument,
  AllocationPinsDocument,
  AllocationRunDocument,
  AllocationSupplyDocument,
  AllocationWhatIfDocument,
  DiscardAllocationDocument,
  RunAllocationDocument,
  SettleAllocationDocument,
  SwapAllocationDocument,
  type AllocationLineFilter,
} from '@qinyou/schema';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkRunsCommand } from '../../../server/src/modules/allocation/index.ts';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { statement } from '../../../server/src/platform/db/query-builder.ts';
import { again, COUNTY, linesOf, proposed, published, settled, withAllocationStage, YEAR } from './stage.ts';

const stage = withAllocationStage();
const standing = (cadreIds: readonly string[]) =>
  stage.count(
    sql`pairing where cadre_id = any(${[...cadreIds]}::uuid[]) and to_date is null and withdrawn_at is null`,
  );

describe('a run over a county', () => {
  beforeEach(() => stage.empty());

  it('proposes, changes nothing, publishes all of it with its records, and then has nothing left to do', async () => {
    const [own, other] = await stage.cadres(2);
    const near = await stage.households(3, stage.villages[0], { cause: 'ILLNESS', need: 50 });
    const far = await stage.households(2, stage.villages[1], { need: 20 });
    const run = await proposed(stage.county);
    expect(run).toMatchObject({ state: 'PROPOSED', stale: false, lost: 0, area: '平利县' });
    expect(run.counts).toMatchObject({
      kept: 0,
      new: 4,
      moved: 0,
      waiting: 1,
      officialsBefore: 2,
      officialsAfter: 0,
      placesLeft: 0,
    });
    expect(run.stages.every(({ value, bound }) => value === bound)).toBe(true);
    expect(run.scarcity.map(({ name }) => name)).toContain('平利县');
    expect(await standing([own!, other!])).toBe(0);

    const lines = await linesOf(stage.county, run.id);
    expect(lines.map(({ kind }) => kind).toSorted()).toEqual(['NEW', 'NEW', 'NEW', 'NEW', 'WAITING']);
    const told = lines.find(({ id, kind }) => kind === 'NEW' && near.includes(id))!;
    expect(told.reason).toContain('本单位包村');
    expect(told.reason).toContain('因病 ↔ 卫健');
    expect(told.proposed?.unit?.name).toBe('平利县卫生健康局');
    const waiting = lines.find(({ kind }) => kind === 'WAITING')!;
    expect([far.includes(waiting.id), waiting.reason]).toEqual([true, '名额用完了']);

    expect(await published(stage.county, run.id)).toMatchObject({ state: 'PUBLISHED', problem: null });
    expect(await standing([own!, other!])).toBe(4);
    const made = sql`audit_entry where action = 'pairing.create' and after ->> 'source' = 'ALLOCATION'
      and (after ->> 'cadreId')::uuid = any(${[own!, other!]}::uuid[])`;
    expect(await stage.count(made)).toBe(4);

    const { allocationCertificate: paper } = await stage.county.get(AllocationCertificateDocument, {
      id: run.id,
    });
    expect(paper).toMatchObject({
      duplicates: 0,
      uncovered: 0,
      overQuota: 0,
      proven: true,
      from: '2026-03-10',
      publishedBy: 'COUNTY_OPERATOR',
    });
    expect(paper.places[0]).toMatchObject({
      name: '平利县',
      eligible: 5,
      coveredBefore: 0,
      coveredAfter: 4,
      new: 4,
      gaps: 0,
      waiting: 1,
      reasons: ['名额用完了 1 户'],
    });

    const next = await proposed(stage.county);
    expect(next.counts).toMatchObject({ kept: 4, new: 0, moved: 0, released: 0, waiting: 1 });
  });

  it('shows who waits among the others in one order of places, page by page', async () => {
    await stage.cadres(1);
    const homes = await stage.households(3, stage.villages[1], { need: 90 });
    await stage.households(2, stage.villages[0]);
    await stage.households(4, stage.villages[2]);
    const run = await proposed(stage.county);
    const look = async (filter: AllocationLineFilter, number = 1, size = 100) =>
      (await stage.county.get(AllocationLinesDocument, { id: run.id, filter, page: { number, size } }))
        .allocationLines;
    const all = await look({});
    const places = all.items.map(({ household }) =>
      stage.villages.findIndex(({ id }) => id === household?.village?.id),
    );
    expect(places).toEqual([0, 0, 1, 1, 1, 2, 2, 2, 2]);
    expect(all.total).toBe(9);
    const pages = await Promise.all([1, 2, 3, 4, 5].map((number) => look({}, number, 2)));
    expect(pages.flatMap(({ items }) => items)).toEqual(all.items);
    const waiting = all.items.filter(({ kind }) => kind === 'WAITING');
    expect(waiting.length).toBe(9 - run.counts!.new);
    const second = await look({ kind: 'WAITING' }, 2, 3);
    expect([second.items, second.total]).toEqual([waiting.slice(3, 6), waiting.length]);
    const village = await look({ within: stage.villages[1]!.path });
    expect([village.items.map(({ id }) => id).toSorted(), village.total]).toEqual([homes.toSorted(), 3]);
    expect((await look({ pinned: false })).items).toEqual(all.items);
    for (const filter of [{ pinned: true }, { kind: 'WAITING' as const, unitId: stage.bureau.id }])
      expect(await look(filter)).toMatchObject({ items: [], total: 0 });
    expect((await look({ unitId: stage.bureau.id })).total).toBe(run.counts!.new);
    expect((await look({}, 400, 25)).items).toEqual([]);
    const page = { number: 401, size: 25 };
    const { errors } = await stage.county.ask(AllocationLinesDocument, { id: run.id, filter: {}, page });
    expect(errors[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { page: expect.stringContaining('缩小范围') as string },
    });
  });

  it('comes to the same, byte for byte, when it is asked the same', async () => {
    await stage.cadres(3);
    await stage.households(9);
    const one = await proposed(stage.county);
    const lines = await linesOf(stage.county, one.id);
    await again(stage.county, one);
    expect(await linesOf(stage.county, one.id)).toEqual(lines);
    const { allocationRun } = await stage.county.get(AllocationRunDocument, { id: one.id });
    await stage.county.get(DiscardAllocationDocument, {
      input: { id: one.id, version: allocationRun.version },
    });
    const anew = await proposed(stage.county);
    expect([anew.inputDigest, anew.resultDigest]).toEqual([one.inputDigest, one.resultDigest]);
    expect(await linesOf(stage.county, anew.id)).toEqual(lines);
  });

  it('leaves friends as they are, and gives those of who stopped to somebody on the same day', async () => {
    const [stays, stopped, free] = await stage.cadres(3);
    const [kept, bereft] = await stage.households(2);
    await stage.pair(kept!, stays!);
    await stage.pair(bereft!, stopped!);
    await stage.test.world.insert('waiver', {
      year: 2026,
      cadre_id: stays!,
      cadre_path: stage.bureau.path,
      reason: 'ON_LEAVE',
    });
    await change(sql`update cadre set status = 'RETIRED' where id = ${stopped}`);
    const run = await proposed(stage.county);
    expect(run.counts).toMatchObject({ kept: 1, new: 0, moved: 1, waiting: 0 });
    const [line] = await linesOf(stage.county, run.id);
    expect([line?.kind, line?.today?.id, line?.proposed?.id]).toEqual(['MOVED', stopped, free]);
    expect(line?.reason).toContain('原干部已不在岗');
    expect((await linesOf(stage.county, run.id, 'KEPT')).map(({ id }) => id)).toEqual([kept]);
    await published(stage.county, run.id);
    const seam = sql`pairing a join pairing b on b.household_id = a.household_id and b.from_date = a.to_date
      where a.household_id = ${bereft} and a.cadre_id = ${stopped} and b.cadre_id = ${free} and b.to_date is null`;
    expect(await stage.count(seam)).toBe(1);
  });
});

it('says for which of those who wait the city has sent places, the neediest first (R6)', async () => {
  await stage.empty();
  await stage.cadres(1);
  const homes = await stage.households(3, stage.villages[1], { need: 20 });
  const [needy] = await stage.households(1, stage.villages[1], { need: 50 });
  const hard = await stage.households(2, stage.villages[1], { need: 90 });
  const county = await stage.test.app.db.row(
    systemScope,
    statement(sql<{ id: string }>`select id from region where path = ${COUNTY}`),
  );
  await stage.test.world.insert('municipal_place', { year: YEAR, county_id: county!.id, places: 2 });
  const run = await proposed(stage.county);
  const lines = await linesOf(stage.county, run.id);
  const reasonOf = (id: string) => lines.find((line) => line.id === id)?.reason;
  expect(
    lines
      .filter(({ proposed: to }) => to !== null)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(hard.toSorted());
  const awaiting = '市里派了名额，等市办定由谁来';
  expect(reasonOf(needy!)).toBe(awaiting);
  expect(homes.map(reasonOf).toSorted()).toEqual(['名额用完了', '名额用完了', awaiting].toSorted());

  const [municipal] = await stage.cadres(1, stage.municipal);
  await stage.pair(needy!, municipal!, stage.municipal, stage.villages[1]);
  const after = await linesOf(stage.county, (await again(stage.county, run)).id);
  expect(after.filter(({ reason }) => reason === awaiting)).toHaveLength(1);
  await published(stage.county, run.id);
  const { allocationCertificate: paper } = await stage.county.get(AllocationCertificateDocument, {
    id: run.id,
  });
  expect(paper.places[0]).toMatchObject({ gaps: 1, waiting: 2 });
  await change(sql`update municipal_place set places = 0`);
});

describe('what the office settles by hand', () => {
  beforeEach(() => stage.empty());
  const settle = (id: string, kind: 'PIN' | 'BAN' | null, householdId: string, cadreId: string) =>
    stage.county.ask(SettleAllocationDocument, { input: { id, kind, pairs: [{ householdId, cadreId }] } });

  it('holds when it is run again: a pin is there, a ban is not, and the rest changes no more than it must', async () => {
    const cadres = await stage.cadres(2);
    const [near] = await stage.households(1, stage.villages[0], { need: 90 });
    await stage.households(3);
    const run = await proposed(stage.county);
    const first = (await linesOf(stage.county, run.id)).find(({ id }) => id === near)!.proposed!.id;
    const other = cadres.find((id) => id !== first)!;
    const { data } = await settle(run.id, 'PIN', near!, other);
    expect(data?.settleAllocation.stale).toBe(true);
    const pinned = await again(stage.county, data!.settleAllocation);
    const line = (await linesOf(stage.county, pinned.id)).find(({ id }) => id === near)!;
    expect([line.proposed?.id, line.pin, line.reason.startsWith('办公室固定')]).toEqual([other, 'PIN', true]);
    expect(pinned.counts).toMatchObject({ new: 4, waiting: 0 });

    const banned = await settle(run.id, 'BAN', near!, other);
    const left = await again(stage.county, banned.data!.settleAllocation);
    expect((await linesOf(stage.county, left.id)).find(({ id }) => id === near)!.proposed?.id).toBe(first);
    const { allocationPins } = await stage.county.get(AllocationPinsDocument, { id: run.id });
    expect(allocationPins.items.map(({ kind }) => kind)).toEqual(['BAN']);
    expect((await settle(run.id, null, near!, other)).data?.settleAllocation.stale).toBe(true);
    expect((await stage.county.get(AllocationPinsDocument, { id: run.id })).allocationPins.total).toBe(0);
  });

  const friendsIn = async (id: string) =>
    new Map((await linesOf(stage.county, id)).map((line) => [line.id, line.proposed?.id]));

  it('keeps to its proposal when one pair is settled, and seeks the best anew when what matters is another', async () => {
    const cadres = await stage.cadres(6);
    const near = await stage.households(6, stage.villages[0], { cause: 'ILLNESS' });
    await stage.households(6, stage.villages[1]);
    const run = await proposed(stage.county);
    expect(run.stages.map(({ stage: of }) => of)).not.toContain('STEADY');
    const before = await friendsIn(run.id);
    const [one] = near;
    const taker = cadres.find((id) => id !== before.get(one!))!;
    const { data } = await settle(run.id, 'PIN', one!, taker);
    const pinned = await again(stage.county, data!.settleAllocation);
    const after = await friendsIn(run.id);
    const others = [...before.keys()].filter((id) => id !== one);
    expect(after.get(one!)).toBe(taker);
    // All places are taken: whoever takes one more gives one of theirs to whoever has one less, and nobody else is touched.
    expect(others.filter((id) => after.get(id) !== before.get(id))).toHaveLength(1);
    expect(pinned.stages.find(({ stage: of }) => of === 'STEADY')).toMatchObject({
      value: '10',
      bound: '10',
    });
    expect(await checkRunsCommand({ db: stage.test.app.db, say: () => undefined })).toBe(0);

    const { id, version } = pinned;
    await stage.county.get(RunAllocationDocument, { input: { id, version, settings: { hardFrom: 39 } } });
    const anew = await settled(stage.county, id);
    expect(anew.stages.map(({ stage: of }) => of)).not.toContain('STEADY');
  });

  it('swaps two households’ friends, and both pairs stay so', async () => {
    await stage.cadres(2);
    const homes = await stage.households(4);
    const run = await proposed(stage.county);
    const friends = await friendsIn(run.id);
    const [a] = homes;
    const b = homes.find((id) => friends.get(id) !== friends.get(a!))!;
    const { swapAllocation } = await stage.county.get(SwapAllocationDocument, {
      input: { id: run.id, householdId: a!, otherHouseholdId: b },
    });
    const swapped = await again(stage.county, swapAllocation);
    const after = await friendsIn(swapped.id);
    expect([after.get(a!), after.get(b)]).toEqual([friends.get(b), friends.get(a!)]);
  });

  it('does not go beyond a quota, kin, a duty or the area', async () => {
    const [cadre] = await stage.cadres(1);
    const [stranger] = await stage.cadres(1, stage.municipal);
    const homes = await stage.households(4);
    const [hers] = await stage.households(1);
    await stage.pair(hers!, stranger!, stage.municipal);
    await stage.test.world.insert('kin_declaration', {
      cadre_id: cadre!,
      household_id: homes[3]!,
      relation: '叔侄',
      declared_on: '2026-01-05',
    });
    const { id } = await proposed(stage.county);
    await settle(id, 'PIN', homes[0]!, cadre!);
    await settle(id, 'PIN', homes[1]!, cadre!);
    const said = async (...of: Parameters<typeof settle>) => {
      const { errors } = await settle(...of);
      return [errors[0]?.extensions['code'], errors[0]?.extensions['rule'] ?? null];
    };
    expect(await said(id, 'PIN', homes[2]!, cadre!)).toEqual(['RULE_VIOLATED', 'R1']);
    expect(await said(id, 'PIN', homes[3]!, cadre!)).toEqual(['CONFLICT', null]);
    expect(await said(id, 'PIN', homes[2]!, stranger!)).toEqual(['RULE_VIOLATED', 'R6']);
    // A county may not displace a municipal cadre (R6).
    expect(await said(id, 'PIN', hers!, cadre!)).toEqual(['RULE_VIOLATED', 'R6']);
    expect(await said(id, 'BAN', hers!, stranger!)).toEqual(['RULE_VIOLATED', 'R6']);
    expect((await linesOf(stage.county, id)).some((line) => line.id === hers)).toBe(false);
  });
});

describe('before anything is written', () => {
  beforeEach(() => stage.empty());

  it('says what units can take, what places need, and what other settings would come to', async () => {
    await stage.cadres(2);
    await stage.households(5, stage.villages[0], { need: 70 });
    const { allocationSupply } = await stage.county.get(AllocationSupplyDocument, { within: COUNTY });
    expect(allocationSupply).toMatchObject([
      {
        name: '平利县卫生健康局',
        villages: 1,
        withoutFriend: 2,
        placesLeft: 4,
        ranks: [{ rank: 'STAFF', cadres: 2 }],
      },
    ]);
    const run = await proposed(stage.county);
    const { allocationNeed } = await stage.county.get(AllocationNeedDocument, {
      within: COUNTY,
      runId: run.id,
    });
    expect(allocationNeed.find(({ waiting }) => waiting > 0)).toMatchObject({
      level: 'TOWN',
      eligible: 5,
      waiting: 5,
      waitingHard: 5,
      waitingAfter: 1,
      moved: 0,
    });
    const { allocationWhatIf } = await stage.county.get(AllocationWhatIfDocument, {
      input: { id: run.id, quotas: [{ rank: 'STAFF', households: 1 }] },
    });
    expect(allocationWhatIf.counts).toMatchObject({ new: 2, waiting: 3 });
    expect(await settled(stage.county, run.id)).toEqual(run);
  });
});

const change = (query: ReturnType<typeof sql>) =>
  stage.test.app.db.write({ accountId: null, grantId: null }, { axis: 'system', lo: '', hi: '' }, (unit) =>
    query.execute(unit.sql),
  );

it.each(['', '认领户', '6109/610926'])('says that %j is no path of an area', async (within) => {
  expect((await stage.county.ask(AllocationNeedDocument, { within })).code).toBe('INVALID_INPUT');
  expect((await stage.county.ask(AllocationSupplyDocument, { within })).code).toBe('INVALID_INPUT');
});
