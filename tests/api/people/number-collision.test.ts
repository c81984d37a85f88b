import { describe, expect, it } from 'vitest';
import type { Client } from '../../support/client.ts';
import { withPeople } from './stage.ts';

const stage = withPeople();
const EDIT = `mutation ($input: EditHouseholdInput!) { editHousehold(input: $input) { version } }`;

const fieldsOf = (answer: { errors: { extensions: Record<string, unknown> }[] }) =>
  answer.errors[0]?.extensions['fields'];
const newcomer = () =>
  stage.test.world.signedIn('TOWN_OPERATOR', `${stage.here.path.split('/').slice(0, 3).join('/')}/`);

/** The cases about a subject; read as the system, past every policy. */
const cases = (subjectId: string) =>
  stage.test.app.db.write({ accountId: null, grantId: null }, { axis: 'system', lo: '', hi: '' }, ({ sql }) =>
    sql
      .selectFrom('audit_entry')
      .select(['path', 'subject_type'])
      .where('subject_id', '=', subjectId)
      .where('action', '=', 'identity.collision')
      .execute(),
  );

describe('a household number', () => {
  const name = (client: Client, id: string, number: string) =>
    client.ask(EDIT, { input: { id, version: 1, number } });

  it('of the next town reads 待上级核查 and becomes a case of the county; the county hears whose it is', async () => {
    const theirs = await stage.home(stage.there, '邻镇');
    const mine = await stage.home(stage.here, '本镇户');
    expect((await name(stage.other, theirs.id, '6109260001')).errors).toEqual([]);
    const elsewhere = await name(stage.town, mine.id, '6109260001');
    expect(fieldsOf(elsewhere)).toEqual({ number: '待上级核查' });
    expect(JSON.stringify(elsewhere.errors)).not.toContain('已经');
    expect(await cases(theirs.id)).toEqual([{ path: '6109/610926/', subject_type: 'household' }]);
    expect(fieldsOf(await name(stage.county, mine.id, '6109260001'))).toEqual({
      number: '邻镇户已经用了这个户编号',
    });
    expect(await cases(theirs.id)).toHaveLength(1);
  });

  it('shares the twenty cases a day with identity numbers', async () => {
    const town = await newcomer();
    const theirs = await stage.home(stage.there, '有编号');
    const mine = await stage.home(stage.here, '没编号');
    await name(stage.other, theirs.id, '6109260002');
    for (let i = 0; i < 20; i++) {
      expect(fieldsOf(await name(town, mine.id, '6109260002'))).toEqual({ number: '待上级核查' });
    }
    expect((await name(town, mine.id, '6109260002')).code).toBe('RATE_LIMITED');
    expect(await cases(theirs.id)).toHaveLength(20);
  });
});
