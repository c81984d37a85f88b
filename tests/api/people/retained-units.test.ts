import exceljs from 'exceljs';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { scopeOf, systemScope } from '../../../server/src/platform/auth/scope.ts';
import type { Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';
import { clicks } from '../confirmation/setting.ts';
import { befriendedHome, CARD, HEAD, LIST, nameOnly, ONE, questions, whole } from './befriended.ts';
import { withPeople, type Home } from './stage.ts';

const stage = withPeople();
const nobody = { accountId: null, grantId: null };
const UNITS = ['responsible', 'retained', 'former', 'both'] as const;
type Whose = (typeof UNITS)[number];

interface Side {
  unit: Place;
  cadreId: string;
  client: Client;
  /** For files, which ask for a cookie. */
  token: string;
}
const sides = {} as Record<Whose, Side>;
let home: Home;

/** One household, the unit that is responsible for it now and three that are not: a friend kept, one that was, both in turn. */
beforeAll(async () => {
  const { world } = stage.test;
  const made = await befriendedHome(stage);
  home = made.home;
  await world.insert('programme_year', { year: 2025, confirm_by: '2025-03-31' });
  for (const who of UNITS) {
    const unit = await world.unit('610926', { name: `单位${who}` });
    // no official, or being without a responsible friendship would stand in a signature's way
    const cadreId = await world.cadre(unit, { name: `朋友${who}`, kind: 'ENTERPRISE' });
    const { client, token } = await world.account('UNIT_LIAISON', unit.path);
    sides[who] = { unit, cadreId, client, token };
  }
  const pair = (who: Whose, kind: 'RESPONSIBLE' | 'RETAINED', from: string, to?: string) =>
    made.pair({ id: sides[who].cadreId, path: sides[who].unit.path }, kind, from, to);
  await pair('former', 'RESPONSIBLE', '2023-01-01', '2025-05-01');
  await pair('both', 'RESPONSIBLE', '2025-05-01', '2026-01-01');
  await pair('both', 'RETAINED', '2026-01-01');
  await pair('retained', 'RETAINED', '2025-06-01');
  await pair('responsible', 'RESPONSIBLE', '2026-01-01');
});

const NO_LONGER = ['retained', 'former', 'both'] as const;
const KEPT = ['retained', 'both'] as const;
/** What of the household must never reach who is a friend only. */
const SECRETS = ['3 组', 'NOT_LIFTED', 'ILLNESS', '因病', '6033'];

async function sheetOf(who: Whose, url: string) {
  const headers = { cookie: `qinyou_session=${sides[who].token}` };
  const { statusCode, rawPayload } = await stage.test.app.http.inject({ method: 'GET', url, headers });
  expect(statusCode, url).toBe(200);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(rawPayload as unknown as exceljs.Buffer);
  return JSON.stringify(workbook.worksheets[0]!.getSheetValues());
}

describe('R7, R31: a household, to the units of those who are its friends', () => {
  it.each([
    ['responsible', whole, ['2026-01-01']],
    ['retained', nameOnly, ['2025-06-01']],
    ['former', nameOnly, ['2023-01-01']],
    ['both', nameOnly, ['2025-05-01', '2026-01-01']],
  ] as const)('%s: the card and the period, in lists and on the cadre', async (who, card, periods) => {
    const { client, cadreId } = sides[who];
    const list = `query { pairings { total items { from household { ${CARD} } } } }`;
    const { pairings } = await client.get<
      { pairings: { total: number; items: { from: string; household: object }[] } },
      unknown
    >(list, {});
    expect(pairings.total).toBe(periods.length);
    expect(pairings.items.map(({ from }) => from).toSorted()).toEqual(periods);
    for (const { household } of pairings.items) {
      expect(household).toEqual({ ...card, village: { name: stage.here.name } });
    }
    const own = `query ($id: ID!) { cadre(id: $id) { friends { household { ${CARD} } } } }`;
    const { cadre } = await client.get<{ cadre: { friends: { household: object }[] } }, unknown>(own, {
      id: cadreId,
    });
    expect(cadre.friends.map(({ household }) => household)).toEqual(
      periods.map(() => ({ ...card, village: { name: stage.here.name } })),
    );
  });

  it('shows its record to the responsible unit', async () => {
    expect(await sides.responsible.client.get(ONE, { id: home.id })).toMatchObject({
      household: {
        headName: HEAD,
        povertyStatus: 'NOT_LIFTED',
        size: 4,
        members: [{ phoneMask: '152 **** 6033' }],
      },
    });
  });

  it.each(NO_LONGER)('%s: its record reads like one that was never there', async (who) => {
    const { client } = sides[who];
    expect((await client.ask(ONE, { id: home.id })).code).toBe('NOT_FOUND');
    const many = `query ($ids: [ID!]!) { householdsByIds(ids: $ids) { id } }`;
    expect(await client.get(many, { ids: [home.id] })).toEqual({ householdsByIds: [] });
    const reveal = `mutation ($input: RevealInput!) { reveal(input: $input) { value } }`;
    for (const field of ['PHONE', 'IDENTITY']) {
      const input = { id: home.headId, subject: 'MEMBER', field, reason: '打电话' };
      expect((await client.ask(reveal, { input })).code).toBe('FORBIDDEN');
    }
  });

  it.each(NO_LONGER)('%s: no filter, search, count or order of a list tells anything of it', async (who) => {
    for (const question of questions(stage.here)) {
      const seen = await sides[who].client.get(LIST, question);
      expect(seen, JSON.stringify(question)).toEqual({ households: { total: 0, items: [] } });
      if ('ended' in question.filter || question.filter.friend === 'MANY') continue;
      const own = await sides.responsible.client.get(LIST, question);
      expect(own, JSON.stringify(question)).toEqual({ households: { total: 1, items: [{ id: home.id }] } });
    }
    const search = `query ($q: String!) { search(q: $q) { households { id } } }`;
    expect(await sides[who].client.get(search, { q: '知秋' })).toEqual({ search: { households: [] } });
  });

  it.each(KEPT)('%s: workbooks hold the name, the village and the period, and nothing else', async (who) => {
    expect(await sheetOf(who, '/download/list/households')).not.toContain(HEAD);
    for (const url of ['/download/list/pairings', '/ledger.xlsx']) {
      const sheet = await sheetOf(who, url);
      for (const told of [HEAD, stage.here.name, `朋友${who}`]) expect(sheet, url).toContain(told);
      for (const secret of SECRETS) expect(sheet, url).not.toContain(secret);
    }
    const own = await sheetOf('responsible', '/ledger.xlsx');
    for (const told of [HEAD, '3 组', '因病', '6033']) expect(own).toContain(told);
  });

  it.each(NO_LONGER)(
    '%s: the database says the same, and tells the name through one function',
    async (who) => {
      const counts = (side: Side) =>
        stage.test.app.db.write(nobody, scopeOf('unit', side.unit.path), async ({ sql: db }) => {
          const { rows } = await sql`select
          (select count(*)::int from household) as households, (select count(*)::int from household_member) as members,
          count(*)::int as cards, count(*) filter (where head_name = ${HEAD} and path = ${stage.here.path})::int as named,
          count(*) filter (where num_nonnulls(head_id, poverty_status, cause, size, village_group) > 0)::int as told
          from befriended_households(${[home.id]}::uuid[])`.execute(db);
          return rows[0];
        });
      expect(await counts(sides[who])).toEqual({ households: 0, members: 0, cards: 1, named: 1, told: 0 });
      const own = { households: 1, members: 1, cards: 1, named: 1, told: 1 };
      expect(await counts(sides.responsible)).toEqual(own);
    },
  );

  it('tells nothing of households that are nobody’s friend there', async () => {
    const stranger = await stage.home(stage.here, '陌生人');
    const cards = await stage.test.app.db.write(
      nobody,
      scopeOf('unit', sides.retained.unit.path),
      async ({ sql: db }) =>
        (await sql`select * from befriended_households(${[stranger.id]}::uuid[])`.execute(db)).rows,
    );
    expect(cards).toEqual([]);
  });
});

const END = `mutation ($input: EndPairingInput!) { endPairing(input: $input) { id } }`;
const UNDO = `mutation ($id: ID!) { undoPairingAct(id: $id) }`;
interface Listed {
  pairings: { items: { id: string; version: number }[] };
}
interface Signed {
  signatures: { id: string }[];
}

/** Ends the one friendship of the unit. @returns the step, and the pairing */
async function end({ client }: Side, more: { reason: string; retain?: boolean }) {
  const list = `query { pairings(filter: { standing: true }) { items { id version } } }`;
  const { pairings } = await client.get<Listed, unknown>(list);
  const [one] = pairings.items;
  const { endPairing } = await client.get<{ endPairing: { id: string } }, unknown>(END, {
    input: { ...one, ...more },
  });
  return { actId: endPairing.id, pairingId: one!.id };
}

const setHousehold = (values: { head_name?: string; ended_on?: string }) =>
  stage.test.app.db.write(nobody, systemScope, ({ sql: db }) =>
    db.updateTable('household').set(values).where('id', '=', home.id).execute(),
  );

describe('what a liaison does with such a friendship goes on as before', () => {
  it.each(KEPT)('%s: it is signed with its name, and the list reads so afterwards', async (who) => {
    const { client, unit } = sides[who];
    const look = async () => (await clicks.unit(client, unit.id)).digest.split('.').slice(1);
    const before = await look();
    await setHousehold({ head_name: '夏侯知夏' });
    expect(await look()).not.toEqual(before);
    await setHousehold({ head_name: HEAD });
    expect(await look()).toEqual(before);

    const { version } = (await clicks.unit(client, unit.id)).unit;
    const signed = await clicks.signUnit(client, 'confirmUnit', { unitId: unit.id, version });
    expect(signed.errors).toEqual([]);
    const record = `query ($id: ID!) { signatures: confirmationHistory(subjectId: $id, year: 2026) { id } }`;
    const { signatures } = await client.get<Signed, unknown>(record, { id: unit.id });
    const lines = `query ($id: ID!) { confirmationLines(signatureId: $id) { items { head village kind } } }`;
    expect(await client.get(lines, { id: signatures[0]!.id })).toEqual({
      confirmationLines: { items: [{ head: HEAD, village: stage.here.name, kind: 'RETAINED' }] },
    });
  });

  it('the draft names whom the unit had a year ago', async () => {
    const draft = `query ($unitId: ID!) { confirmationRows(filter: { unitId: $unitId, year: 2026 }) {
      items { change head village retained } } }`;
    const { client, unit } = sides.former;
    expect(await client.get(draft, { unitId: unit.id })).toEqual({
      confirmationRows: {
        items: [{ change: 'ENDED', head: HEAD, village: stage.here.name, retained: false }],
      },
    });
  });

  it('declares it as kin, and reads its name there', async () => {
    const { client, cadreId } = sides.retained;
    const declare = `mutation ($input: DeclareKinInput!) { declareKin(input: $input) { kin { household { ${CARD} } } } }`;
    const input = { cadreId, householdId: home.id, relation: '表亲' };
    expect(await client.get(declare, { input })).toEqual({
      declareKin: { kin: [{ household: { ...nameOnly, village: { name: stage.here.name } } }] },
    });
  });

  it('ends it, with the record of it in the household’s village, and takes that back', async () => {
    const { actId, pairingId } = await end(sides.retained, { reason: '不再来往' });
    const written = await stage.test.app.db.write(nobody, systemScope, ({ sql: db }) =>
      db
        .selectFrom('audit_entry')
        .select('path')
        .where('action', '=', 'pairing.end')
        .where('subject_id', '=', pairingId)
        .execute(),
    );
    expect(written).toEqual([{ path: stage.here.path }]);
    expect(await sides.retained.client.get(UNDO, { id: actId })).toEqual({ undoPairingAct: true });
  });

  it('can’t take the end of one back where the household has ended since', async () => {
    const { actId } = await end(sides.responsible, { reason: '换人', retain: true });
    await setHousehold({ ended_on: '2026-03-10' });
    const refused = await sides.responsible.client.ask(UNDO, { id: actId });
    expect(refused.errors[0]?.message).toContain(`${HEAD}户已经注销`);
  });
});
