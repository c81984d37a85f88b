import { describe, expect, it } from 'vitest';
import { families } from './families.ts';
import { withPeople } from './stage.ts';

const stage = withPeople();
const all = () => families(stage);
const STORY = `query ($id: ID!) { household(id: $id) { size headName number povertyStatus need eligible
  members { id relation head } friends { to cadre { id } } lineage { did day people otherId otherHeadName undoable whyNot }
  history { action reason changes { field } } } }`;

describe('a split', () => {
  it('leaves head, number and friends where they are; the others begin a household that waits for one', async () => {
    const { family, befriend, split, stored, acts } = all();
    const home = await family(stage.here, '何大', 3, 1);
    const cadre = await stage.test.world.cadre(stage.bureau);
    await befriend(home.id, stage.here, cadre);
    await all().claim(home.id, stage.here, cadre);
    const kin = { cadre_id: cadre, household_id: home.id, relation: '表亲', declared_on: '2026-01-05' };
    await stage.test.world.insert('kin_declaration', kin);
    const before = await stored([home.id]);
    const [wife, son, grandson] = home.others as [string, string, string];
    const { data } = await split(stage.town, home, [son, grandson], { number: 'FH001' });
    const { household, other } = data!.splitHousehold;
    expect([household.size, other.size]).toEqual([3, 2]);
    expect(other).toMatchObject({ version: 1, eligible: true, endedOn: null, headName: '何大丁' });

    const after = await stored([home.id, other.id]);
    expect(after.pairings).toEqual(before.pairings);
    expect(after.claims).toEqual(before.claims);
    expect(after.kin.map(({ household: at }) => at).toSorted(), 'kin of both').toEqual(
      [home.id, other.id].toSorted(),
    );
    const lives = Object.fromEntries(
      (after.members as { id: string; household_id: string }[]).map(({ id, household_id }) => [
        id,
        household_id,
      ]),
    );
    expect(lives).toEqual({ [home.headId]: home.id, [wife]: home.id, [son]: other.id, [grandson]: other.id });

    const stay = (await stage.county.get<{ household: object }, unknown>(STORY, { id: home.id })).household;
    expect(stay).toMatchObject({
      headName: '何大',
      lineage: [
        { did: 'GAVE_OFF', day: '2026-03-10', people: 2, otherId: other.id, undoable: false, whyNot: null },
      ],
    });
    const gone = (await stage.town.get<{ household: object }, unknown>(STORY, { id: other.id })).household;
    expect(gone).toMatchObject({
      number: 'FH001',
      povertyStatus: 'NOT_LIFTED',
      friends: [],
      members: [{ id: son, relation: 'HEAD', head: true }, { id: grandson }],
      lineage: [{ did: 'CAME_OFF', otherId: home.id, otherHeadName: '何大', undoable: true, whyNot: null }],
      history: [{ action: 'household.splitOff', reason: '儿子成家分户' }],
    });
    expect((await acts(home.id)).join()).toMatch(/household\.split".*"moved":2/);
  });

  it.each([
    ['the head', (home: { headId: string }) => [home.headId], 'memberIds', '户主留在原户'],
    ['nobody', () => [], 'memberIds', '选至少一人'],
    [
      'somebody of another household',
      () => ['0199a000-0000-7000-8000-000000000001'],
      'memberIds',
      '不在这户',
    ],
  ])('of %s is none', async (_who, pick, field, message) => {
    const { family, split } = all();
    const home = await family(stage.here, '不分', 1);
    const { errors } = await split(stage.town, home, pick(home));
    expect((errors[0]!.extensions['fields'] as Record<string, string>)[field]).toContain(message);
  });

  it('wants the version that was seen, a free number, and a household that stands', async () => {
    const { family, split } = all();
    const home = await family(stage.here, '再分', 2);
    const [one, two] = home.others as [string, string];
    expect((await split(stage.town, home, [one], { version: 7 })).code).toBe('CONFLICT');
    const taken = await split(stage.town, home, [one], { number: 'FH001' });
    expect(taken.errors[0]?.extensions['fields']).toHaveProperty('number');
    expect((await split(stage.other, home, [one])).code).toBe('NOT_FOUND');
    const done = await split(stage.town, home, [one]);
    expect((await split(stage.town, home, [two])).code).toBe('CONFLICT');
    const left = await split(stage.town, { id: done.data!.splitHousehold.other.id }, [one]);
    expect(left.errors[0]?.message).toContain('户主留在原户');
  });

  it('is taken back whole within the day by who did it, while nothing changed', async () => {
    const { family, split, stored, undo, acts } = all();
    const home = await family(stage.here, '悔分', 2);
    const cadre = await stage.test.world.cadre(stage.bureau);
    await stage.test.world.insert('kin_declaration', {
      cadre_id: cadre,
      household_id: home.id,
      relation: '姻亲',
      declared_on: '2026-01-05',
    });
    const before = await stored([home.id]);
    const done = (await split(stage.town, home, home.others, { number: 'FH002' })).data!.splitHousehold;
    expect((await undo(stage.county, done.stepId)).errors[0]?.message).toContain('不是你做的');
    expect((await undo(stage.other, done.stepId)).code).toBe('NOT_FOUND');
    expect((await undo(stage.town, done.stepId)).code).toBeUndefined();
    expect(await stored([home.id])).toEqual(before);
    const [shell] = (await stored([done.other.id])).homes;
    expect(shell).toMatchObject({ size: 0, number: null, ended_on: '2026-03-10', eligible: false });
    expect((await stored([done.other.id])).kin).toEqual([]);
    expect((await undo(stage.town, done.stepId)).errors[0]?.message).toContain('撤销过了');
    expect((await acts(home.id)).at(-1)).toContain('household.undoSplit');
    // The number is free again.
    expect(
      (await split(stage.town, home, [home.others[0]!], { number: 'FH002', version: 3 })).code,
    ).toBeUndefined();
  });

  it('is not taken back once somebody has worked with what it made', async () => {
    const { family, split, undo, befriend } = all();
    const home = await family(stage.here, '已改', 2);
    const done = (await split(stage.town, home, [home.others[0]!])).data!.splitHousehold;
    await befriend(done.other.id, stage.here, await stage.test.world.cadre(stage.bureau));
    const said = (await undo(stage.town, done.stepId)).errors[0]?.message;
    expect(said).toContain('又有人改过');
    expect(await stage.town.get(STORY, { id: home.id })).toMatchObject({
      household: { lineage: [{ undoable: false, whyNot: said }] },
    });
    expect(await stage.county.get(STORY, { id: home.id })).toMatchObject({
      household: { lineage: [{ undoable: false, whyNot: null }] },
    });
  });
});
