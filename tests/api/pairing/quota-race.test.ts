import { expect, it } from 'vitest';
import { withApp } from '../../support/app.ts';
import { COUNTY, toService, type Attempt } from './racing.ts';

const OPERATORS = 20;
const CADRES = 5;
const QUOTA = 3;
const HOUSEHOLDS = 100;
const test = withApp();

it('a quota (R1) is not spent twice by operators who place different households at once', async () => {
  const { world } = test;
  const rank_quota = JSON.stringify({ COUNTY_LEADER: QUOTA });
  await world.insert('programme_year', { year: 2027, confirm_by: '2027-03-31', rank_quota });
  const [village] = await world.villages('610926107', 1);
  const bureau = await world.unit('610926');
  const households: string[] = [];
  for (let i = 0; i < HOUSEHOLDS; i++) households.push(await world.household(village!));
  const cadres: string[] = [];
  for (let i = 0; i < CADRES; i++) cadres.push(await world.cadre(bureau, { rank: 'COUNTY_LEADER' }));
  const attemptOf = toService(test);
  const operators: Attempt[] = [];
  for (let i = 0; i < OPERATORS; i++) {
    operators.push(attemptOf(await world.account('COUNTY_OPERATOR', COUNTY)));
  }

  // No household twice, so that nothing but the cadre is contended for.
  const outcomes = await Promise.all(
    households.map(async (householdId, at) => {
      const cadreId = cadres[at % CADRES]!;
      return { cadreId, outcome: await operators[at % OPERATORS]!({ householdId, cadreId }) };
    }),
  );

  const ended = (outcome: string, cadreId: string) =>
    outcomes.filter((one) => one.outcome === outcome && one.cadreId === cadreId).length;
  expect(cadres.map((id) => [ended('made', id), ended('RULE_VIOLATED R1', id)])).toEqual(
    cadres.map(() => [QUOTA, HOUSEHOLDS / CADRES - QUOTA]),
  );
});
