import { describe, expect, it } from 'vitest';
import { families } from './families.ts';
import { withPeople } from './stage.ts';

const stage = withPeople();
const all = () => families(stage);
const TODAY = '2026-03-10';
const STORY = `query ($id: ID!) { household(id: $id) { headName size endedOn endedReason eligible members { id relation head }
  lineage { did otherId otherHeadName people } history { action reason } } }`;
const LINEAGE = `query ($id: ID!) { household(id: $id) { lineage { undoable whyNot } } }`;
const official = () => stage.test.world.cadre(stage.bureau);

/** Who is whose friend of one household: cadre, kind, from, to. */
const bonds = async (ids: string[], of: string) =>
  (await all().stored(ids)).pairings
    .filter(({ household }) => household === of)
    .map(({ cadre, kind, from, to }) => [cadre, kind, from, to]);

describe('a merge', () => {
  it('brings the people under the number that stays; its friend remains, the other one stays a friend', async () => {
    const { family, befriend, merge, stored } = all();
    const home = await family(stage.here, '甲留', 1);
    const other = await family(stage.here, '乙并', 1, 1);
    const [mine, theirs, kept] = [await official(), await official(), await official()];
    await befriend(home.id, stage.here, mine);
    await befriend(other.id, stage.here, theirs);
    await befriend(other.id, stage.here, kept, { kind: 'RETAINED' });
    const { data, errors } = await merge(stage.town, home, other);
    expect(errors).toEqual([]);
    expect(data!.mergeHouseholds).toMatchObject({
      household: { size: home.size + other.size, headName: '甲留' },
      other: { size: 0, endedOn: TODAY, eligible: false, headName: '乙并' },
    });
    const ids = [home.id, other.id];
    expect(await bonds(ids, home.id)).toEqual(
      [
        [mine, 'RESPONSIBLE', '2025-01-01', null],
        [theirs, 'RETAINED', TODAY, null],
        [kept, 'RETAINED', TODAY, null],
      ].toSorted(),
    );
    expect(await bonds(ids, other.id)).toEqual(
      [
        [theirs, 'RESPONSIBLE', '2025-01-01', TODAY],
        [kept, 'RETAINED', '2025-01-01', TODAY],
      ].toSorted(),
    );
    const { members } = await stored(ids);
    expect(new Set((members as { household_id: string }[]).map((one) => one.household_id))).toEqual(
      new Set([home.id]),
    );
    const story = await stage.town.get<{ household: { members: object[] } }, unknown>(STORY, { id: home.id });
    expect(story.household).toMatchObject({
      lineage: [{ did: 'TOOK_IN', otherId: other.id, otherHeadName: '乙并', people: 2 }],
      history: [{ action: 'household.merge', reason: '父母随儿子住' }],
    });
    expect(story.household.members).toContainEqual({ id: other.headId, relation: 'FATHER', head: false });
    const gone = await stage.town.get<{ household: object }, unknown>(STORY, { id: other.id });
    expect(gone.household).toMatchObject({
      endedReason: '并到了另一户',
      members: [],
      lineage: [{ did: 'WENT_INTO', otherId: home.id, otherHeadName: '甲留' }],
      history: [{ action: 'household.mergeInto' }],
    });
  });

  it('without a friend there takes the other’s on, with no day between, and their claims along', async () => {
    const { family, befriend, claim, merge, stored } = all();
    const home = await family(stage.here, '丙无', 0);
    const other = await family(stage.there, '丁有', 1);
    const [theirs, claimant, again] = [await official(), await official(), await official()];
    await befriend(home.id, stage.here, theirs, { kind: 'RETAINED' });
    await befriend(other.id, stage.there, theirs);
    const asked = await claim(other.id, stage.there, claimant);
    const own = await claim(other.id, stage.there, theirs);
    const twice = await claim(other.id, stage.there, again);
    await claim(home.id, stage.here, again);
    await merge(stage.county, home, other, { retain: false });
    const ids = [home.id, other.id];
    expect(await bonds(ids, home.id)).toEqual(
      [
        [theirs, 'RESPONSIBLE', TODAY, null],
        [theirs, 'RETAINED', '2025-01-01', TODAY],
      ].toSorted((a, b) => (String(a[2]) < String(b[2]) ? -1 : 1)),
    );
    expect(await bonds(ids, other.id)).toEqual([[theirs, 'RESPONSIBLE', '2025-01-01', TODAY]]);
    const { claims, members } = await stored(ids);
    const said = (id: string) => claims.find((one) => one.id === id);
    expect(said(asked)).toMatchObject({ household: home.id, status: 'OPEN', path: stage.here.path });
    expect(said(own)).toMatchObject({ household: other.id, status: 'CLOSED' });
    expect(said(twice)).toMatchObject({ household: other.id, status: 'CLOSED' });
    expect((members as { path: string }[]).every(({ path }) => path === stage.here.path)).toBe(true);
  });

  it('into a household with a friend settles the claims on the one that ends, and a duty goes along (R4)', async () => {
    const { family, befriend, claim, merge, stored } = all();
    const home = await family(stage.here, '戊有', 0);
    const other = await family(stage.here, '己并', 0);
    const [mine, charged, claimant] = [await official(), await official(), await official()];
    await befriend(home.id, stage.here, mine);
    await befriend(other.id, stage.here, charged);
    await claim(other.id, stage.here, claimant);
    const duty = { path: stage.here.path, source: '扶贫系统', from_date: '2025-01-01' };
    await stage.test.world.insert('assistance_duty', { ...duty, household_id: other.id, cadre_id: charged });
    await merge(stage.town, home, other, { retain: false });
    const { claims, duties } = await stored([home.id, other.id]);
    expect(claims.map(({ status }) => status)).toEqual(['CLOSED']);
    expect(duties).toMatchObject([{ household_id: home.id, to_date: null }]);
    expect(
      await bonds([home.id, other.id], home.id),
      'pinned by the duty, though nobody asked for it',
    ).toContainEqual([charged, 'RETAINED', TODAY, null]);
  });

  it('carries declared kin over, of cadres whom the office does not see, too (R26)', async () => {
    const { family, merge, stored } = all();
    const home = await family(stage.here, '庚', 0);
    const other = await family(stage.here, '辛', 0);
    const far = await stage.test.world.unit('610924');
    const stranger = await stage.test.world.cadre(far);
    const kin = { cadre_id: stranger, relation: '堂亲', declared_on: '2026-01-05' };
    await stage.test.world.insert('kin_declaration', { ...kin, household_id: other.id });
    await merge(stage.town, home, other);
    expect((await stored([home.id])).kin).toEqual([{ cadre: stranger, household: home.id }]);
  });

  it('displaces no cadre of the city’s without the city (R6)', async () => {
    const { family, befriend, merge } = all();
    const [home, other] = [await family(stage.here, '壬', 0), await family(stage.here, '癸', 0)];
    const bureau = await stage.test.world.unit('6109');
    await befriend(home.id, stage.here, await official());
    await befriend(other.id, stage.here, await stage.test.world.cadre(bureau), { unit: bureau });
    const refused = await merge(stage.county, home, other);
    expect([refused.code, refused.errors[0]?.extensions['rule']]).toEqual(['RULE_VIOLATED', 'R6']);
    // The other way round it is the county's own cadre who gives way.
    expect((await merge(stage.county, other, home)).code).toBeUndefined();
  });

  it('is for two households of the own area that stand, as they were seen', async () => {
    const { family, merge } = all();
    const [home, other] = [await family(stage.here, '子', 0), await family(stage.there, '丑', 0)];
    expect((await merge(stage.town, home, other)).code).toBe('NOT_FOUND');
    expect((await merge(stage.county, home, other, { otherVersion: 4 })).code).toBe('CONFLICT');
    expect((await merge(stage.county, home, other, { version: 4 })).code).toBe('CONFLICT');
    const without = await merge(stage.county, home, other, { headRelation: null });
    expect(without.errors[0]?.extensions['fields']).toHaveProperty('headRelation');
    const unknown = await merge(stage.county, home, other, { headRelation: 'UNCLE' });
    expect(unknown.errors[0]?.extensions['fields']).toHaveProperty('headRelation');
    const itself = await merge(stage.county, home, home);
    expect(itself.errors[0]?.extensions['fields']).toHaveProperty('otherId');
    expect((await merge(stage.county, home, other)).code).toBeUndefined();
    const again = await merge(stage.county, home, other, { version: 2, otherVersion: 2 });
    expect(again.errors[0]?.message).toContain('选的那户已经不在了');
  });

  it('is taken back whole: people, friends, claims, duties, kin', async () => {
    const { family, befriend, claim, merge, stored, undo, acts } = all();
    const home = await family(stage.here, '寅', 1);
    const other = await family(stage.there, '卯', 2, 1);
    const [theirs, kept, claimant] = [await official(), await official(), await official()];
    await befriend(other.id, stage.there, theirs);
    await befriend(other.id, stage.there, kept, { kind: 'RETAINED', from: TODAY });
    await befriend(home.id, stage.here, theirs, { kind: 'RETAINED' });
    await claim(other.id, stage.there, claimant);
    await claim(other.id, stage.there, theirs);
    const duty = { path: stage.there.path, source: '扶贫系统', from_date: '2025-01-01' };
    await stage.test.world.insert('assistance_duty', { ...duty, household_id: other.id, cadre_id: theirs });
    const kin = { cadre_id: claimant, relation: '堂亲', declared_on: '2026-01-05' };
    await stage.test.world.insert('kin_declaration', { ...kin, household_id: other.id });
    const ids = [home.id, other.id];
    const before = await stored(ids);
    const done = (await merge(stage.county, home, other)).data!.mergeHouseholds;
    expect(await stored(ids)).not.toEqual(before);
    expect((await undo(stage.town, done.stepId)).code).toBe('NOT_FOUND');
    expect(await undo(stage.county, done.stepId)).toMatchObject({ errors: [] });
    expect(await stored(ids)).toEqual(before);
    expect((await acts(other.id)).at(-1)).toContain('household.undoMerge');
    expect((await undo(stage.county, done.stepId)).errors[0]?.message).toContain('撤销过了');
    const { household } = await stage.county.get<{ household: object }, unknown>(STORY, { id: other.id });
    expect(household).toMatchObject({ lineage: [], endedOn: null });
  });

  it('is not taken back once a household, a person or a friendship of it was changed', async () => {
    const { family, befriend, merge, undo } = all();
    const change = {
      household: `mutation($id: ID!) { editHousehold(input: { id: $id, version: 2, remark: "新的" }) { id } }`,
      member: `mutation($id: ID!) { editMember(input: { id: $id, version: 2, name: "改名" }) { id } }`,
    };
    for (const what of ['household', 'member', 'friend'] as const) {
      const [home, other] = [
        await family(stage.here, `辰${what}`, 0),
        await family(stage.here, `巳${what}`, 0),
      ];
      const theirs = await official();
      await befriend(other.id, stage.here, theirs);
      const done = (await merge(stage.town, home, other)).data!.mergeHouseholds;
      for (const { id } of [home, other])
        expect(await stage.town.get(LINEAGE, { id }), what).toMatchObject({
          household: { lineage: [{ undoable: true, whyNot: null }] },
        });
      if (what === 'friend') {
        await all().read(({ sql: db }) =>
          db
            .updateTable('pairing')
            .set({ to_date: '2026-03-11', version: 2 })
            .where('household_id', '=', home.id)
            .execute(),
        );
      } else {
        await stage.town.get(change[what], { id: what === 'member' ? other.headId : home.id });
      }
      const said = (await undo(stage.town, done.stepId)).errors[0]?.message;
      expect(said, what).toContain('又有人改过');
      const { household } = await stage.town.get<{ household: object }, unknown>(LINEAGE, { id: home.id });
      expect(household, what).toEqual({ lineage: [{ undoable: false, whyNot: said }] });
    }
  });

  it('wants a reason to be taken back where the county is closed (R5)', async () => {
    const { family, befriend, merge, undo, read } = all();
    const [home, other] = [await family(stage.here, '午', 0), await family(stage.here, '未', 0)];
    await befriend(other.id, stage.here, await official());
    const close = (state: string) =>
      read(({ sql: db }) =>
        db.updateTable('confirmation').set({ state }).where('path', '=', '6109/610926/').execute(),
      );
    await close('CLOSED');
    const done = (await merge(stage.town, home, other)).data!.mergeHouseholds;
    const refused = await undo(stage.town, done.stepId);
    expect(refused.errors[0]?.extensions).toMatchObject({
      code: 'RULE_VIOLATED',
      rule: 'R5',
      fields: { reason: '写一句为什么' },
    });
    expect((await undo(stage.town, done.stepId, '并错了户')).code).toBeUndefined();
    await close('DRAFT');
  });
});
