import { describe, expect, it } from 'vitest';
import { CANARY, withPeople, type Home } from './stage.ts';

const stage = withPeople();
const HOUSEHOLD = `query ($id: ID!) { household(id: $id) {
  id version headName size eligible endedOn endedReason path village { name } need
  members { id name relation head diedOn identityMask phoneMask version }
  friends { kind from to endReason cadre { name } } history { action by changes { field before after } } } }`;

/** Everything the record says about a subject; read as the system, past every policy. */
const audited = async (subjectId: string): Promise<string> => {
  const rows = await stage.test.app.db.write(
    { accountId: null, grantId: null },
    { axis: 'system', lo: '', hi: '' },
    ({ sql }) =>
      sql.selectFrom('audit_entry').selectAll().where('subject_id', '=', subjectId).orderBy('id').execute(),
  );
  return JSON.stringify(rows);
};
interface Seen {
  household: {
    version: number;
    headName: string;
    size: number;
    eligible: boolean;
    endedOn: string | null;
    path: string;
    members: {
      id: string;
      name: string;
      relation: string;
      head: boolean;
      diedOn: string | null;
      version: number;
    }[];
    friends: { to: string | null; endReason: string | null }[];
    history: {
      action: string;
      by: string | null;
      changes: { field: string; before: string | null; after: string | null }[];
    }[];
  };
}
const see = async ({ id }: { id: string }) =>
  (await stage.county.get<Seen, unknown>(HOUSEHOLD, { id })).household;

