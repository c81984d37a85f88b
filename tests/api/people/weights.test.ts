import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldBoard } from '../../../server/src/modules/pairing/index.ts';
import { povertyWeights, reweighBatch } from '../../../server/src/modules/people/index.ts';
import { invariants } from '../../../server/src/app/doctor/examine.ts';
import { withApp } from '../../support/app.ts';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';
import { Importer } from '../import/importer.ts';

const test = withApp();
const COUNTY = '6109/610926/';
const nobody = { accountId: null, grantId: null };
const ADD = `mutation ($input: AddDictionaryEntryInput!) { addDictionaryEntry(input: $input) { code registered weight version } }`;
const EDIT = `mutation ($input: EditDictionaryEntryInput!) { editDictionaryEntry(input: $input) { registered weight version } }`;
const EFFECT = `query ($input: DictionaryWeightInput!) { dictionaryWeightEffect(input: $input) { households counted uncounted } }`;
const RUNS = `{ reweighings { label total done changed finishedAt } }`;
const STATUS = { dictionary: 'POVERTY_STATUS', aliases: [], from: '2026-01-01' };

const today = () => test.app.clock.today();
const year = () => Number(today().slice(0, 4));
let villages: Place[];
let city: Client;
let county: Client;
let owner: pg.Client;
beforeAll(async () => {
  await test.world.insert('programme_year', { year: year(), confirm_by: `${year()}-03-31` });
  villages = await test.world.villages('610926107', 2);
  city = await test.world.signedIn('CITY_OPERATOR', '6109/');
  county = await test.world.signedIn('COUNTY_OPERATOR', COUNTY);
  owner = new pg.Client({ connectionString: test.urls.ownerUrl });
  await owner.connect();
});
afterAll(() => owner.end());

const ask = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(text, values)).rows;
const figuresOf = async (code: string) =>
  ask<{ eligible: boolean; need: number; version: number }>(
    `select eligible, need, version from household where $1 in (poverty_status, cause) order by id`,
    [code],
  );
const edit = (code: string, label: string, version: number, more: object) =>
  city.ask(EDIT, { input: { dictionary: STATUS.dictionary, code, label, aliases: [], version, ...more } });
interface Runs {
  reweighings: { label: string; total: number; done: number; changed: number; finishedAt: string | null }[];
}
const run = async (label: string) =>
  (await city.get<Runs, unknown>(RUNS)).reweighings.find((one) => one.label === label);
const batch = (size: number) => reweighBatch(test.app.db, test.app.clock, size);
const settle = async (size: number) => {
  while (await batch(size));
};

/** A household that somebody else is writing, until their connection ends. */
async function holding(id: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: test.urls.ownerUrl });
  await client.connect();
  await client.query('begin');
  await client.query('select from household where id = $1 for update', [id]);
  return client;
}

