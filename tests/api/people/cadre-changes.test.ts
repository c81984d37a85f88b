import { describe, expect, it } from 'vitest';
import { CANARY, TODAY, withPeople } from './stage.ts';

const stage = withPeople();
const FIELDS =
  'id version name rankTitle rank kind status phoneMask identityMask birthDate postings { id kind rankTitle from to }';
const EDIT = `mutation ($input: EditCadreInput!) { editCadre(input: $input) { ${FIELDS} } }`;
const STATUS = `mutation ($input: SetCadreStatusInput!) { setCadreStatus(input: $input) { ${FIELDS} } }`;
const POSTING = `mutation ($input: EditPostingInput!) { editPosting(input: $input) { ${FIELDS} } }`;
const HISTORY = `query ($id: ID!) { cadre(id: $id) { history { action reason changes { field before after } } } }`;

interface Changed {
  version: number;
  rankTitle: string;
  status: string;
  postings: { id: string; from: string; to: string | null; rankTitle: string }[];
}
const fieldsOf = (answer: { errors: { extensions: Record<string, unknown> }[] }) =>
  answer.errors[0]?.extensions['fields'];
const history = async (id: string) =>
  (await stage.county.get<{ cadre: { history: object[] } }, unknown>(HISTORY, { id })).cadre.history;

/** A cadre with one past and one present post. */
async function somebody() {
  const { world } = stage.test;
  const id = await world.cadre(stage.bureau);
  const post = { cadre_id: id, unit_id: stage.bureau.id };
  const past = await world.insert('posting', {
    ...post,
    rank_title: '办事员',
    from_date: '2019-05-01',
    to_date: '2022-01-01',
  });
  const present = await world.insert('posting', { ...post, rank_title: '一级科员', from_date: '2022-01-01' });
  return { id, past, present };
}

describe('correcting a cadre', () => {
  const edit = (input: object) => stage.county.ask<{ editCadre: Changed }, unknown>(EDIT, { input });

  it('changes what was sent and leaves the rest, numbers sealed and masked', async () => {
    const { id } = await somebody();
    const { data } = await edit({ id, version: 1, name: '李建国', rankTitle: '四级主任科员', ...CANARY });
    expect(data?.editCadre).toMatchObject({
      version: 2,
      name: '李建国',
      rankTitle: '四级主任科员',
      rank: 'STAFF',
      identityMask: '610926 ******** 1415',
      phoneMask: '152 **** 6033',
      birthDate: '1965-03-12',
    });
    expect(data?.editCadre.postings[0]).toMatchObject({ to: null, rankTitle: '四级主任科员' });
    const record = JSON.stringify(await history(id));
    expect(record).toContain('cadre.edit');
    for (const secret of [CANARY.identity, CANARY.phone]) expect(record).not.toContain(secret);
    expect((await edit({ id, version: 2, phone: null, identity: null })).data?.editCadre).toMatchObject({
      phoneMask: null,
      identityMask: null,
      name: '李建国',
    });
  });

  it('shows a conflict and overwrites nothing', async () => {
    const { id } = await somebody();
    await edit({ id, version: 1, rankTitle: '二级科员' });
    const late = await edit({ id, version: 1, rankTitle: '三级科员' });
    expect(late.code).toBe('CONFLICT');
    expect(late.errors[0]?.extensions['current']).toMatchObject({ rankTitle: '二级科员', version: 2 });
  });

  it('says which field is wrong', async () => {
    const { id } = await somebody();
    const bad = { identity: '11010519491231002Y', phone: '12', birthDate: '2030-01-01', name: '' };
    for (const [field, value] of Object.entries(bad)) {
      expect(fieldsOf(await edit({ id, version: 1, [field]: value })), field).toSatisfy((fields: object) =>
        Object.keys(fields).some((name) => name.endsWith(field)),
      );
    }
    expect((await history(id)).length).toBe(0);
  });

  it('records nothing where nothing changed, and is not for a town to do to a county’s people', async () => {
    const { id } = await somebody();
    expect((await edit({ id, version: 1, rankTitle: '一级科员' })).data?.editCadre.version).toBe(1);
    expect(await history(id)).toEqual([]);
    expect((await stage.town.ask(EDIT, { input: { id, version: 1, name: '某人' } })).code).toBe('NOT_FOUND');
  });
});

