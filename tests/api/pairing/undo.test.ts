import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  AssignSuggestedDocument,
  EndPairingDocument,
  SetCadreStatusDocument,
  SwitchGrantDocument,
  UndoPairingActDocument,
  WaiveOfficialsDocument,
} from '@qinyou/schema';
import type { Client } from '../../support/client.ts';
import { COUNTY, withStage } from './setting.ts';

const stage = withStage();
let owner: pg.Client;
let county: Client;
let office: { accountId: string; token: string; client: Client };
let cadreId: string;
let householdId: string;
let pairingId: string;

const asSystem = async (text: string, ...values: unknown[]) => {
  await owner.query('set role r_system');
  try {
    const { rows } = await owner.query<Record<string, unknown>>(text, values);
    return rows;
  } finally {
    await owner.query('reset role');
  }
};
const standing = async () =>
  (
    await asSystem(
      'select 1 from pairing where household_id = $1 and to_date is null and withdrawn_at is null',
      householdId,
    )
  ).length;
const endIt = async () => {
  const input = { id: pairingId, version: 1, reason: '调走了' };
  return (await county.get(EndPairingDocument, { input })).endPairing.id;
};

beforeAll(async () => {
  owner = new pg.Client(stage.test.urls.ownerUrl);
  await owner.connect();
  office = await stage.test.world.account('COUNTY_OPERATOR', COUNTY);
  county = office.client;
});
afterAll(() => owner.end());
beforeEach(async () => {
  const { world } = stage.test;
  cadreId = await world.cadre(stage.bureau, { name: '李建国' });
  householdId = await world.household(stage.villages[0]!, { head_name: '邹道全' });
  pairingId = await world.pairing(householdId, stage.villages[0]!, cadreId, stage.bureau);
});

describe('taking a step back', () => {
  it.each([
    [
      'the household has ended',
      `update household set ended_on = '2026-03-10', eligible = false where id = $1`,
      '邹道全户已经注销',
    ],
    ['the cadre has retired', `update cadre set status = 'RETIRED' where id = $2`, '李建国已不在岗'],
    ['the cadre has left', `update cadre set status = 'LEFT' where id = $2`, '李建国已不在岗'],
    ['the cadre has died', `update cadre set status = 'DECEASED' where id = $2`, '李建国已不在岗'],
  ])('revives no pairing where %s (R7)', async (_, change, message) => {
    const id = await endIt();
    const values = [householdId, cadreId];
    await asSystem(change.replace('$2', '$1'), change.includes('$2') ? values[1] : values[0]);
    const answer = await county.ask(UndoPairingActDocument, { id });
    expect(answer.errors[0]?.message).toContain(message);
    expect([answer.code, answer.errors[0]?.extensions['rule']]).toEqual(['RULE_VIOLATED', 'R7']);
    expect(await standing()).toBe(0);
  });

  it.each([
    ['had retired before', true],
    ['has retired since', false],
  ])('a friend who %s is one again: %s (R7)', async (_, before) => {
    const retire = () =>
      county.get(SetCadreStatusDocument, {
        input: { id: cadreId, version: 1, status: 'RETIRED', reason: '到龄' },
      });
    if (before) await retire();
    const id = await endIt();
    if (!before) await retire();
    const { code } = await county.ask(UndoPairingActDocument, { id });
    expect([code ?? 'UNDONE', await standing()]).toEqual(before ? ['UNDONE', 1] : ['RULE_VIOLATED', 0]);
  });

  it('revives it where both are as they were', async () => {
    await county.get(UndoPairingActDocument, { id: await endIt() });
    expect(await standing()).toBe(1);
  });

  it('is whole or not at all: another identity that reaches half of it is told to switch (R31)', async () => {
    const { world } = stage.test;
    const [elsewhere] = await world.villages('610926108', 1);
    const near = await world.household(stage.villages[0]!);
    const far = await world.household(elsewhere!);
    const pairs = [near, far].map((one) => ({ householdId: one, cadreId }));
    const { assignSuggested } = await county.get(AssignSuggestedDocument, { input: { pairs: [pairs[0]!] } });
    expect(assignSuggested.done).toBe(1);
    const other = await world.cadre(stage.bureau);
    const both = await county.get(AssignSuggestedDocument, {
      input: {
        pairs: [
          { householdId: far, cadreId: other },
          { householdId: await world.household(stage.villages[1]!), cadreId: other },
        ],
      },
    });
    expect(both.assignSuggested.done).toBe(2);
    const { id } = both.assignSuggested;
    const grantId = await world.insert('role_grant', {
      account_id: office.accountId,
      role: 'TOWN_OPERATOR',
      path: `${COUNTY}610926107/`,
      title: '镇操作员',
    });
    const { grant_id: before } = (
      await asSystem('select grant_id from session where account_id = $1', office.accountId)
    )[0] as { grant_id: string };
    const use = (grant: string) => county.get(SwitchGrantDocument, { id: grant });
    const made = () =>
      asSystem('select 1 from pairing where cadre_id = $1 and withdrawn_at is null', other).then(
        (r) => r.length,
      );
    await use(grantId);
    const refused = await county.ask(UndoPairingActDocument, { id });
    expect(refused.errors[0]?.message).toContain('切换到办这一步时的身份');
    expect(await made()).toBe(2);
    await use(before);
    expect((await county.ask(UndoPairingActDocument, { id })).errors).toEqual([]);
    expect(await made()).toBe(0);
  });
});

describe('after the close (R5)', () => {
  const WHY = { code: 'RULE_VIOLATED', rule: 'R5', fields: { reason: '写一句为什么' } };

  it('asks for a reason of its own, changes nothing without one, and keeps the one that is given', async () => {
    const id = await endIt();
    const waived = await county.get(WaiveOfficialsDocument, {
      input: { cadreIds: [cadreId], reason: 'LONG_ILL' },
    });
    await asSystem(`update confirmation set state = 'CLOSED' where path = $1`, COUNTY);
    for (const act of [id, waived.waiveOfficials.id]) {
      const refused = await county.ask(UndoPairingActDocument, { id: act });
      expect(refused.errors[0]).toMatchObject({ extensions: WHY });
    }
    expect(await standing()).toBe(0);
    for (const act of [waived.waiveOfficials.id, id]) {
      await county.get(UndoPairingActDocument, { id: act, reason: '点错了人' });
    }
    expect(await standing()).toBe(1);
    const kept = await asSystem(`select distinct reason from confirmation_change where reason is not null`);
    expect(kept).toEqual([{ reason: '点错了人' }]);
    await asSystem(`update confirmation set state = 'DRAFT' where path = $1`, COUNTY);
  });
});

describe('waiving in a year that is over (R5)', () => {
  it('is refused, one by one and in bulk; the present year goes on', async () => {
    await stage.test.world.insert('programme_year', { year: 2025, confirm_by: '2025-03-31' });
    const idle = await stage.test.world.cadre(stage.bureau);
    const input = { cadreIds: [idle], reason: 'LONG_ILL' as const };
    const past = await county.ask(WaiveOfficialsDocument, { input: { ...input, year: 2025 } });
    expect(past.errors[0]?.message).toBe('2025 年度已经过去，只能查看。现在办的是 2026 年度');
    const plan = `mutation ($input: PlanWaiveAllInput!) { planWaiveAll(input: $input) { id } }`;
    const run = { reason: 'LONG_ILL', filter: { year: 2025 } };
    expect((await county.ask(plan, { input: run })).errors[0]?.message).toContain('2025 年度已经过去');
    expect((await county.get(WaiveOfficialsDocument, { input })).waiveOfficials.done).toBe(1);
  });
});