describe('a household', () => {
  it('shows numbers masked, to whoever may look', async () => {
    const home = await stage.home(stage.here, '柯昌富', CANARY);
    const text = JSON.stringify(await see(home));
    expect(text).toContain('610926 ******** 1415');
    expect(text).toContain('152 **** 6033');
    expect(text).not.toContain(CANARY.identity);
    expect(text).not.toContain(CANARY.phone);
  });

  it('is corrected with a record; a stale version is a conflict with both', async () => {
    const { id } = await stage.home(stage.here, '储召平');
    const edit = `mutation ($input: EditHouseholdInput!) { editHousehold(input: $input) { version povertyStatus eligible need } }`;
    const input = { id, version: 1, povertyStatus: 'NOT_REGISTERED', remark: '不再是贫困户' };
    expect(await stage.town.get(edit, { input })).toEqual({
      editHousehold: { version: 2, povertyStatus: 'NOT_REGISTERED', eligible: false, need: 0 },
    });
    const stale = await stage.county.ask(edit, { input: { id, version: 1, remark: '另一句' } });
    expect(stale.code).toBe('CONFLICT');
    expect(stale.errors[0]?.extensions['current']).toMatchObject({ version: 2, remark: '不再是贫困户' });
    expect(await audited(id)).toMatch(/household\.edit.*NOT_REGISTERED/);
    for (const [field, wrong] of [
      ['povertyStatus', 'RICH'],
      ['povertyStatus', ''],
      ['povertyStatus', null],
      ['size', null],
    ] as const) {
      const refused = await stage.county.ask(edit, { input: { id, version: 2, [field]: wrong } });
      expect(refused.errors[0]?.extensions['fields'], `${field} ${wrong}`).toHaveProperty(field);
    }
  });

  it('masks a number in the remark; a mask that is left stands for it, and the look is recorded (R32)', async () => {
    const { id } = await stage.home(stage.here, '汪显贵');
    const edit = `mutation ($input: EditHouseholdInput!) { editHousehold(input: $input) { version remark remarkHides } }`;
    const write = async (version: number, remark: string | null) =>
      (await stage.town.get<{ editHousehold: unknown }, unknown>(edit, { input: { id, version, remark } }))
        .editHousehold;
    const full = async () => {
      const input = { subject: 'HOUSEHOLD', id, field: 'REMARK', reason: '联系他儿子' };
      return (
        await stage.town.ask<{ reveal: { value: string } }, unknown>(
          `mutation ($input: RevealInput!) { reveal(input: $input) { value } }`,
          { input },
        )
      ).data?.reveal.value;
    };
    const hidden = { remark: '儿子 139 **** 4567 在西安', remarkHides: true };
    expect(await write(1, '儿子 13991234567 在西安')).toEqual({ version: 2, ...hidden });
    expect(await full()).toBe('儿子 13991234567 在西安');
    expect(await write(2, '大儿子 139 **** 4567')).toEqual({
      version: 3,
      remark: '大儿子 139 **** 4567',
      remarkHides: true,
    });
    expect(await full()).toBe('大儿子 13991234567');
    // The same mask, another number: that is a change, and recorded.
    expect(await write(3, '大儿子 13900004567')).toMatchObject({
      version: 4,
      remark: '大儿子 139 **** 4567',
    });
    expect(await full()).toBe('大儿子 13900004567');
    expect(await write(4, '住在县城')).toEqual({ version: 5, remark: '住在县城', remarkHides: false });
    expect(await full()).toBeUndefined();
    expect(await write(5, '')).toEqual({ version: 6, remark: null, remarkHides: false });
    const record = await audited(id);
    expect(record).toMatch(/person\.reveal.*联系他儿子/);
    expect(record.match(/household\.edit/g)).toHaveLength(5);
    expect(record).not.toMatch(/13991234567|13900004567/);
  });

  it('takes a member in and corrects one; numbers are sealed and never recorded in full', async () => {
    const { id } = await stage.home(stage.here, '余春梅');
    const add = `mutation ($input: AddMemberInput!) { addMember(input: $input) { size members { id version identityMask } } }`;
    const identity = '11010519491231002X';
    const member = { householdId: id, name: '余小军', relation: 'SON', identity, phone: '139 1234 0001' };
    const wrong = await stage.town.ask(add, { input: { ...member, identity: '110105194912310021' } });
    expect(wrong.errors[0]?.extensions['fields']).toEqual({ identity: '最后一位校验不对，请对照身份证' });
    const unborn = await stage.town.ask(add, { input: { ...member, birthDate: '2026-03-11' } });
    expect(unborn.errors[0]?.extensions['fields']).toEqual({ birthDate: '2026-03-11 还没到' });
    const added = await stage.town.get<
      { addMember: { size: number; members: { id: string; version: number }[] } },
      unknown
    >(add, {
      input: member,
    });
    expect(added.addMember.size).toBe(2);
    const son = (await see({ id })).members.find(({ name }) => name === '余小军')!;
    const edit = `mutation ($input: EditMemberInput!) { editMember(input: $input) { members { name phoneMask version } } }`;
    await stage.town.get(edit, { input: { id: son.id, version: son.version, phone: CANARY.phone } });
    expect(
      (await stage.town.ask(edit, { input: { id: son.id, version: son.version, name: '余军' } })).code,
    ).toBe('CONFLICT');
    const record = await audited(id);
    expect(record).toMatch(/member\.add.*member\.edit/);
    for (const secret of [identity, '13912340001', CANARY.phone, '余小军'])
      expect(record).not.toContain(secret);
  });

  it('keeps a record of a correction that the masks do not show; what is typed again as it was is none', async () => {
    const numbers = { identity: '61092619800101123X', phone: '15200016033' };
    const { id, headId } = await stage.home(stage.here, '李建国', numbers);
    const edit = async (changes: object) => {
      const [head] = (await see({ id })).members;
      await stage.town.get(`mutation ($input: EditMemberInput!) { editMember(input: $input) { id } }`, {
        input: { id: headId, version: head!.version, ...changes },
      });
      const { headName, history } = await see({ id });
      return {
        headName,
        said: history.map(({ changes: said }) => said.filter(({ field }) => field !== 'memberId')),
      };
    };
    const same = await edit({ name: '李建国', phone: numbers.phone, phoneWorksOn: '2026-03-01' });
    expect(same.said).toEqual([[{ field: 'phoneWorksOn', before: null, after: '2026-03-01' }]]);
    expect((await edit({ phone: numbers.phone })).said, 'the number is no other').toHaveLength(1);
    const renamed = await edit({ name: '李健国' });
    expect(renamed.headName).toBe('李健国');
    expect(renamed.said[0]).toEqual([{ field: 'name', before: '李*国', after: '李*国' }]);
    const redialled = await edit({ phone: '15211116033' });
    expect(redialled.said[0]).toEqual([
      { field: 'phone', before: '152 **** 6033', after: '152 **** 6033' },
      { field: 'phoneWorksOn', before: '2026-03-01', after: null },
    ]);
  });

  it('says who has a number already only within the own area; outside a superior office checks', async () => {
    const first = await stage.home(stage.there, '甲户');
    const add = `mutation ($input: AddMemberInput!) { addMember(input: $input) { id } }`;
    const number = { relation: 'SON', identity: '110105194912310038' };
    await stage.other.get(add, { input: { householdId: first.id, name: '甲子', ...number } });
    const second = await stage.home(stage.here, '乙户');
    const elsewhere = await stage.town.ask(add, {
      input: { householdId: second.id, name: '乙子', ...number },
    });
    expect(elsewhere.errors[0]?.extensions['fields']).toEqual({ identity: '待上级核查' });
    const within = await stage.county.ask(add, {
      input: { householdId: second.id, name: '乙子', ...number },
    });
    expect(within.errors[0]?.extensions['fields']).toEqual({ identity: '甲子已经用了这个证件号' });
  });
});

