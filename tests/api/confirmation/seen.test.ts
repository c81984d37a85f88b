import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { clicks, withStage } from './setting.ts';

const stage = withStage();
const PAIR = `mutation($input: PairInput!) { pair(input: $input) { pairing { id version } } }`;
const WITHDRAW = `mutation($input: WithdrawPairingInput!) { withdrawPairing(input: $input) { id } }`;

interface Paired {
  pair: { pairing: { id: string; version: number } };
}

describe('what is signed is what was seen (R5)', () => {
  let cadreId: string;
  let household: string;

  beforeAll(async () => {
    const { world } = stage.test;
    cadreId = await world.cadre(stage.bureau, { rank: 'COUNTY_LEADER' });
    household = await world.household(stage.villages[0]!, { head_name: '储德明' });
    await stage.pair(cadreId, stage.bureau, household, stage.villages[0]!, '2025-01-10');
  });

  const look = () => clicks.unit(stage.liaison, stage.bureau.id);
  const pairOneMore = async () => {
    const householdId = await stage.test.world.household(stage.villages[1]!, { eligible: false });
    const { pair } = await stage.countyOperator.get<Paired, unknown>(PAIR, {
      input: { householdId, cadreId },
    });
    return pair.pairing;
  };
  const confirm = async (digest: string, requestId: string = randomUUID()) => {
    const { version } = (await look()).unit;
    const unitId = stage.bureau.id;
    return clicks.signUnit(stage.liaison, 'confirmUnit', { unitId, version, digest, requestId });
  };
  const rename = (name: string) =>
    stage.test.app.db.write({ accountId: null, grantId: null }, systemScope, (work) =>
      work.sql.updateTable('household').set({ head_name: name }).where('id', '=', household).execute(),
    );

  it('is the same for whoever looks twice', async () => {
    const [one, two] = [await look(), await look()].map(({ digest }) => digest.split('.').slice(1));
    expect(one).toEqual(two);
    expect(one?.[0]).toBe('1');
  });

  it('refuses a unit’s signature where a pairing came, went or reads otherwise, and says how many', async () => {
    const before = await look();
    const { id, version } = await pairOneMore();
    const came = await confirm(before.digest);
    expect([came.code, came.errors[0]?.message]).toEqual([
      'CONFLICT',
      '没签上：你看过以后名单变了：多了 1 对。现在是新的名单，看过再签',
    ]);
    const between = await look();
    const now = came.errors[0]?.extensions['current'];
    expect(now).toMatchObject({ digest: expect.stringMatching(/^\d+\.2\./) as string });
    await stage.countyOperator.get(WITHDRAW, { input: { id, version, reason: '点错了' } });
    const went = await confirm(between.digest);
    expect(went.errors[0]?.message).toBe('没签上：你看过以后名单变了：少了 1 对。现在是新的名单，看过再签');
    await rename('储小明');
    const named = await confirm(before.digest);
    expect(named.errors[0]?.message).toContain('对数没变，有的姓名、时间或责任改了');
    expect((await look()).unit.state).toBe('DRAFT');
    expect((await confirm('看过')).code).toBe('INVALID_INPUT');
  });

  it('signs what was looked at anew, once, however often the same click arrives', async () => {
    const { digest, unit } = await look();
    const click = { unitId: stage.bureau.id, version: unit.version, digest, requestId: randomUUID() };
    const answers = await Promise.all([1, 2].map(() => clicks.signUnit(stage.liaison, 'confirmUnit', click)));
    expect(answers.map(({ errors }) => errors)).toEqual([[], []]);
    expect((await look()).unit).toMatchObject({ state: 'CONFIRMED', version: unit.version + 1 });
    // Sent again after the list has changed, it is still the click that was signed.
    await rename('储德明');
    expect((await clicks.signUnit(stage.liaison, 'confirmUnit', click)).errors).toEqual([]);
  });

  it('asks the office that countersigns, and the county, in the same way', async () => {
    const unitId = stage.bureau.id;
    const seen = await clicks.unit(stage.countyOperator, unitId);
    const { county, digest } = await clicks.county(stage.countyOperator, stage.county.id);
    await rename('储有信');
    const { version } = seen.unit;
    const early = await clicks.signUnit(stage.countyOperator, 'countersignUnit', {
      unitId,
      version,
      digest: seen.digest,
    });
    expect([early.code, early.errors[0]?.message]).toEqual([
      'CONFLICT',
      expect.stringContaining('你看过以后名单变了') as string,
    ]);
    const signed = await clicks.signUnit(stage.countyOperator, 'countersignUnit', { unitId, version });
    expect(signed.errors).toEqual([]);
    const whole = { countyId: stage.county.id, version: county.version };
    const stale = await clicks.signCounty(stage.countyOperator, 'confirmCounty', { ...whole, digest });
    expect([stale.code, stale.errors[0]?.message]).toEqual([
      'CONFLICT',
      expect.stringContaining('你看过以后名单变了') as string,
    ]);
    expect((await clicks.signCounty(stage.countyOperator, 'confirmCounty', whole)).errors).toEqual([]);
  });
});
