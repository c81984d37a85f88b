import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { withApp } from '../../support/app.ts';
import { Importer } from './importer.ts';
import { identity, questionsOf } from './questions.ts';

interface Recorded {
  action: string;
  path: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
  reason: string | null;
}

/** Who somebody is: another name, another number, a number of somebody else's, a household that had ended. */
describe('questions about who somebody is', () => {
  const test = withApp();
  const { rows, one, held, household, headed, friends, bring, asked, decide } = questionsOf(test);
  let county: Importer;
  let town: Importer;
  /** Those whom none of these questions is asked of: they are refused alike, whatever they say. */
  let strangers: Importer[];
  let others: Importer[];

  beforeAll(async () => {
    const { world } = test;
    await world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    const bureau = await world.unit('610926', { name: '平利县水利局' });
    const { path } = await world.region('610926');
    county = await Importer.signedIn(test, 'COUNTY_OPERATOR', path);
    town = await Importer.signedIn(test, 'TOWN_OPERATOR', (await world.region('610926105')).path);
    strangers = [
      await Importer.signedIn(test, 'COUNTY_OPERATOR', (await world.region('610922')).path),
      await Importer.signedIn(test, 'TOWN_OPERATOR', (await world.region('610926109')).path),
    ];
    others = [
      await Importer.signedIn(test, 'LEADER', path),
      await Importer.signedIn(test, 'SUPERVISOR', path),
      await Importer.signedIn(test, 'UNIT_LIAISON', bureau.path),
    ];
  });

  const cadres = (name: string) =>
    rows(sql<{
      id: string;
      name: string;
      initials: string;
      rank: string;
      mask: string | null;
      version: number;
    }>`
      select id, name, initials, rank_title as rank, identity_mask as mask, version from cadre where name = ${name}`);
  const friendOf = async (cadreId: string) =>
    (
      await rows(sql<{
        head: string;
      }>`select h.head_name as head from pairing p join household h on h.id = p.household_id
        where p.cadre_id = ${cadreId} and p.withdrawn_at is null and p.to_date is null`)
    ).map(({ head }) => head);
  const members = (householdId: string) =>
    rows(sql<{ id: string; name: string; relation: string; mask: string | null }>`
      select id, name, relation, identity_mask as mask from household_member where household_id = ${householdId} order by name collate "C"`);
  const recorded = async (subjectId: string, action: string) =>
    (
      await rows(sql<Recorded>`select action, path, before, after, reason from audit_entry
        where subject_id = ${subjectId} and action = ${action} order by id desc limit 1`)
    )[0];
  const mask = (number: string) => `610926 ******** ${number.slice(-4)}`;
  const refusedTo = async (offices: readonly Importer[], name: string, decision: string, code: string) => {
    const review = await asked(county, name);
    for (const office of offices) expect((await decide(office, review, decision)).code).toBe(code);
    expect(await held()).toBe(1);
  };

  describe('a cadre under another name (OTHER_NAME)', () => {
    const roster = (name: string, serial: number, rank: string, head: string) =>
      `平利县水利局,${name},${identity(serial)},${rank},${head},洛河镇,双垭村,`;

    it('the same person: takes the roster’s name and rank, keeps the number, and gets the 帮扶户', async () => {
      await bring(
        county,
        'households',
        'A1,洛河镇,双垭村,成一,,3,未脱贫,',
        'A2,洛河镇,双垭村,成二,,3,未脱贫,',
      );
      await bring(county, 'cadres', roster('简文', 300, '一级科员', '成一'));
      const [before] = await cadres('简文');
      await bring(county, 'cadres', roster('简雯', 300, '四级主任科员', '成二'));
      expect(await cadres('简雯'), 'nothing is written before somebody decides').toEqual([]);
      await refusedTo([...strangers, town], '简雯', 'TAKEN', 'NOT_FOUND');
      await refusedTo(others, '简雯', 'TAKEN', 'FORBIDDEN');

      const review = await asked(county, '简雯');
      expect(review.kind).toBe('OTHER_NAME');
      expect(review.choices.map(({ decision }) => decision)).toEqual(['TAKEN', 'SEPARATE', 'RETURNED']);
      expect((await decide(county, review, 'TAKEN')).errors).toEqual([]);
      expect(await cadres('简文')).toEqual([]);
      const [after] = await cadres('简雯');
      expect(after).toMatchObject({
        id: before!.id,
        initials: 'jw',
        rank: '四级主任科员',
        mask: mask(identity(300)),
      });
      expect((await friendOf(before!.id)).toSorted()).toEqual(['成一', '成二']);
      expect(await held()).toBe(0);
      expect(await recorded(before!.id, 'cadre.edit')).toMatchObject({
        reason: '是同一个人，改用名册的姓名',
      });
      expect(await recorded(review.id, 'importReview.decide')).toMatchObject({
        path: '6109/610926/',
        after: { kind: 'OTHER_NAME', decision: 'TAKEN', rows: 1, written: before!.id },
        reason: '是同一个人，改用名册的姓名',
      });
    });

    it('somebody else: a new cadre without the number, with the 帮扶户; whoever has the number is left alone', async () => {
      await bring(county, 'households', 'A3,洛河镇,双垭村,成三,,3,未脱贫,');
      await bring(county, 'cadres', roster('邓一', 301, '一级科员', ''));
      const [before] = await cadres('邓一');
      await bring(county, 'cadres', roster('邓二', 301, '二级科员', '成三'));
      expect((await decide(county, await asked(county, '邓二'), 'SEPARATE')).errors).toEqual([]);
      expect(await cadres('邓一')).toEqual([before]);
      const [made] = await cadres('邓二');
      expect(made).toMatchObject({ rank: '二级科员', mask: null });
      expect(await friendOf(made!.id)).toEqual(['成三']);
      expect(await held()).toBe(0);
    });

    it('returned: the row is destroyed, nothing else happens; the same roster asks again', async () => {
      await bring(county, 'cadres', roster('洪一', 302, '一级科员', ''));
      const [before] = await cadres('洪一');
      for (let time = 0; time < 2; time++) {
        await bring(county, 'cadres', roster('洪二', 302, '二级科员', ''));
        const review = await asked(county, '洪二');
        expect((await decide(county, review, 'RETURNED')).errors).toEqual([]);
        expect(await held()).toBe(0);
        expect(await cadres('洪一')).toEqual([before]);
        expect(await cadres('洪二')).toEqual([]);
        const { after } = (await recorded(review.id, 'importReview.decide'))!;
        expect(after).toEqual({ kind: 'OTHER_NAME', decision: 'RETURNED', rows: 1 });
      }
    });
  });

  it('two namesakes and no number (OTHER_IDENTITY of a cadre) can only be returned', async () => {
    await bring(
      county,
      'cadres',
      `平利县水利局,万平,${identity(310)},一级科员,,,,`,
      `平利县水利局,万平,${identity(311)},一级科员,,,,`,
    );
    await bring(county, 'cadres', '平利县水利局,万平,,二级科员,,,,');
    const review = await asked(county, '万平');
    expect(review.kind).toBe('OTHER_IDENTITY');
    expect(review.choices.map(({ decision }) => decision)).toEqual(['RETURNED']);
    for (const decision of ['TAKEN', 'SEPARATE', 'CLAIMED'])
      expect((await decide(county, review, decision)).code).toBe('INVALID_INPUT');
    expect((await decide(county, review, 'RETURNED')).errors).toEqual([]);
    expect((await cadres('万平')).map(({ rank }) => rank)).toEqual(['一级科员', '一级科员']);
    expect(await held()).toBe(0);
  });

  describe('a head under another number (OTHER_IDENTITY)', () => {
    it('the roster is right: the head’s number is its own from now on, the rest follows, nobody is doubled', async () => {
      await bring(county, 'households', `B1,洛河镇,双垭村,文一,${identity(320)},3,未脱贫,`);
      const { id } = (await household('B1'))!;
      const [before] = await members(id);
      await bring(county, 'households', `B1,洛河镇,双垭村,文一,${identity(321)},5,未脱贫,`);
      expect(await members(id)).toEqual([before]);
      await refusedTo(strangers, '文一', 'TAKEN', 'NOT_FOUND');
      await refusedTo(others, '文一', 'TAKEN', 'FORBIDDEN');

      const review = await asked(town, '文一');
      expect(review.kind).toBe('OTHER_IDENTITY');
      expect(review.choices.map(({ decision }) => decision)).toEqual(['TAKEN', 'RETURNED']);
      expect((await decide(town, review, 'TAKEN')).errors).toEqual([]);
      expect(await household('B1')).toMatchObject({ id, head: '文一', size: 5 });
      expect(await members(id)).toEqual([{ ...before, mask: mask(identity(321)) }]);
      expect(await held()).toBe(0);
      expect(await recorded(id, 'household.followRoster')).toMatchObject({
        after: { headId: before!.id },
        reason: '以名册的证件号码为准',
      });
      expect(await recorded(review.id, 'importReview.decide')).toMatchObject({
        after: { kind: 'OTHER_IDENTITY', decision: 'TAKEN', rows: 1, written: id },
      });
      // The number that was put right is free again, the new one is taken.
      await bring(county, 'households', `B2,洛河镇,双垭村,文二,${identity(320)},1,未脱贫,`);
      expect(await household('B2')).toMatchObject({ head: '文二' });
    });

    it('returned: what is stored stands, the row is destroyed', async () => {
      await bring(county, 'households', `B3,洛河镇,双垭村,文三,${identity(322)},3,未脱贫,`);
      const { id } = (await household('B3'))!;
      await bring(county, 'households', `B3,洛河镇,双垭村,文三,${identity(323)},5,未脱贫,`);
      expect((await decide(county, await asked(county, '文三'), 'RETURNED')).errors).toEqual([]);
      expect(await household('B3')).toMatchObject({ id, size: 3 });
      expect((await members(id)).map((member) => member.mask)).toEqual([mask(identity(322))]);
      expect(await held()).toBe(0);
      expect(await recorded(id, 'household.followRoster')).toBeUndefined();
    });
  });

  describe('a number that somebody else’s household has (IDENTITY_TAKEN)', () => {
    it('written without the number; neither side is touched', async () => {
      await bring(county, 'households', `C1,洛河镇,双垭村,阎一,${identity(330)},3,未脱贫,`);
      const { id } = (await household('C1'))!;
      const before = await members(id);
      await bring(county, 'households', `C2,洛河镇,丰坝村,阎二,${identity(330)},2,未脱贫,`);
      expect(await household('C2')).toBeUndefined();
      await refusedTo(strangers, '阎二', 'SEPARATE', 'NOT_FOUND');
      await refusedTo(others, '阎二', 'SEPARATE', 'FORBIDDEN');

      const review = await asked(county, '阎二');
      expect(review.kind).toBe('IDENTITY_TAKEN');
      expect(review.choices.map(({ decision }) => decision)).toEqual(['SEPARATE', 'RETURNED']);
      expect((await decide(county, review, 'TAKEN')).code, 'a household is not merged by a roster').toBe(
        'INVALID_INPUT',
      );
      expect((await decide(county, review, 'SEPARATE')).errors).toEqual([]);
      const made = (await headed('阎二'))!;
      expect(made).toMatchObject({ number: 'C2', village: '丰坝村委会', mask: null });
      expect(await members(id)).toEqual(before);
      expect(await household('C1')).toMatchObject({ id, head: '阎一', size: 3 });
      expect(await held()).toBe(0);
      expect(await recorded(review.id, 'importReview.decide')).toMatchObject({
        after: { kind: 'IDENTITY_TAKEN', decision: 'SEPARATE', rows: 1, written: made.id },
        reason: '照名册写入，证件号码先空着',
      });
    });

    it('returned: no household comes of it', async () => {
      await bring(county, 'households', `C3,洛河镇,丰坝村,阎三,${identity(330)},2,未脱贫,`);
      expect((await decide(county, await asked(county, '阎三'), 'RETURNED')).errors).toEqual([]);
      expect(await household('C3')).toBeUndefined();
      expect(await held()).toBe(0);
    });
  });

  describe('a household that had ended (ENDED)', () => {
    const ended = async (number: string, head: string, friend: string) => {
      await bring(
        county,
        'households',
        `${number},洛河镇,双垭村,${head},${identity(Number(friend))},3,未脱贫,`,
      );
      await bring(
        county,
        'cadres',
        `平利县水利局,友${head},${identity(Number(friend) + 1)},一级科员,${head},洛河镇,双垭村,`,
      );
      const { id } = (await household(number))!;
      expect(await friends(id)).toEqual([`友${head}`]);
      await rows(
        sql`update pairing set from_date = current_date - 30, to_date = current_date - 1 where household_id = ${id}`,
      );
      await rows(
        sql`update household set ended_on = current_date - 1, ended_reason = '全家迁到外省' where id = ${id}`,
      );
      await bring(
        county,
        'households',
        `${number},洛河镇,双垭村,${head},${identity(Number(friend))},4,未脱贫,`,
      );
      return id;
    };

    it('is there again as the roster says; the friendship that had ended stays ended (R7)', async () => {
      const id = await ended('D1', '童一', '340');
      await refusedTo(strangers, '童一', 'TAKEN', 'NOT_FOUND');
      await refusedTo(others, '童一', 'TAKEN', 'FORBIDDEN');

      const review = await asked(town, '童一');
      expect(review.kind).toBe('ENDED');
      expect(review.choices.map(({ decision }) => decision)).toEqual(['TAKEN', 'RETURNED']);
      expect((await decide(town, review, 'TAKEN')).errors).toEqual([]);
      expect(await household('D1')).toMatchObject({ id, head: '童一', size: 4, ended: false });
      expect(await friends(id)).toEqual([]);
      expect(await one(sql`select ended_reason as reason, eligible from household where id = ${id}`)).toEqual(
        {
          reason: null,
          eligible: true,
        },
      );
      expect(await held()).toBe(0);
      expect(await recorded(id, 'household.followRoster')).toMatchObject({
        before: { endedOn: expect.any(String) },
        after: { endedOn: null },
        reason: '恢复这一户',
      });
      expect(await recorded(review.id, 'importReview.decide')).toMatchObject({
        after: { kind: 'ENDED', decision: 'TAKEN', rows: 1, written: id },
      });
    });

    it('returned: it stays ended', async () => {
      const id = await ended('D2', '童二', '350');
      expect((await decide(county, await asked(county, '童二'), 'RETURNED')).errors).toEqual([]);
      expect(await household('D2')).toMatchObject({ id, size: 3, ended: true });
      expect(await held()).toBe(0);
    });
  });
});
