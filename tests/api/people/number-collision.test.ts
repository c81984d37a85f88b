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

  it('of thirty at once just the twenty of the day are looked up; a changed figure holds at once', async () => {
    const town = await newcomer();
    const theirs = await stage.home(stage.there, '同时');
    await name(stage.other, theirs.id, '6109260007');
    const mine = await Promise.all(
      Array.from({ length: 30 }, (_unused, n) => stage.home(stage.here, `同时 ${n}`)),
    );
    const answers = await Promise.all(mine.map(({ id }) => name(town, id, '6109260007')));
    expect(answers.filter(({ code }) => code === 'RATE_LIMITED')).toHaveLength(10);
    expect(await cases(theirs.id)).toHaveLength(20);
    const setLimit = (n: number) =>
      stage.test.app.db.write(
        { accountId: null, grantId: null },
        { axis: 'territory', lo: '6109/', hi: '61090' },
        ({ sql }) => sql.updateTable('figures').set({ cases_a_day: n }).execute(),
      );
    await setLimit(21);
    expect(fieldsOf(await name(town, mine[0]!.id, '6109260007'))).toEqual({ number: '待上级核查' });
    expect((await name(town, mine[0]!.id, '6109260007')).code).toBe('RATE_LIMITED');
    await setLimit(20);
  });

  it('that is free, wrong or taken within the own area costs nothing of the day', async () => {
    const town = await newcomer();
    const [one, two] = [await stage.home(stage.here, '自己一'), await stage.home(stage.here, '自己二')];
    expect((await name(town, one.id, '6109260008')).errors).toEqual([]);
    expect(fieldsOf(await name(town, two.id, '6109260008'))).toEqual({
      number: '自己一户已经用了这个户编号',
    });
    expect((await name(town, one.id, '6109260009')).code).toBe('CONFLICT');
    const { sum } = await stage.test.app.db.write(
      { accountId: null, grantId: null },
      { axis: 'system', lo: '', hi: '' },
      ({ sql }) =>
        sql
          .selectFrom('number_case_count as c')
          .innerJoin('audit_entry as e', 'e.account_id', 'c.account_id')
          .where('e.subject_id', '=', one.id)
          .select((eb) => eb.fn.max('c.cases').as('sum'))
          .executeTakeFirstOrThrow(),
    );
    expect(sum).toBe(0);
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

describe('an identity number', () => {
  const ADD = `mutation ($input: AddMemberInput!) { addMember(input: $input) { id members { id name version } } }`;
  const LEAVE = `mutation ($input: EditMemberInput!) { editMember(input: $input) { id } }`;
  const add = (client: Client, householdId: string, who: string, identity?: string) =>
    client.ask<{ addMember: { members: { id: string; name: string; version: number }[] } }, unknown>(ADD, {
      input: { householdId, name: who, relation: 'SON', identity },
    });

  it('reads the same in use and free once the twenty of the day are used up', async () => {
    const town = await newcomer();
    const used = '110105196001010017';
    const theirs = await stage.home(stage.there, '外镇', { identity: used });
    const mine = await stage.home(stage.here, '试号');
    for (let i = 0; i < 20; i++) {
      expect(fieldsOf(await add(town, mine.id, '某子', used))).toEqual({ identity: '待上级核查' });
    }
    const [taken, free] = [
      await add(town, mine.id, '某子', used),
      await add(town, mine.id, '某子', '110105196001010033'),
    ];
    expect(taken.code).toBe('RATE_LIMITED');
    expect(free.code).toBe('RATE_LIMITED');
    expect(free.errors[0]?.message).toBe(taken.errors[0]?.message);
    expect(await cases(theirs.headId)).toHaveLength(20);
    expect((await add(town, mine.id, '某女')).data?.addMember.members).toHaveLength(2);
  });

  it('is whose who has it now, not whose who moved out with it', async () => {
    const number = '11010519600101005X';
    const left = await stage.home(stage.here, '旧家');
    const { data } = await add(stage.town, left.id, '迁出者', number);
    const { id, version } = data!.addMember.members.find(({ name }) => name === '迁出者')!;
    await stage.town.get(LEAVE, { input: { id, version, leftOn: '2026-03-01' } });
    const now = await stage.home(stage.there, '新家');
    expect((await add(stage.other, now.id, '现用者', number)).code).toBeUndefined();
    const third = await stage.home(stage.here, '第三家');
    expect(fieldsOf(await add(stage.town, third.id, '后来者', number))).toEqual({ identity: '待上级核查' });
    expect(fieldsOf(await add(stage.county, third.id, '后来者', number))).toEqual({
      identity: '现用者已经用了这个证件号',
    });
  });
  it('that somebody took up meanwhile is asked about when a member moves back', async () => {
    const number = '110105196001010076';
    const home = await stage.home(stage.here, '出门家');
    const { data } = await add(stage.town, home.id, '回来者', number);
    const { id, version } = data!.addMember.members.find(({ name }) => name === '回来者')!;
    await stage.town.get(LEAVE, { input: { id, version, leftOn: '2026-03-01' } });
    const now = await stage.home(stage.there, '接号家');
    expect((await add(stage.other, now.id, '接号者', number)).code).toBeUndefined();
    const back = (client: Client) =>
      client.ask<unknown, unknown>(LEAVE, { input: { id, version: version + 1, leftOn: null } });
    expect(fieldsOf(await back(stage.town))).toEqual({ identity: '待上级核查' });
    expect(fieldsOf(await back(stage.county))).toEqual({ identity: '接号者已经用了这个证件号' });
  });

  describe('in use elsewhere', () => {
    const REVIEWS = `{ importReviews(filter: { kind: "SUPERIOR" }, page: { size: 200 }) {
      items { id version name subjectType subjectId otherId otherName row message } } }`;
    type Item = { id: string; version: number; subjectId: string | null };
    const listed = async (client: Client, subjectId: string) =>
      (await client.get<{ importReviews: { items: Item[] } }, unknown>(REVIEWS)).importReviews.items.filter(
        (item) => item.subjectId === subjectId,
      );

    it('is one case at the county of both, which sees both sides; below and beside nobody hears of it', async () => {
      const town = await newcomer();
      const used = '110105196001010092';
      const theirs = await stage.home(stage.there, '有号家', { identity: used });
      const mine = await stage.home(stage.here, '报号家');
      for (let i = 0; i < 2; i++) {
        expect(fieldsOf(await add(town, mine.id, '某子', used))).toEqual({ identity: '待上级核查' });
      }
      const [item, second] = await listed(stage.county, mine.id);
      expect(second).toBeUndefined();
      expect(item).toMatchObject({
        name: '报号家',
        subjectType: 'HOUSEHOLD',
        otherId: theirs.id,
        otherName: '有号家',
        row: null,
        message: '填表时写的证件号码或户编号在别处已有登记，请核查归属',
      });
      for (const client of [town, stage.town, stage.other]) expect(await listed(client, mine.id)).toEqual([]);

      // Another number of the same household is another case; one that was decided and still collides is asked again.
      await stage.home(stage.there, '又一家', { identity: '110105196001010113' });
      await add(town, mine.id, '某女', '110105196001010113');
      expect(await listed(stage.county, mine.id)).toHaveLength(2);
      const DECIDE = `mutation ($input: DecideImportReviewInput!) { decideImportReview(input: $input) }`;
      const decision = { id: item!.id, version: item!.version, note: '号码归有号家' };
      await stage.county.get<unknown, unknown>(DECIDE, { input: decision });
      expect(await listed(stage.county, mine.id)).toHaveLength(1);
      await add(town, mine.id, '某子', used);
      expect(await listed(stage.county, mine.id)).toHaveLength(2);
    });

    it('in another county is the city’s', async () => {
      const city = await stage.test.world.signedIn('CITY_OPERATOR', '6109/');
      const used = '110105196001010156';
      const theirs = await stage.home(stage.far, '外县家', { identity: used });
      const mine = await stage.home(stage.here, '本县家');
      expect(fieldsOf(await add(await newcomer(), mine.id, '某子', used))).toEqual({
        identity: '待上级核查',
      });
      expect(await listed(stage.county, mine.id)).toEqual([]);
      expect(await listed(city, mine.id)).toMatchObject([{ otherId: theirs.id, otherName: '外县家' }]);
    });

    it('of a cadre who is being registered names whom it was typed for', async () => {
      const REGISTER = `mutation ($input: RegisterCadreInput!) { registerCadre(input: $input) { id } }`;
      const elsewhere = await stage.test.world.unit('610924');
      const unit = await stage.test.world.unit('610926');
      const far = await stage.test.world.signedIn('COUNTY_OPERATOR', '6109/610924/');
      const input = (unitId: string, name: string) => ({
        input: {
          unitId,
          name,
          kind: 'OFFICIAL',
          rank: 'STAFF',
          rankTitle: '一级科员',
          identity: '110105196001010199',
        },
      });
      expect((await far.ask<unknown, unknown>(REGISTER, input(elsewhere.id, '在册者'))).errors).toEqual([]);
      const answer = await stage.county.ask<unknown, unknown>(REGISTER, input(unit.id, '新报者'));
      expect(fieldsOf(answer)).toEqual({ identity: '待上级核查' });
      const city = await stage.test.world.signedIn('CITY_OPERATOR', '6109/');
      const { importReviews } = await city.get<{ importReviews: { items: object[] } }, unknown>(REVIEWS);
      expect(importReviews.items).toContainEqual(
        expect.objectContaining({
          name: '新报者',
          subjectType: 'CADRE',
          subjectId: null,
          otherName: '在册者',
        }),
      );
    });
  });
});
