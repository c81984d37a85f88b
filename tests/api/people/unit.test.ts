import { describe, expect, it } from 'vitest';
import { withPeople } from './stage.ts';

const stage = withPeople();
const REGISTER = `mutation ($input: RegisterUnitInput!) { registerUnit(input: $input) { id version path administeredBy { name } } }`;
const EDIT = `mutation ($input: EditUnitInput!) { editUnit(input: $input) { name formerNames version } }`;
const ASSIGN = `mutation ($input: AssignVillageInput!) { assignVillage(input: $input) { id } }`;
const UNIT = `query ($id: ID!) { unit(id: $id) { villages { id to village { name } } history { action } } }`;

describe('a unit', () => {
  it('is registered where it sits, renamed with the old name kept, and ended only when empty', async () => {
    const seat = await stage.test.world.region('610926');
    const input = { code: 'NYJ', name: '平利县农业局', level: 'COUNTY', seatId: seat.id };
    const { registerUnit } = await stage.county.get<{ registerUnit: { id: string; path: string } }, unknown>(
      REGISTER,
      {
        input,
      },
    );
    expect(registerUnit).toMatchObject({ path: `${seat.path}@NYJ/`, administeredBy: { name: seat.name } });
    const again = await stage.county.ask(REGISTER, { input });
    expect(again.errors[0]?.extensions['fields']).toEqual({ code: '这个单位代码已经有了，换一个' });
    const { id } = registerUnit;
    expect(await stage.county.get(EDIT, { input: { id, version: 1, name: '平利县农业农村局' } })).toEqual({
      editUnit: { name: '平利县农业农村局', formerNames: ['平利县农业局'], version: 2 },
    });
    expect((await stage.county.ask(EDIT, { input: { id, version: 1, name: '别的名字' } })).code).toBe(
      'CONFLICT',
    );
    await stage.test.world.cadre({ id, path: registerUnit.path, name: '' });
    const full = await stage.county.ask(EDIT, { input: { id, version: 2, endedOn: '2026-03-01' } });
    expect(full.errors[0]?.message).toContain('还有 1 人');
  });

  it('belongs to the city where it is municipal, which a county can’t register', async () => {
    const city = await stage.test.world.region('6109');
    const input = { code: 'SJT', name: '市交通局', level: 'MUNICIPAL', seatId: city.id };
    expect((await stage.county.ask(REGISTER, { input })).code).toBe('NOT_FOUND');
    const office = await stage.test.world.signedIn('CITY_OPERATOR', city.path);
    expect(await office.get(REGISTER, { input })).toMatchObject({
      registerUnit: { administeredBy: { name: city.name } },
    });
  });

  it('looks after villages of the own county, each once at a time', async () => {
    const input = { unitId: stage.bureau.id, villageId: stage.here.id, from: '2026-01-01' };
    await stage.county.get(ASSIGN, { input });
    expect((await stage.county.ask(ASSIGN, { input })).code).toBe('RULE_VIOLATED');
    const far = await stage.county.ask(ASSIGN, { input: { ...input, villageId: stage.far.id } });
    expect(far.code).toBe('NOT_FOUND');
    const seen = await stage.county.get<{ unit: { villages: { id: string }[] } }, unknown>(UNIT, {
      id: stage.bureau.id,
    });
    const END = `mutation ($input: EndAssignmentInput!) { endAssignment(input: $input) { id } }`;
    await stage.county.get(END, { input: { id: seen.unit.villages[0]!.id, to: '2026-03-01' } });
    expect(await stage.county.get(UNIT, { id: stage.bureau.id })).toMatchObject({
      unit: {
        villages: [{ to: '2026-03-01', village: { name: stage.here.name } }],
        history: [{ action: 'unit.endAssignment' }, { action: 'unit.assignVillage' }],
      },
    });
  });
});
