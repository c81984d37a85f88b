import { describe, expect, it } from 'vitest';
import { meanwhile } from '../../support/meanwhile.ts';
import { clicks, withStage } from './setting.ts';

const stage = withStage();

describe('a signature and a change at the same moment (R5)', () => {
  it('never loses a change', async () => {
    const { world } = stage.test;
    for (let round = 0; round < 4; round++) {
      const village = stage.villages[0]!;
      const unit = await world.unit('610926');
      const cadre = await world.cadre(unit, { rank: 'COUNTY_LEADER' });
      await stage.pair(cadre, unit, await world.household(village), village, '2025-01-10');
      const more = await world.household(village);
      const liaison = await world.signedIn('UNIT_LIAISON', unit.path);
      const PAIR = `mutation($input: PairInput!) { pair(input: $input) { id } }`;
      const { digest } = await clicks.unit(liaison, unit.id);
      const [signed, paired] = await Promise.all([
        clicks.signUnit(liaison, 'confirmUnit', { unitId: unit.id, version: 1, digest }),
        stage.countyOperator.ask(PAIR, { input: { householdId: more, cadreId: cadre } }),
      ]);
      expect(paired.errors).toEqual([]);
      if (signed.code === 'CONFLICT') {
        // The change was first: what was seen is not there any more, and nothing is signed.
        expect((await clicks.unit(liaison, unit.id)).unit.state).toBe('DRAFT');
        continue;
      }
      expect(signed.errors).toEqual([]);
      const lines = await stage.countyOperator.get<{ confirmationHistory: { lines: number }[] }, unknown>(
        `query($id: ID!) { confirmationHistory(subjectId: $id, year: 2026) { lines } }`,
        { id: unit.id },
      );
      const { unit: after } = await clicks.unit(liaison, unit.id);
      // Either the list that was signed holds both pairings, or the unit says that it has changed since.
      expect(after.changedSince !== null).toBe(lines.confirmationHistory[0]!.lines === 1);
    }
  });
});

describe('a unit handed back while its county closes (R5)', () => {
  it('is refused: no unit of a closed county is a draft', async () => {
    const { world, urls } = stage.test;
    const unit = await world.unit('610926');
    const liaison = await world.signedIn('UNIT_LIAISON', unit.path);
    const signed = await clicks.signUnit(liaison, 'confirmUnit', { unitId: unit.id, version: 1 });
    expect(signed.errors).toEqual([]);
    await clicks.county(stage.countyOperator, stage.county.id);
    const { version } = (await clicks.unit(stage.countyOperator, unit.id)).unit;
    const answer = await meanwhile(
      urls.ownerUrl,
      (other) =>
        other.query(`update confirmation set state = 'CLOSED' where path = $1 and year = 2026`, [
          stage.county.path,
        ]),
      () =>
        clicks.signUnit(stage.countyOperator, 'reopenUnit', { unitId: unit.id, version, reason: '漏了一户' }),
    );
    expect([answer.code, answer.errors[0]?.message]).toEqual([
      'RULE_VIOLATED',
      expect.stringContaining('已关账') as string,
    ]);
    expect((await clicks.unit(liaison, unit.id)).unit.state).toBe('CONFIRMED');
  });
});