describe('a death', () => {
  const DEATH = `mutation ($input: RecordDeathInput!) { recordDeath(input: $input) { version headName size eligible endedOn } }`;
  const family = async (name: string): Promise<Home & { sonId: string }> => {
    const home = await stage.home(stage.here, name, { size: 2 });
    const sonId = await stage.test.world.insert('household_member', {
      household_id: home.id,
      path: stage.here.path,
      name: `${name}之子`,
      relation: 'SON',
    });
    return { ...home, sonId };
  };

  it('of a head makes another member the head, and the friends stay', async () => {
    const home = await family('王文林');
    const input = { memberId: home.headId, version: 1, diedOn: '2026-03-01' };
    expect(await stage.town.get(DEATH, { input })).toEqual({
      recordDeath: { version: 2, headName: '王文林之子', size: 1, eligible: true, endedOn: null },
    });
    const { members } = await see(home);
    expect(members.find(({ head }) => head)?.id).toBe(home.sonId);
    expect(members.find(({ id }) => id === home.headId)?.diedOn).toBe('2026-03-01');
    expect((await stage.town.ask(DEATH, { input: { ...input, memberId: home.sonId } })).code).toBe(
      'CONFLICT',
    );
  });

  it('of the last member ends the household and its friendships on that day', async () => {
    const home = await stage.home(stage.here, '孤老');
    const cadre = await stage.test.world.cadre(stage.bureau);
    await stage.test.world.pairing(home.id, stage.here, cadre, stage.bureau, { source: 'ASSIGNED' });
    const claim = await stage.test.world.insert('pairing_claim', {
      year: 2026,
      cadre_id: cadre,
      cadre_path: stage.bureau.path,
      household_id: home.id,
      path: stage.here.path,
      claimed_head: '孤老',
      claimed_village: '某村',
      from_date: '2026-03-01',
      status: 'OPEN',
    });
    await stage.town.get(DEATH, { input: { memberId: home.headId, version: 1, diedOn: '2026-03-02' } });
    expect(await see(home)).toMatchObject({
      size: 0,
      eligible: false,
      endedOn: '2026-03-02',
      friends: [{ to: '2026-03-02', endReason: '家里已没有在世的人' }],
    });
    expect(await audited(claim)).toMatch(/claim\.close.*家里已没有在世的人/);
  });

  it('of somebody who had left counts nobody less, and moves no end', async () => {
    const home = await family('阮明亮');
    const edit = `mutation ($input: EditMemberInput!) { editMember(input: $input) { version size endedOn } }`;
    const left = (leftOn: string | null, version: number) =>
      stage.town.ask(edit, { input: { id: home.sonId, version, leftOn } });
    expect((await left('2026-01-05', 1)).data).toEqual({
      editMember: { version: 2, size: 1, endedOn: null },
    });
    const { household } = await stage.town.get<{ household: { history: object[] } }, { id: string }>(
      `query ($id: ID!) { household(id: $id) { history { action changes { field before after } } } }`,
      { id: home.id },
    );
    expect(household.history[0]).toEqual({
      action: 'member.edit',
      changes: [
        { field: 'size', before: '2', after: '1' },
        { field: 'leftOn', before: null, after: '2026-01-05' },
        { field: 'memberId', before: null, after: home.sonId },
      ],
    });
    await stage.town.get(DEATH, { input: { memberId: home.headId, version: 2, diedOn: '2026-02-01' } });
    const back = await left(null, 2);
    expect(back.errors[0]?.extensions['fields']).toEqual({ leftOn: '这一户已经不在了，不能迁回' });
    await stage.town.get(DEATH, { input: { memberId: home.sonId, version: 3, diedOn: '2026-03-01' } });
    expect(await see(home)).toMatchObject({
      size: 0,
      endedOn: '2026-02-01',
      endedReason: '家里已没有在世的人',
      members: [{ diedOn: '2026-02-01' }, { diedOn: '2026-03-01' }],
    });
  });

  it('of a member who is then said to have left before counts once', async () => {
    const home = await family('成功');
    await stage.town.get(DEATH, { input: { memberId: home.sonId, version: 1, diedOn: '2026-03-01' } });
    const edit = `mutation ($input: EditMemberInput!) { editMember(input: $input) { size eligible } }`;
    expect(
      await stage.town.get(edit, { input: { id: home.sonId, version: 2, leftOn: '2026-02-01' } }),
    ).toEqual({ editMember: { size: 1, eligible: true } });
  });

  it('waits until somebody else is known by name', async () => {
    const home = await stage.home(stage.here, '何大山', { size: 4 });
    const input = { memberId: home.headId, version: 1, diedOn: '2026-03-02' };
    const { code, errors } = await stage.town.ask(DEATH, { input });
    expect(code).toBe('INVALID_INPUT');
    expect(errors[0]?.message).toContain('先添一名家庭成员');
    expect((await see(home)).members[0]?.diedOn).toBeNull();
  });

  it.each([
    ['2026-02-30', '2026-02-30 这一天不存在'],
    ['2026-03-11', '2026-03-11 还没到'],
  ])('is not on %s', async (diedOn, message) => {
    const home = await stage.home(stage.here, '某人');
    const { errors } = await stage.town.ask(DEATH, { input: { memberId: home.headId, version: 1, diedOn } });
    expect(errors[0]?.message).toBe(message);
  });
});

