import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { clicks, withStage, type CountyYear, type UnitYear } from './setting.ts';

const stage = withStage();
const PAIR = `mutation($input: PairInput!) { pair(input: $input) { id } }`;
const REPORT = `mutation($input: ReportOfficialsInput!) { reportOfficials(input: $input) { unit { unreported } } }`;
const WAIVE = `mutation($input: WaiveOfficialsInput!) { waiveOfficials(input: $input) { done } }`;
const LINES = `query($signatureId: ID!) { confirmationLines(signatureId: $signatureId) { total items { cadre head village unit kind from } } }`;
const HISTORY = `query($subjectId: ID!, $year: Int!) { confirmationHistory(subjectId: $subjectId, year: $year) { id step signer signedAs reason lines } }`;

interface Signature {
  id: string;
  step: string;
  signer: string;
  signedAs: string;
  reason: string | null;
  lines: number;
}

// One year from the draft to the close and back again; each step stands on the one before.
describe('a year is confirmed (R5)', () => {
  let first: string;
  let idle: string;
  let household: string;
  let patient: string;
  let version = 0;

  const unit = (): Promise<UnitYear> => clicks.unit(stage.liaison, stage.bureau.id);
  const county = (): Promise<CountyYear> => clicks.county(stage.countyOperator, stage.county.id);
  const history = async (subjectId: string) =>
    (await stage.city.get<{ confirmationHistory: Signature[] }, unknown>(HISTORY, { subjectId, year: 2026 }))
      .confirmationHistory;

  beforeAll(async () => {
    const { world } = stage.test;
    first = await world.cadre(stage.bureau, { name: '邹成林' });
    idle = await world.cadre(stage.bureau, { name: '龚启明' });
    household = await world.household(stage.villages[0]!, { head_name: '储德明' });
    await stage.pair(first, stage.bureau, household, stage.villages[0]!, '2025-01-10');
  });

  it('begins as a draft that nobody has opened, red, and notes the first look', async () => {
    const draft = await unit();
    expect(draft.unit).toMatchObject({
      state: 'DRAFT',
      version: 1,
      lamp: 'RED',
      pairs: 1,
      officials: 1,
      unreported: 1,
    });
    expect(draft.unit.reason).toContain('草稿还没打开过');
    expect(draft.unit.differences).toEqual({ same: 1, added: 0, moved: 0, ended: 0 });
    const OPEN = `mutation($input: UnitYearInput!) { openConfirmation(input: $input) }`;
    await stage.liaison.get(OPEN, { input: { unitId: stage.bureau.id, year: 2026 } });
    expect((await unit()).unit.reason).not.toContain('没打开过');
  });

  it('is not confirmed while an official without a friend is not reported', async () => {
    const refused = await clicks.signUnit(stage.liaison, 'confirmUnit', {
      unitId: stage.bureau.id,
      version: 1,
    });
    expect(refused.code).toBe('RULE_VIOLATED');
    expect(refused.errors[0]?.message).toBe('还不能确认：1 名干部没有朋友，还没上报');
    const input = { unitId: stage.bureau.id, year: 2026, cadreIds: [idle], reason: 'LONG_ILL', note: '住院' };
    await stage.liaison.get(REPORT, { input });
    const { officials, blockers } = await unit();
    expect(officials).toMatchObject([{ id: idle, reportReason: 'LONG_ILL' }]);
    expect(blockers).toEqual([]);
  });

  it('reports nobody who has a friend or is not the unit’s', async () => {
    const input = { unitId: stage.bureau.id, year: 2026, cadreIds: [first] };
    expect((await stage.liaison.ask(REPORT, { input })).code).toBe('RULE_VIOLATED');
    const stranger = await stage.test.world.cadre(stage.municipal);
    expect((await stage.liaison.ask(REPORT, { input: { ...input, cadreIds: [stranger] } })).code).toBe(
      'NOT_FOUND',
    );
  });

  it('is confirmed once, however often and at the same moment it is clicked', async () => {
    const requestId = randomUUID();
    const click = () =>
      clicks.signUnit(stage.liaison, 'confirmUnit', { unitId: stage.bureau.id, version: 1, requestId });
    const answers = await Promise.all([click(), click(), click(), click()]);
    expect(answers.map(({ errors }) => errors)).toEqual([[], [], [], []]);
    expect((await click()).errors).toEqual([]);
    const other = await clicks.signUnit(stage.liaison, 'confirmUnit', {
      unitId: stage.bureau.id,
      version: 1,
    });
    expect(other.code).toBe('CONFLICT');
    expect(other.errors[0]?.extensions['current']).toMatchObject({ state: 'CONFIRMED', version: 2 });
    expect(await history(stage.bureau.id)).toMatchObject([
      { step: 'CONFIRM', signer: 'UNIT_LIAISON', lines: 1 },
    ]);
    version = (await unit()).unit.version;
    expect(version).toBe(2);
  });

  it('is not countersigned while an official has no friend and no excuse; an excuse unblocks', async () => {
    const sign = () =>
      clicks.signUnit(stage.countyOperator, 'countersignUnit', { unitId: stage.bureau.id, version });
    const refused = await sign();
    expect(refused.errors[0]?.message).toBe('还不能会签：1 名干部没有朋友，没说明原因');
    await stage.countyOperator.get(WAIVE, { input: { cadreIds: [idle], reason: 'LONG_ILL', year: 2026 } });
    const signed = await sign();
    expect(signed.errors).toEqual([]);
    expect(signed.data?.['countersignUnit']).toMatchObject({
      next: null,
      unit: { state: 'COUNTERSIGNED', lamp: 'GREEN' },
    });
    version = signed.data!['countersignUnit']!.unit.version;
  });

  it('is changed since by a later pairing, and signed again by both', async () => {
    const more = await stage.test.world.household(stage.villages[1]!, { head_name: '何秀兰' });
    await stage.countyOperator.get(PAIR, { input: { householdId: more, cadreId: first } });
    const changed = await unit();
    expect(changed.unit).toMatchObject({ state: 'COUNTERSIGNED', changes: 1 });
    expect(changed.unit.changedSince).not.toBeNull();
    expect(changed.unit.reason).toContain('确认以后又改了 1 处，要重新确认');
    expect(changed.unit.differences).toEqual({ same: 1, added: 1, moved: 0, ended: 0 });
    const early = await clicks.signUnit(stage.countyOperator, 'countersignUnit', {
      unitId: stage.bureau.id,
      version,
    });
    expect(early.errors[0]?.message).toContain('等联络员重新确认');
    for (const [client, verb] of [
      [stage.liaison, 'confirmUnit'],
      [stage.countyOperator, 'countersignUnit'],
    ] as const) {
      const signed = await clicks.signUnit(client, verb, { unitId: stage.bureau.id, version });
      expect(signed.errors).toEqual([]);
      version = signed.data![verb]!.unit.version;
    }
    expect((await unit()).unit).toMatchObject({ state: 'COUNTERSIGNED', changedSince: null });
  });

  it('keeps the earlier list as it was signed, whatever was changed since', async () => {
    const [, , , earliest] = await history(stage.bureau.id);
    const { app } = stage.test;
    await app.db.write({ accountId: null, grantId: null }, { axis: 'system', lo: '', hi: '' }, (work) =>
      work.sql.updateTable('household').set({ head_name: '储小明' }).where('id', '=', household).execute(),
    );
    const lines = await stage.liaison.get<{ confirmationLines: unknown }, unknown>(LINES, {
      signatureId: earliest!.id,
    });
    expect(lines.confirmationLines).toEqual({
      total: 1,
      items: [
        {
          cadre: '邹成林',
          head: '储德明',
          village: stage.villages[0]!.name,
          unit: '县水利局',
          kind: 'RESPONSIBLE',
          from: '2025-01-10',
        },
      ],
    });
  });

  it('blocks the county by duplicates, gaps, open units and waiting households, each by name', async () => {
    const { world } = stage.test;
    const rival = await world.cadre(stage.municipal, { name: '代玉梅' });
    const claim = {
      year: 2026,
      cadre_id: rival,
      cadre_path: stage.municipal.path,
      household_id: household,
      path: stage.villages[0]!.path,
      claimed_head: '储德明',
      claimed_village: '',
      from_date: '2026-01-01',
      status: 'OPEN',
    };
    await world.insert('pairing_claim', claim);
    // A second unit with one official who has two places and no friend: one gap, one waiting beyond them.
    const second = await world.unit('610926107', { name: '八仙镇政府' });
    const newcomer = await world.cadre(second, { rank: 'TECHNICAL' });
    const needy = await world.household(stage.villages[2]!, { need: 9 });
    patient = await world.household(stage.villages[3]!, { need: 1 });
    const blocked = await county();
    expect(blocked.county.blockers.map(({ code, count }) => [code, count])).toEqual([
      ['GAPS', 1],
      ['DUPLICATES', 1],
      ['UNITS', 1],
      ['WAITING', 1],
    ]);
    expect(blocked.county.blockers[0]?.detail).toBe('八仙 1');
    const refused = await clicks.signCounty(stage.countyOperator, 'confirmCounty', {
      countyId: stage.county.id,
      version: blocked.county.version,
    });
    expect(refused.errors[0]?.message).toBe(
      '还不能确认：1 户交友空白；1 户有两名干部；1 个单位没签完；1 户待安排，还没说明原因',
    );

    const DECIDE = `mutation($input: DecideDuplicateInput!) { decideDuplicate(input: $input) { id } }`;
    await stage.city.get(DECIDE, {
      input: { householdId: household, keep: [first], seen: [first, rival], reason: '一直是他联系' },
    });
    await stage.countyOperator.get(PAIR, { input: { householdId: needy, cadreId: newcomer } });
    const ACKNOWLEDGE = `mutation($input: AcknowledgeWaitingInput!) { acknowledgeWaiting(input: $input) { county { version } } }`;
    const input = {
      countyId: stage.county.id,
      year: 2026,
      version: blocked.county.version,
      reason: '等市里派干部',
    };
    await stage.countyOperator.get(ACKNOWLEDGE, { input });
    const secondLiaison = await world.signedIn('UNIT_LIAISON', second.path);
    let at = (await clicks.unit(secondLiaison, second.id)).unit.version;
    for (const [client, verb] of [
      [secondLiaison, 'confirmUnit'],
      [stage.countyOperator, 'countersignUnit'],
    ] as const) {
      const signed = await clicks.signUnit(client, verb, { unitId: second.id, version: at });
      expect(signed.errors).toEqual([]);
      at = signed.data![verb]!.unit.version;
    }
    expect((await county()).county).toMatchObject({ blockers: [], next: 'CONFIRM' });
  });

  it('is confirmed by the county, whoever the cadre is, and closed by the city once its places are used', async () => {
    const { world } = stage.test;
    const before = await county();
    const confirmed = await clicks.signCounty(stage.countyOperator, 'confirmCounty', {
      countyId: stage.county.id,
      version: before.county.version,
    });
    expect(confirmed.errors).toEqual([]);
    expect(confirmed.data?.['confirmCounty']).toMatchObject({
      pairs: 3,
      county: { state: 'CONFIRMED', next: 'CLOSE' },
    });
    const confirmedVersion = confirmed.data!['confirmCounty']!.county.version;

    await world.insert('municipal_place', { year: 2026, county_id: stage.county.id, places: 1 });
    const close = (at: number) =>
      clicks.signCounty(stage.city, 'closeCounty', { countyId: stage.county.id, version: at });
    const unspent = await close(confirmedVersion);
    // The place sent turns the waiting household into a gap as well: it is to be filled first.
    expect(unspent.errors[0]?.message).toBe('还不能关账：1 户交友空白；市里派的名额还剩 1 个没用');
    const sent = await world.cadre(stage.municipal, { name: '武艳红' });
    await stage.city.get(PAIR, { input: { householdId: patient, cadreId: sent } });
    const changed = await close(confirmedVersion);
    expect(changed.errors[0]?.message).toContain('请县里重新确认');
    const again = await clicks.signCounty(stage.countyOperator, 'confirmCounty', {
      countyId: stage.county.id,
      version: confirmedVersion,
    });
    expect(again.errors).toEqual([]);
    const closed = await close(again.data!['confirmCounty']!.county.version);
    expect(closed.errors).toEqual([]);
    expect(closed.data?.['closeCounty']?.county).toMatchObject({
      state: 'CLOSED',
      next: null,
      lamp: 'GREEN',
    });
    version = closed.data!['closeCounty']!.county.version;
  });

  it('wants a reason for a change after the close, and keeps it', async () => {
    const { world } = stage.test;
    const late = await world.household(stage.villages[1]!, { eligible: false });
    const cadreId = await world.cadre(stage.bureau);
    const bare = await stage.countyOperator.ask(PAIR, { input: { householdId: late, cadreId } });
    expect(bare.code).toBe('RULE_VIOLATED');
    expect(bare.errors[0]?.message).toBe('平利县 2026 年度已关账，改动要写一句原因');
    expect(bare.errors[0]?.extensions['rule']).toBe('R5');
    const said = await stage.countyOperator.ask(PAIR, {
      input: { householdId: late, cadreId, reason: '村里补报' },
    });
    expect(said.errors).toEqual([]);
    const { county: after } = await county();
    expect(after).toMatchObject({ state: 'CLOSED' });
    expect(after.reason).toContain('关账以后按原因改了 1 处');
    expect((await unit()).unit.changedSince).not.toBeNull();
  });

  it('hands a unit back only after the city has opened the county again, each with a reason', async () => {
    const bureau = await unit();
    const back = (reason: string) =>
      clicks.signUnit(stage.countyOperator, 'reopenUnit', {
        unitId: stage.bureau.id,
        version: bureau.unit.version,
        reason,
      });
    expect((await back('名单有误')).errors[0]?.message).toBe('平利县已关账。请市办先重开，再退回单位');
    const open = (reason: string) =>
      clicks.signCounty(stage.city, 'reopenCounty', { countyId: stage.county.id, version, reason });
    expect((await open('')).code).toBe('INVALID_INPUT');
    const opened = await open('有两户漏报');
    expect(opened.errors).toEqual([]);
    expect(opened.data?.['reopenCounty']?.county).toMatchObject({ state: 'DRAFT', next: 'CONFIRM' });
    expect((await back('名单有误')).errors).toEqual([]);
    const record = await history(stage.county.id);
    expect(record.map(({ step }) => step)).toEqual(['REOPEN', 'CLOSE', 'CONFIRM', 'CONFIRM']);
    expect(record[0]).toMatchObject({ reason: '有两户漏报', lines: 0 });
    expect(record.slice(1).map(({ lines }) => lines)).toEqual([4, 4, 3]);
  });

  it('leaves an audit row of every step and no name in the clear', async () => {
    const rows = await stage.test.app.db.write(
      { accountId: null, grantId: null },
      { axis: 'system', lo: '', hi: '' },
      (work) =>
        work.sql
          .selectFrom('audit_entry')
          .select(['action', 'before', 'after', 'reason'])
          .where('action', 'like', 'confirmation.%')
          .execute(),
    );
    const actions = rows.map(({ action }) => action);
    for (const step of ['open', 'confirm', 'countersign', 'acknowledge', 'close', 'reopen']) {
      expect(actions).toContain(`confirmation.${step}`);
    }
    expect(JSON.stringify(rows)).not.toMatch(/储德明|邹成林/);
  });
});