/** The connection that waits for a lock, once one does. */
async function waiting(): Promise<number> {
  for (;;) {
    const [blocked] = await ask<{ pid: number }>(
      `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    if (blocked) return blocked.pid;
  }
}

/** Gap, waiting and eligible by place, as the board says and as a plain count does. */
async function boardSays() {
  const { rows } = await test.app.db.write(
    nobody,
    { axis: 'territory', lo: COUNTY, hi: '6109/6109260' },
    ({ sql: db }) =>
      sql<{
        eligible: number;
        friendless: number;
      }>`select coalesce(sum(n) filter (where kind = 'ELIGIBLE'), 0)::int as eligible,
        coalesce(sum(n) filter (where kind in ('GAP', 'WAITING')), 0)::int as friendless
        from board_counts(${year()}, ${today()}, ${COUNTY}, '6109/6109260')`.execute(db),
  );
  return rows[0];
}
const counted = async () =>
  (
    await ask<{ eligible: number; friendless: number }>(
      `select count(*)::int as eligible, count(*) filter (where not exists (select from pairing p where p.household_id = h.id
         and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and p.to_date is null))::int as friendless
       from household h where eligible and path >= $1 and path < '6109/6109260'`,
      [COUNTY],
    )
  )[0];

/** Households of one status over two villages, with all that the figures go by. */
async function homes(status: string, n: number, weight: number) {
  for (let at = 0; at < n; at++) {
    const size = (at % 3) + 1;
    await test.world.household(villages[at % 2]!, {
      poverty_status: status,
      cause: 'ILLNESS',
      size,
      eligible: true,
      need: weight + 15 + (size === 1 ? 5 : 0),
    });
  }
}

describe('a status that is added', () => {
  it('counts from its first household on: in a form, from a roster, on the board', async () => {
    const added = await city.get(ADD, {
      input: { ...STATUS, code: 'FLOODED', label: '受灾监测户', registered: true, weight: 40 },
    });
    expect(added).toEqual({
      addDictionaryEntry: { code: 'FLOODED', registered: true, weight: 40, version: 1 },
    });
    const id = await test.world.household(villages[0]!, {
      poverty_status: 'NOT_REGISTERED',
      eligible: false,
      need: 0,
      size: 1,
    });
    const edited = `mutation ($input: EditHouseholdInput!) { editHousehold(input: $input) { eligible need } }`;
    expect(
      await county.get(edited, { input: { id, version: 1, povertyStatus: 'FLOODED', cause: 'WATER' } }),
    ).toEqual({ editHousehold: { eligible: true, need: 50 } });

    const importer = await Importer.signedIn(test, 'COUNTY_OPERATOR', COUNTY);
    const roster = '户编号,镇,村,户主姓名,家庭人口,脱贫属性\nFL1,洛河镇,丰坝村,彭洪水,3,受灾监测户';
    const checked = await importer.check('households', Buffer.from(roster));
    await importer.write(checked.id);
    expect(await figuresOf('FLOODED')).toEqual([
      { eligible: true, need: 50, version: 2 },
      { eligible: true, need: 40, version: 1 },
    ]);
    await test.world.cadre(await test.world.unit('610926')); // two places: both are gaps, the needier first
    const items = `query ($within: String!) { boardItems(filter: { within: $within, kind: GAP }) { items { id } } }`;
    const stored = await ask<{ id: string }>(
      `select id from household where poverty_status = 'FLOODED' order by need desc`,
    );
    expect(await county.get(items, { within: COUNTY })).toEqual({ boardItems: { items: stored } });
    expect(await boardSays()).toEqual(await counted());
    expect(await counted()).toEqual({ eligible: 2, friendless: 2 });
  });

  it('is not registered where nobody says so, and says what is missing', async () => {
    const plain = await city.get(ADD, { input: { ...STATUS, code: 'PLAIN', label: '普通户' } });
    expect(plain).toMatchObject({ addDictionaryEntry: { registered: false, weight: null } });
    const refused = await city.ask(ADD, {
      input: { ...STATUS, code: 'HALF', label: '半句', registered: true },
    });
    expect(refused.errors[0]?.extensions['fields']).toEqual({ weight: '权重填 0 到 50，越难越大' });
  });
});

describe('a weight that is changed', () => {
  beforeAll(async () => {
    await city.get(ADD, {
      input: { ...STATUS, code: 'HARD', label: '重算户', registered: true, weight: 20 },
    });
    await homes('HARD', 7, 20);
  });

  it('says beforehand whom it concerns', async () => {
    const effect = (more: object) =>
      city.get(EFFECT, { input: { dictionary: 'POVERTY_STATUS', code: 'HARD', ...more } });
    expect(await effect({ weight: 20 })).toEqual({
      dictionaryWeightEffect: { households: 0, counted: 0, uncounted: 0 },
    });
    expect(await effect({ weight: 33 })).toEqual({
      dictionaryWeightEffect: { households: 7, counted: 0, uncounted: 0 },
    });
    expect(await effect({ registered: false })).toEqual({
      dictionaryWeightEffect: { households: 7, counted: 0, uncounted: 7 },
    });
  });

  it('is worked out for all of them, batch by batch, and shows how far it is', async () => {
    expect((await edit('HARD', '重算户', 1, { weight: 33 })).errors).toEqual([]);
    expect(await run('重算户')).toMatchObject({ total: 7, done: 0, finishedAt: null });
    expect((await figuresOf('HARD')).map(({ need }) => need)).toEqual([40, 35, 35, 40, 35, 35, 40]);
    await batch(3);
    expect(await run('重算户')).toMatchObject({ total: 7, done: 3, changed: 3, finishedAt: null });
    expect(await boardSays()).toEqual(await counted());
    await settle(3);
    expect(await figuresOf('HARD')).toEqual(
      [53, 48, 48, 53, 48, 48, 53].map((need) => ({ eligible: true, need, version: 1 })),
    );
    expect(await run('重算户')).toMatchObject({
      total: 7,
      done: 7,
      changed: 7,
      finishedAt: expect.any(String) as string,
    });
    const { settingHistory } = await city.get<{ settingHistory: { action: string }[] }, unknown>(
      `{ settingHistory { action } }`,
    );
    const actions = settingHistory.map(({ action }) => action);
    expect(actions.slice(0, 2)).toEqual(['dictionary.reweigh', 'dictionary.edit']);
    expect(actions).toContain('dictionary.add');
  });

  it('a name that changes weighs nothing, and begins nothing', async () => {
    expect((await edit('HARD', '重算户', 2, { aliases: ['重户'] })).errors).toEqual([]);
    expect(await batch(3)).toBe(false);
  });

  it('counts no longer, and again: the board follows, by its sums as by a plain count', async () => {
    const before = await counted();
    await edit('HARD', '重算户', 3, { registered: false });
    await settle(3);
    expect(await figuresOf('HARD')).toEqual(Array(7).fill({ eligible: false, need: 0, version: 1 }));
    expect(await counted()).toEqual({
      eligible: before!.eligible - 7,
      friendless: before!.friendless - 7,
    });
    expect(await boardSays()).toEqual(await counted());
    await foldBoard(test.app.db, test.app.clock);
    expect(await boardSays()).toEqual(await counted());
    await edit('HARD', '重算户', 4, { registered: true, weight: 33 });
    await settle(100);
    expect(await counted()).toEqual(before);
    expect(await boardSays()).toEqual(before);
  });

  it('a cause weighs, too', async () => {
    const needs = async () => (await figuresOf('HARD')).map(({ need }) => need);
    const illness = { dictionary: 'POVERTY_CAUSE', code: 'ILLNESS', label: '因病', aliases: ['大病'] };
    await city.get(EDIT, { input: { ...illness, version: 1, weight: 2 } });
    await settle(100);
    expect(await needs()).toEqual([40, 35, 35, 40, 35, 35, 40]);
    await city.get(EDIT, { input: { ...illness, version: 2, weight: 15 } });
    await settle(100);
    expect(await needs()).toEqual([53, 48, 48, 53, 48, 48, 53]);
  });

  it('a batch that is broken off midway leaves nothing of it, and the next goes on where it was', async () => {
    await edit('HARD', '重算户', 5, { weight: 10 });
    await batch(3);
    const [fifth] = await ask<{ id: string }>(
      `select id from household where poverty_status = 'HARD' order by id offset 4 limit 1`,
    );
    const inTheWay = await holding(fifth!.id);
    const killed = expect(batch(3)).rejects.toThrow();
    await owner.query('select pg_cancel_backend($1)', [await waiting()]);
    await killed;
    await inTheWay.end();
    expect(await run('重算户')).toMatchObject({ total: 7, done: 3 });
    expect((await figuresOf('HARD')).map(({ need }) => need)).toEqual([30, 25, 25, 53, 48, 48, 53]);
    await settle(3);
    expect((await figuresOf('HARD')).map(({ need }) => need)).toEqual([30, 25, 25, 30, 25, 25, 30]);
    expect(await run('重算户')).toMatchObject({ total: 7, done: 7, changed: 7 });
  });

  it('changed once more meanwhile it begins again, under one heading', async () => {
    await edit('HARD', '重算户', 6, { weight: 40 });
    await batch(4);
    await edit('HARD', '重算户', 7, { weight: 41 });
    expect(await run('重算户')).toMatchObject({ total: 7, done: 0, finishedAt: null });
    await settle(4);
    expect((await figuresOf('HARD')).map(({ need }) => need)).toEqual([61, 56, 56, 61, 56, 56, 61]);
  });

  it('a batch that was under way then does not count for what has begun again', async () => {
    await edit('HARD', '重算户', 8, { weight: 42 });
    const [first] = await ask<{ id: string }>(
      `select id from household where poverty_status = 'HARD' order by id limit 1`,
    );
    const inTheWay = await holding(first!.id);
    const under = batch(4);
    await waiting();
    await edit('HARD', '重算户', 9, { weight: 43 });
    await inTheWay.end();
    await under;
    expect(await run('重算户')).toMatchObject({ total: 7, done: 0, finishedAt: null });
    await settle(4);
    expect((await figuresOf('HARD')).map(({ need }) => need)).toEqual([63, 58, 58, 63, 58, 58, 63]);
  });

  it('waits for whoever writes by the old one, so that nobody is missed', async () => {
    let saving: ReturnType<typeof edit> | undefined;
    let saved = false;
    await test.app.db.write(nobody, systemScope, async ({ sql: db }) => {
      const { statuses } = await povertyWeights(db, ['HARD']); // as a form or an import's batch does
      saving = edit('HARD', '重算户', 10, { weight: 5 }).then((answer) => {
        saved = true;
        return answer;
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(saved).toBe(false);
      await sql`insert into household (number, region_id, path, poverty_status, eligible, need, head_name, size)
        values ('LATE', ${villages[0]!.id}, ${villages[0]!.path}, 'HARD', true, ${statuses.get('HARD')}, '晚到的', 2)`.execute(
        db,
      );
    });
    expect((await saving)?.errors).toEqual([]);
    await settle(100);
    const [late] = await ask(`select eligible, need from household where number = 'LATE'`);
    expect(late).toEqual({ eligible: true, need: 5 });
  });

  it('leaves what the doctor finds sound', async () => {
    await foldBoard(test.app.db, test.app.clock);
    const asked = invariants.filter(({ id }) =>
      ['board.kept', 'board.sums', 'household.figures', 'reweighing.stuck'].includes(id),
    );
    expect(asked).toHaveLength(4);
    for (const { id, query } of asked) expect(await ask(query), id).toEqual([]);
  });
});

describe('one name, one entry', () => {
  const add = (code: string, label: string, more: object = {}) =>
    city.ask(ADD, { input: { ...STATUS, code, label, ...more } });

  it('of two who add one name at once is one', async () => {
    const both = await Promise.all([add('SAME_A', '同名户'), add('SAME_B', '同名户')]);
    expect(both.map(({ code }) => code).toSorted()).toEqual(['INVALID_INPUT', undefined]);
    expect(both.flatMap(({ errors }) => errors.map(({ extensions }) => extensions['fields']))).toEqual([
      { label: '「同名户」已经有了' },
    ]);
  });

  it('the database refuses a second one, whoever writes', async () => {
    const insert = `insert into dictionary_entry (dictionary, code, label, registered, from_date) values ('POVERTY_STATUS', $1, '同名户', false, $2)`;
    await expect(owner.query(insert, ['SAME_C', '2026-06-01'])).rejects.toMatchObject({
      code: '23P01',
      constraint: 'dictionary_label',
    });
  });

  it('also of the time of one that has ended', async () => {
    await add('OLD_NAME', '旧名户', { from: '2025-01-01' });
    await edit('OLD_NAME', '旧名户', 1, { to: '2026-02-01' });
    const during = await add('NEW_NAME', '旧名户', { from: '2026-01-01' });
    expect(during.errors[0]?.extensions['fields']).toEqual({
      label: '这个名称在同一段时间里已经有一项在用，换一个',
    });
    expect((await add('NEW_NAME', '旧名户', { from: '2026-02-01' })).errors).toEqual([]);
  });

  it.each([
    ['a status without a word on whether it counts', 'POVERTY_STATUS', null, null],
    ['a status that counts without a weight', 'POVERTY_STATUS', true, null],
    ['one that does not, with one', 'POVERTY_STATUS', false, 3],
    ['a status too hard', 'POVERTY_STATUS', true, 51],
    ['a cause without a weight', 'POVERTY_CAUSE', null, null],
    ['a cause too weighty', 'POVERTY_CAUSE', null, 16],
    ['a relation with one', 'RELATION', null, 1],
  ])('the database refuses %s', async (_what, dictionary, registered, weight) => {
    await expect(
      owner.query(
        'insert into dictionary_entry (dictionary, code, label, registered, weight) values ($1, $2, $2, $3, $4)',
        [dictionary, 'ODD', registered, weight],
      ),
    ).rejects.toMatchObject({ code: '23514', constraint: 'dictionary_weight' });
  });
});
