import { appendFileSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { erasureListPath } from '../../../server/src/modules/erasure/index.ts';
import { dumpTables } from '../../support/dump.ts';
import { ASK, CADRE, CHILD, DECIDE, HEAD, withErasures, type Asked } from './stage.ts';

const stage = withErasures();
const nobody = { accountId: null, grantId: null };
const ground = { ground: 'CONSENT_WITHDRAWN', reason: '本人书面撤回同意' };

type Told = Record<'child' | 'head' | 'cadre', string[]>;
let told: Told;
beforeAll(async () => {
  told = await everyWord();
});

/** Every text that tells who somebody is, as it may stand in a table. */
async function everyWord(): Promise<Told> {
  const index = async (table: string, id: string) => {
    const [row] = await stage.query<{ hex: string }>(
      `select encode(identity_index, 'hex') || ' ' || encode(person_key, 'hex') || ' ' || encode(identity_cipher, 'hex') as hex from ${table} where id = '${id}'`,
    );
    return row!.hex.split(' ');
  };
  const common = (one: { name: string; mask: string; identity: string; phone: string }) => [
    one.name,
    one.mask,
    one.identity,
    one.phone,
    `610926 ******** ${one.identity.slice(-4)}`,
    `152 **** ${one.phone.slice(-4)}`,
  ];
  const [account] = await stage.query<{ login: string }>(
    `select login from account where id = '${stage.accountId}'`,
  );
  return {
    child: [...common(CHILD), ...(await index('household_member', stage.childId))],
    head: [
      ...common(HEAD),
      ...(await index('household_member', stage.home.headId)),
      HEAD.initials,
      'P77112',
      '丹砂组',
      '渔鼓',
      '152 **** 9977',
      '漏雨',
      '桥头第三家',
      '不在册',
    ],
    cadre: [
      ...common(CADRE),
      ...(await index('cadre', stage.cadreId)),
      CADRE.initials,
      account!.login,
      '膝盖',
      '表舅',
      '红米',
      '驻村队员',
    ],
  };
}

const standing = async (words: readonly string[]) => {
  const dump = await dumpTables(stage.people.test.urls.ownerUrl);
  return words.flatMap((word) =>
    [...dump].filter(([, text]) => text.includes(word)).map(([table]) => `${table}: ${word}`),
  );
};
const boards = () =>
  stage.people.test.app.db.write(nobody, { axis: 'territory', lo: '6109/', hi: '61090' }, async (unit) => {
    const { rows } =
      await sql`select * from board_counts(2026, '2026-03-10', '6109/', '61090') order by 1, 2, 3`.execute(
        unit.sql,
      );
    return rows;
  });
const seals = () =>
  stage.query<{ sound: boolean }>(
    `select lines_digest(signature_id) = digest as sound from confirmation_seal`,
  );
const signedNames = async () => {
  const { data } = await stage.people.county.ask<
    { confirmationLines: { items: { cadre: string; head: string }[] } },
    unknown
  >(`query ($id: ID!) { confirmationLines(signatureId: $id) { items { cadre head } } }`, {
    id: stage.signatureId,
  });
  return data?.confirmationLines.items;
};

test('what is planted of each of them stands in the tables before', async () => {
  for (const [who, words] of Object.entries(told)) {
    const open = words.filter(
      (word) =>
        !new RegExp(`^(${[HEAD, CHILD, CADRE].map((p) => `${p.identity}|${p.phone}`).join('|')})$`).test(
          word,
        ),
    );
    for (const word of open) expect(await standing([word]), `${who} ${word}`).not.toEqual([]);
  }
});

test('one asks, somebody else decides; until then it can be taken back, and the words tell nobody’s name', async () => {
  const { county, other } = stage.people;
  const subject = { subject: 'MEMBER', id: stage.childId };
  const refused = await county.ask<Asked, unknown>(ASK, {
    input: { ...subject, ...ground, reason: `${CHILD.name}要求删除` },
  });
  expect([refused.code, refused.errors[0]?.message]).toEqual([
    'INVALID_INPUT',
    '这句话会一直留着，别写姓名、号码或户编号',
  ]);
  expect((await other.ask(ASK, { input: { ...subject, ...ground } })).code).toBe('NOT_FOUND');
  const { askErasure: first } = await county.get<Asked, unknown>(ASK, { input: { ...subject, ...ground } });
  expect(first).toMatchObject({ state: 'ASKED', person: CHILD.name, own: true });
  expect((await stage.city.ask(ASK, { input: { ...subject, ...ground } })).errors[0]?.message).toContain(
    '已经有人提了',
  );
  expect((await county.ask(DECIDE, { input: { id: first.id, version: 1, approve: true } })).code).toBe(
    'FORBIDDEN',
  );
  const withdraw = `mutation ($input: WithdrawErasureInput!) { withdrawErasure(input: $input) { state } }`;
  expect((await stage.city.ask(withdraw, { input: { id: first.id, version: 1 } })).code).toBe(
    'RULE_VIOLATED',
  );
  expect(await county.get(withdraw, { input: { id: first.id, version: 1 } })).toEqual({
    withdrawErasure: { state: 'WITHDRAWN' },
  });

  const { askErasure: own } = await stage.city.get<Asked, unknown>(ASK, { input: { ...subject, ...ground } });
  const self = await stage.city.ask(DECIDE, { input: { id: own.id, version: 1, approve: true } });
  expect([self.code, self.errors[0]?.message]).toEqual(['RULE_VIOLATED', '自己提的要由另一人决定']);
  const { client: second } = await namedOffice('罗世兰');
  expect((await second.ask(DECIDE, { input: { id: own.id, version: 1, approve: false } })).code).toBe(
    'INVALID_INPUT',
  );
  await second.get(DECIDE, { input: { id: own.id, version: 1, approve: false, answer: '还在帮扶期内' } });
  expect(await standing([CHILD.name])).not.toEqual([]);
  expect((await second.ask(DECIDE, { input: { id: own.id, version: 1, approve: true } })).code).toBe(
    'CONFLICT',
  );
});

test('is decided by no other account of the same person, nor by a namesake (R32)', async () => {
  const { world } = stage.people.test;
  const [own, duty, namesake] = [
    await namedOffice('吴一平'),
    await namedOffice('市办值班'),
    await namedOffice('吴 一平'),
  ];
  const unit = await world.unit('6109');
  const cadreId = await world.cadre(unit, { account_id: own.accountId });
  await world.insert('role_grant', {
    account_id: duty.accountId,
    role: 'CADRE',
    path: unit.path,
    title: '干部',
    cadre_id: cadreId,
  });
  const subject = { subject: 'MEMBER', id: stage.childId, ...ground };
  const { askErasure } = await own.client.get<Asked, unknown>(ASK, { input: subject });
  const { id, version } = askErasure;
  for (const { client } of [duty, namesake]) {
    const { code, errors } = await client.ask(DECIDE, { input: { id, version, approve: true } });
    expect([code, errors[0]?.message]).toEqual([
      'RULE_VIOLATED',
      '提的账号和你是同一个人，或者同名。请另一人决定',
    ]);
  }
  expect(await standing([CHILD.name])).not.toEqual([]);
  await stage.city.get(DECIDE, { input: { id, version, approve: false, answer: '还在帮扶期内' } });
});

/** The city's operator under a name of their own. */
async function namedOffice(name: string) {
  const made = await stage.people.test.world.account('CITY_OPERATOR', '6109/');
  await stage.query(
    `update account set display_name = '${name}' where id = '${made.accountId}' returning id`,
  );
  return made;
}

test('of one member everything goes and nothing of the others; counts, signatures and the chain stay', async () => {
  const { child, head } = told;
  const before = await boards();
  await stage.erase('MEMBER', stage.childId);
  expect(await standing(child)).toEqual([]);
  expect(await standing([head[0]!])).toContain(`household: ${HEAD.name}`);
  expect(await boards()).toEqual(before);
  const edit = `mutation ($input: EditMemberInput!) { editMember(input: $input) { size } }`;
  const [row] = await stage.query<{ version: number }>(
    `select version from household_member where id = '${stage.childId}'`,
  );
  const again = await stage.people.town.ask(edit, {
    input: { id: stage.childId, version: row!.version, name: '又回来' },
  });
  expect([again.code, again.errors[0]?.message]).toEqual([
    'RULE_VIOLATED',
    '这条资料已依法删除，不能再往里填',
  ]);
});

test('of a household and of a cadre everything goes, wherever it stood; who was whose friend and when stays', async () => {
  const { head, cadre } = told;
  const before = await boards();
  const dates = `select id, household_id, cadre_id, path, cadre_path, kind, slot, from_date, to_date from pairing order by id`;
  const pairings = await stage.query(dates);
  expect(pairings).not.toEqual([]);
  expect(await signedNames()).toMatchObject([{ cadre: CADRE.name, head: HEAD.name }]);

  await stage.erase('HOUSEHOLD', stage.home.id);
  expect(await standing(head)).toEqual([]);
  expect(await signedNames()).toMatchObject([{ cadre: CADRE.name, head: '已依法删除' }]);
  await stage.erase('CADRE', stage.cadreId);
  expect(await standing(cadre)).toEqual([]);
  expect(await signedNames()).toMatchObject([{ cadre: '已依法删除', head: '已依法删除' }]);

  expect(await boards()).toEqual(before);
  expect(await stage.query(dates)).toEqual(pairings);
  expect(await seals()).toEqual([{ sound: true }]);
  const [account] = await stage.query<object>(
    `select disabled_at is not null as disabled, password_hash from account where id = '${stage.accountId}'`,
  );
  expect(account).toEqual({ disabled: true, password_hash: null });
});

test('no search finds them, by name, initials, number or last four', async () => {
  const { county } = stage.people;
  const search = `query ($q: String!) { search(q: $q) { households { id } cadres { id } } }`;
  for (const q of [
    '欧阳',
    '司徒望舒',
    'oyds',
    'stws',
    'P77112',
    HEAD.identity.slice(-4),
    '1122',
    CADRE.identity.slice(-4),
    '1144',
  ]) {
    expect(await county.get(search, { q }), q).toEqual({ search: { households: [], cadres: [] } });
  }
});

test('the chain verifies and says of how much a part is gone; a record forged under an erasure is still found', async () => {
  await stage.sealed();
  const sound = await stage.verify();
  expect(sound.faults).toEqual([]);
  expect(sound.erased).toBeGreaterThan(4);

  const owner = new pg.Client({ connectionString: stage.people.test.urls.ownerUrl });
  await owner.connect();
  try {
    await owner.query(
      'alter table audit_entry disable trigger user; alter table audit_redaction no force row level security; alter table audit_seal no force row level security',
    );
    const { rows } = await owner.query<{ entry: string; erasure: string; path: string }>(
      `select r.entry_id as entry, r.erasure_id as erasure, e.path from audit_redaction r join audit_entry e on e.id = r.entry_id limit 1`,
    );
    const { entry, erasure, path } = rows[0]!;
    await owner.query(`update audit_entry set path = '6109/610927/' where id = $1`, [entry]);
    expect((await stage.verify()).faults.map(({ kind }) => kind)).toEqual(['EDITED']);
    await owner.query(`update audit_entry set path = $2 where id = $1`, [entry, path]);
    expect((await stage.verify()).faults).toEqual([]);
    // An untouched record, changed and passed off as erased.
    const { rows: other } = await owner.query<{ id: string }>(
      `select s.entry_id as id from audit_seal s where not exists (select from audit_redaction r where r.entry_id = s.entry_id) limit 1`,
    );
    await owner.query(`update audit_entry set reason = 'forged' where id = $1`, [other[0]!.id]);
    await owner.query('insert into audit_redaction (entry_id, erasure_id, mac) values ($1, $2, sha256($3))', [
      other[0]!.id,
      erasure,
      'x',
    ]);
    expect((await stage.verify()).faults.map(({ kind }) => kind)).toEqual(['EDITED']);
  } finally {
    await owner.query('alter table audit_entry enable trigger user');
    await owner.end();
  }
});

test('nobody joins a household that was erased, whoever writes', async () => {
  const join = (id: string) =>
    stage.query(
      `insert into household_member (household_id, path, name) select id, path, '新来的' from household where id = '${id}' returning name`,
    );
  await expect(join(stage.home.id)).rejects.toThrow('不能再添人');
  expect(await join(stage.neighbour.id)).toEqual([{ name: '新来的' }]);
});

test('the list beside the data holds ids alone, and what comes back with a backup is erased again', async () => {
  const { test: house } = stage.people;
  const file = erasureListPath(house.dataDir);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual([
    stage.childId,
    stage.home.id,
    stage.cadreId,
  ]);
  for (const line of lines)
    expect(Object.keys(JSON.parse(line) as object)).toEqual(['erasure', 'subject', 'id', 'at']);
  // As a database from before these erasures would be: the rows are back, and nobody there has asked.
  const { headId, id } = stage.neighbour;
  appendFileSync(
    file,
    `${JSON.stringify({ erasure: '0199a1f2-0000-7000-8000-000000000001', subject: 'HOUSEHOLD', id, at: '2026-03-01T00:00:00.000Z' })}\n{"torn`,
  );
  await house.app.services.erasures.settle();
  expect(await stage.query(`select name from household_member where id = '${headId}'`)).toEqual([
    { name: '已依法删除' },
  ]);
  expect(await standing(['柯大山'])).toEqual([]);
  await house.app.services.erasures.settle();
  expect(
    await stage.query(`select count(*)::int as n from audit_entry where action = 'person.erase'`),
  ).toEqual([{ n: 4 }]);
  const forged = house.app.db.write(nobody, systemScope, (unit) =>
    sql`select redact_audit('0199a1f2-0000-7000-8000-000000000001', '{1}', '{null}', '{null}', '{null}')`.execute(
      unit.sql,
    ),
  );
  await expect(forged).rejects.toThrow('append-only');
});