describe('a move', () => {
  const MOVE = `mutation ($input: MoveHouseholdInput!) { moveHousehold(input: $input) { version path } }`;

  it('takes members, pairings and claims along and leaves the old town', async () => {
    const home = await stage.home(stage.here, '搬家户');
    const cadre = await stage.test.world.cadre(stage.bureau);
    const pairing = {
      cadre_id: cadre,
      cadre_path: stage.bureau.path,
      path: stage.here.path,
      from_date: '2025-01-01',
    };
    await stage.test.world.insert('pairing', {
      ...pairing,
      household_id: home.id,
      kind: 'RESPONSIBLE',
      slot: 1,
      source: 'ASSIGNED',
    });
    await stage.test.world.insert('pairing_claim', {
      ...pairing,
      household_id: home.id,
      year: 2026,
      claimed_head: '搬家户',
      claimed_village: stage.here.name,
      status: 'OPEN',
    });
    const input = { id: home.id, version: 1, villageId: stage.there.id, reason: '易地搬迁' };
    expect(await stage.county.get(MOVE, { input })).toEqual({
      moveHousehold: { version: 2, path: stage.there.path },
    });
    const seen = await stage.other.get<Seen, unknown>(HOUSEHOLD, { id: home.id });
    expect(seen.household.friends).toHaveLength(1);
    expect((await stage.town.ask(HOUSEHOLD, { id: home.id })).code).toBe('NOT_FOUND');
    const paths = await stage.test.app.db.write(
      { accountId: null, grantId: null },
      { axis: 'system', lo: '', hi: '' },
      async ({ sql }) => [
        ...(await sql
          .selectFrom('pairing_claim')
          .select('path')
          .where('household_id', '=', home.id)
          .execute()),
        ...(await sql
          .selectFrom('household_member')
          .select('path')
          .where('household_id', '=', home.id)
          .execute()),
      ],
    );
    expect(new Set(paths.map(({ path }) => path))).toEqual(new Set([stage.there.path]));
  });

  it('out of the own area is for the office above', async () => {
    const home = await stage.home(stage.here, '远迁户');
    const input = { id: home.id, version: 1, villageId: stage.there.id, reason: '投亲' };
    const { code, errors } = await stage.town.ask(MOVE, { input });
    expect(code).toBe('RULE_VIOLATED');
    expect(errors[0]?.message).toContain('上级办公室');
    expect((await see(home)).path).toBe(stage.here.path);
  });
});
