import { describe, expect, it } from 'vitest';
import { withPeople, type Home } from './stage.ts';

const stage = withPeople();
const CHANGE = `mutation ($input: ChangeHeadInput!) { changeHead(input: $input) { version headName members { id relation head } } }`;
const SEARCH = `query ($q: String!) { search(q: $q) { households { id } } }`;
const EDIT = `mutation ($input: EditMemberInput!) { editMember(input: $input) { size } }`;

interface Family extends Home {
  heirId: string;
}
const family = async (head: string, heir: string): Promise<Family> => {
  const home = await stage.home(stage.here, head, { size: 2 });
  const heirId = await stage.test.world.insert('household_member', {
    household_id: home.id,
    path: stage.here.path,
    name: heir,
    relation: 'SON',
  });
  return { ...home, heirId };
};
const wish = ({ id, heirId }: Family, more: object = {}) => ({
  input: { id, version: 1, newHeadId: heirId, formerRelation: 'FATHER', ...more },
});
const refusal = async (home: Family, more: object) => {
  const { errors } = await stage.town.ask(CHANGE, wish(home, more));
  return errors[0]?.extensions['fields'];
};
const asSystem = { axis: 'system', lo: '', hi: '' } as const;
const nobody = { accountId: null, grantId: null };

describe('another head without a death', () => {
  it('is found by the own name and initials from now on; what the former head is now was said, not guessed', async () => {
    const home = await family('欧阳老根', '祝小满');
    expect(await stage.town.get(CHANGE, wish(home))).toEqual({
      changeHead: {
        version: 2,
        headName: '祝小满',
        members: expect.arrayContaining([
          { id: home.heirId, relation: 'HEAD', head: true },
          { id: home.headId, relation: 'FATHER', head: false },
        ]),
      },
    });
    const found = async (q: string) =>
      (await stage.town.get<{ search: { households: { id: string }[] } }, unknown>(SEARCH, { q })).search
        .households;
    for (const q of ['小满', 'zxm']) expect(await found(q), q).toEqual([{ id: home.id }]);
    expect(await found('oylg')).toEqual([]);
  });

  it('is recorded with both, their names masked', async () => {
    const home = await family('杜长根', '杜长明');
    await stage.town.get(CHANGE, wish(home));
    const [row] = await stage.test.app.db.write(nobody, asSystem, ({ sql }) =>
      sql
        .selectFrom('audit_entry')
        .select(['action', 'before', 'after', 'path'])
        .where('subject_id', '=', home.id)
        .execute(),
    );
    expect(row).toEqual({
      action: 'household.changeHead',
      path: stage.here.path,
      before: { headName: '杜*根', headId: home.headId },
      after: { headName: '杜*明', headId: home.heirId, formerRelation: 'FATHER' },
    });
  });

  it('lets the former head move out, which a head may not', async () => {
    const home = await family('余老大', '余小军');
    const leave = { input: { id: home.headId, version: 1, leftOn: '2026-03-01' } };
    expect((await stage.town.ask(EDIT, leave)).errors[0]?.extensions['fields']).toHaveProperty('leftOn');
    await stage.town.get(CHANGE, wish(home));
    leave.input.version = 2;
    expect(await stage.town.get(EDIT, leave)).toEqual({ editMember: { size: 1 } });
  });

  it('of two clerks at once is one: the other hears what is there now', async () => {
    const home = await family('田一', '田二');
    const both = await Promise.all([
      stage.town.ask(CHANGE, wish(home)),
      stage.county.ask(CHANGE, wish(home, { formerRelation: 'OTHER' })),
    ]);
    expect(both.map(({ code }) => code).toSorted()).toEqual(['CONFLICT', undefined]);
    const refused = both.find(({ code }) => code === 'CONFLICT');
    expect(refused?.errors[0]?.extensions['current']).toMatchObject({ version: 2, headName: '田*' });
  });

  it('is neither dead nor gone nor of another household, nor head already', async () => {
    const home = await family('石老三', '石小三');
    const other = await family('甘老四', '甘小四');
    const asHead = { newHeadId: '选的人不在这户，或已不在世' };
    expect(await refusal(home, { newHeadId: other.heirId })).toEqual(asHead);
    expect(await refusal(home, { newHeadId: home.headId })).toEqual({ newHeadId: '已经是户主了，选另一人' });
    const mark = (values: object) =>
      stage.test.app.db.write(nobody, asSystem, ({ sql }) =>
        sql.updateTable('household_member').set(values).where('id', '=', home.heirId).execute(),
      );
    await mark({ died_on: '2026-02-01' });
    expect(await refusal(home, {})).toEqual(asHead);
    await mark({ died_on: null, left_on: '2026-02-01' });
    expect(await refusal(home, {})).toEqual(asHead);
  });

  it('says what the former head is: a relation of the dictionary, and no second head', async () => {
    const home = await family('卢老五', '卢小五');
    for (const formerRelation of [undefined, 'HEAD', 'COUSIN_OF_MOON']) {
      expect(await refusal(home, { formerRelation }), formerRelation).toHaveProperty('formerRelation');
    }
  });

  it('is not for a household that has ended, nor for anybody outside', async () => {
    const home = await family('倪老六', '倪小六');
    expect((await stage.other.ask(CHANGE, wish(home))).code).toBe('NOT_FOUND');
    const leader = await stage.test.world.signedIn('LEADER', '6109/610926/');
    expect((await leader.ask(CHANGE, wish(home))).code).toBe('FORBIDDEN');
    await stage.test.app.db.write(nobody, asSystem, ({ sql }) =>
      sql.updateTable('household').set({ ended_on: '2026-02-01' }).where('id', '=', home.id).execute(),
    );
    expect(await refusal(home, {})).toEqual({ newHeadId: '这一户已经不在了，不能换户主' });
  });

  it('comes by no other way: correcting a member makes and unmakes no head', async () => {
    const home = await family('路老七', '路小七');
    for (const input of [
      { id: home.heirId, version: 1, relation: 'HEAD' },
      { id: home.headId, version: 1, relation: 'FATHER' },
    ]) {
      const { errors } = await stage.town.ask(EDIT, { input });
      expect(errors[0]?.extensions['fields']).toHaveProperty('relation');
    }
  });
});