describe('whether somebody is at work', () => {
  const set = (id: string, version: number, status: string, more: object = {}) =>
    stage.county.ask<{ setCadreStatus: Changed }, unknown>(STATUS, {
      input: { id, version, status, ...more },
    });

  it('retired: the post ends on that day, the reason is on record; friends stay', async () => {
    const { id } = await somebody();
    const home = await stage.home(stage.here, '退休朋友户');
    await stage.test.world.pairing(home.id, stage.here, id, stage.bureau, { source: 'ASSIGNED' });
    const { data } = await set(id, 1, 'RETIRED', { on: '2026-03-01', reason: '到龄' });
    expect(data?.setCadreStatus).toMatchObject({ status: 'RETIRED', version: 2 });
    expect(data?.setCadreStatus.postings.map(({ to }) => to)).toEqual(['2026-03-01', '2022-01-01']);
    expect((await history(id))[0]).toMatchObject({ action: 'cadre.setStatus', reason: '到龄' });
    const friends = await stage.county.get<{ cadre: { friends: object[] } }, unknown>(
      `query ($id: ID!) { cadre(id: $id) { friends { to } } }`,
      { id },
    );
    expect(friends.cadre.friends).toEqual([{ to: null }]);
  });

  it('back at work: the post begins again', async () => {
    const { id } = await somebody();
    await set(id, 1, 'LEFT', { on: '2026-01-01' });
    const { data } = await set(id, 2, 'ACTIVE', { on: '2026-03-01' });
    expect(data?.setCadreStatus.postings[0]).toMatchObject({ from: '2026-03-01', to: null });
    await set(id, 3, 'LEFT', { on: '2026-03-05' });
    expect(fieldsOf(await set(id, 4, 'ACTIVE', { on: '2026-03-04' }))).toHaveProperty('on');
  });

  it('ill and back leave the post alone', async () => {
    const { id, present } = await somebody();
    await set(id, 1, 'ILL');
    const { data } = await set(id, 2, 'ACTIVE');
    expect(data?.setCadreStatus.postings[0]).toMatchObject({ id: present, to: null });
    expect(data?.setCadreStatus.postings).toHaveLength(2);
  });

  it.each(['RETIRED', 'LEFT'] as const)('%s: neither transferred nor seconded', async (status) => {
    const { id } = await somebody();
    await set(id, 1, status, { on: '2026-03-01' });
    const target = await stage.test.world.unit('610926');
    const input = { id, version: 2, unitId: target.id, on: '2026-03-05' };
    for (const [name, type] of [
      ['transferCadre', 'TransferCadreInput'],
      ['secondCadre', 'SecondCadreInput'],
    ]) {
      const document = `mutation ($input: ${type}!) { ${name}(input: $input) { id } }`;
      expect(fieldsOf(await stage.county.ask(document, { input })), name).toEqual({
        id: '已不在岗。先改回在岗，再调动或借调',
      });
    }
  });

  it('is not set over a secondment that runs, nor to one, nor after a death, nor for a day to come', async () => {
    const { id } = await somebody();
    expect(fieldsOf(await set(id, 1, 'SECONDED'))).toHaveProperty('status');
    expect(fieldsOf(await set(id, 1, 'ILL', { on: '2026-03-11' }))).toEqual({ on: '2026-03-11 还没到' });
    const far = await stage.test.world.unit('610924');
    await stage.county.get(`mutation ($input: SecondCadreInput!) { secondCadre(input: $input) { id } }`, {
      input: { id, version: 1, unitId: far.id, on: '2026-02-01' },
    });
    expect(fieldsOf(await set(id, 2, 'ACTIVE'))).toEqual({ status: '还在借调中。先记下借调结束，再改状态' });
    await set(id, 2, 'DECEASED', { on: TODAY });
    expect(fieldsOf(await set(id, 3, 'ACTIVE'))).toEqual({ status: '已经记过去世，不能再改' });
    expect((await set(id, 2, 'ILL')).code).toBe('CONFLICT');
  });
});

describe('correcting a posting', () => {
  const edit = (input: object) => stage.county.ask<{ editPosting: Changed }, unknown>(POSTING, { input });

  it('moves its first day and its title; the present one is the title of the cadre', async () => {
    const { id, past, present } = await somebody();
    const first = await edit({ id: past, version: 1, from: '2018-07-01', rankTitle: '科员' });
    expect(first.data?.editPosting).toMatchObject({ version: 2, rankTitle: '一级科员' });
    expect(first.data?.editPosting.postings[1]).toMatchObject({ from: '2018-07-01', rankTitle: '科员' });
    const second = await edit({ id: present, version: 2, from: '2022-02-01', rankTitle: '四级主任科员' });
    expect(second.data?.editPosting).toMatchObject({ version: 3, rankTitle: '四级主任科员' });
    expect((await history(id))[1]).toMatchObject({
      action: 'cadre.editPosting',
      changes: expect.arrayContaining([{ field: 'from', before: '2019-05-01', after: '2018-07-01' }]),
    });
  });

  it('shows a conflict even where only a date changed', async () => {
    const { past, present } = await somebody();
    await edit({ id: past, version: 1, from: '2018-07-01', rankTitle: '办事员' });
    const late = await edit({ id: present, version: 1, from: '2022-03-01', rankTitle: '一级科员' });
    expect(late.code).toBe('CONFLICT');
    expect(late.errors[0]?.extensions['current']).toMatchObject({ from: '2022-01-01', version: 2 });
  });

  it.each([
    ['past', '2022-01-01', '这一段到 2022-01-01 为止，要从那以前开始'],
    ['present', '2021-12-31', '和另一段任职重叠了，先对照前后两段'],
    ['present', '2026-03-11', '2026-03-11 还没到'],
    ['present', '2026-02-31', '2026-02-31 这一天不存在'],
  ] as const)('the %s one from %s: %s', async (which, from, message) => {
    const all = await somebody();
    const answer = await edit({ id: all[which], version: 1, from, rankTitle: '一级科员' });
    expect(fieldsOf(answer)).toEqual({ from: message });
  });

  it('is nobody’s who may not see the cadre', async () => {
    const { present } = await somebody();
    const input = { id: present, version: 1, from: '2022-01-02', rankTitle: '一级科员' };
    expect((await stage.town.ask(POSTING, { input })).code).toBe('NOT_FOUND');
    const liaison = await stage.test.world.signedIn(
      'UNIT_LIAISON',
      (await stage.test.world.unit('610926')).path,
    );
    expect((await liaison.ask(POSTING, { input })).code).toBe('NOT_FOUND');
  });
});
