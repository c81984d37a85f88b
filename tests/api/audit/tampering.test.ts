import type pg from 'pg';
import { beforeAll, expect, it } from 'vitest';
import { sealAllOf, withChain, write } from './chain-stage.ts';
import type { AuditSealer } from '../../../server/src/modules/audit/audit-sealer.ts';

const RECORDS = 40;
const chain = withChain();
let owner: pg.Client;
let sealer: AuditSealer;

beforeAll(async () => {
  const writer = await chain.writer();
  for (let i = 0; i < RECORDS; i++) await write(writer, `n${i}`);
  sealer = chain.sealer();
  await sealAllOf(sealer, writer);
  sealer.anchor();
  owner = await chain.intruder();
  await owner.query(
    'create table kept_entry as table audit_entry; create table kept_seal as table audit_seal',
  );
});

/** Back to what was sealed. */
async function restore(): Promise<void> {
  await owner.query(
    `delete from audit_seal; delete from audit_entry;
     insert into audit_entry overriding system value table kept_entry; insert into audit_seal table kept_seal`,
  );
}

const at = (seq: number) => `(select entry_id from audit_seal where seq = ${seq})`;
const edit = (seq: number, change: string) => `update audit_entry set ${change} where id = ${at(seq)}`;
const cut = (from: number) =>
  `delete from audit_entry where id in (select entry_id from audit_seal where seq >= ${from}); delete from audit_seal where seq >= ${from}`;

/** What was done, as SQL of the tables' owner, and how the verdict must begin. */
const cases: [string, RegExp][] = [
  [edit(3, `reason = '改'`), /^第 3 条记录/],
  [edit(7, `at = at + interval '1 microsecond'`), /^第 7 条记录/],
  [edit(1, `account_id = gen_random_uuid()`), /^第 1 条记录/],
  [edit(2, `grant_id = gen_random_uuid()`), /^第 2 条记录/],
  [edit(40, `action = 'pairing.end'`), /^第 40 条记录/],
  [edit(9, `subject_type = subject_type || ' '`), /^第 9 条记录/],
  [edit(9, `subject_id = gen_random_uuid()`), /^第 9 条记录/],
  [edit(11, `path = '6109'`), /^第 11 条记录/],
  [edit(12, `before = null`), /^第 12 条记录/],
  [edit(12, `before = '{"n": 1.00}'`), /^第 12 条记录/],
  [edit(13, `after = '{"n": 3}'`), /^第 13 条记录/],
  [edit(14, `after = 'null'`), /^第 14 条记录/],
  [edit(15, `reason = ''`), /^第 15 条记录/],
  [edit(16, `xact = '1'`), /^第 16 条记录/],
  [`update audit_seal set mac = sha256('x') where seq = 5`, /^第 5 条记录/],
  [`update audit_seal set sealed_at = sealed_at - interval '1 day' where seq = 6`, /^第 6 条记录/],
  [`update audit_seal set xact = '1' where seq = 40`, /^第 40 条记录/],
  [`delete from audit_entry where id = ${at(20)}`, /^第 20 条记录（编号 \d+）不见了/],
  [`delete from audit_entry`, /^第 1 条记录（编号 \d+）不见了/],
  [`delete from audit_seal where seq = 21`, /^第 21 条的封条不见了/],
  [`delete from audit_seal where seq between 1 and 4`, /^第 1–4 条的封条不见了/],
  [`delete from audit_seal where seq = 40`, /^末尾第 40 条不见了/],
  [
    `delete from audit_entry where id in (select entry_id from audit_seal where seq in (8, 9)); delete from audit_seal where seq in (8, 9)`,
    /^第 8–9 条的封条不见了/,
  ],
  [
    `delete from audit_seal where seq = 30; update audit_seal set seq = seq - 1000 + 999 + 1000 where seq > 30; update audit_seal set seq = seq - 1000 where seq > 1000`,
    /^第 30 条记录/,
  ],
  [cut(40), /^末尾第 40 条不见了/],
  [cut(17), /^末尾第 17–40 条不见了/],
  [cut(1), /^末尾第 1–40 条不见了/],
  [`truncate audit_entry, audit_seal`, /^末尾第 1–40 条不见了/],
  [
    `update audit_seal set seq = 1000 where seq = 4; update audit_seal set seq = 4 where seq = 5; update audit_seal set seq = 5 where seq = 1000`,
    /^第 4 条记录/,
  ],
  [
    `create temp table e as select * from audit_entry where id in (${at(18)}, ${at(19)}); update audit_entry a set subject_type = e.subject_type from e where e.id = ${at(18)} and a.id = ${at(19)}; update audit_entry a set subject_type = e.subject_type from e where e.id = ${at(19)} and a.id = ${at(18)}; drop table e`,
    /^第 18 条记录/,
  ],
  [
    `insert into audit_entry (action, subject_type, xact) values ('pairing.end', 'pairing', '0')`,
    /^编号 \d+ 的记录没有封条/,
  ],
];

it.each(cases)('%s', async (statements, sentence) => {
  await owner.query(statements);
  const { faults } = await chain.verify();
  await restore();
  expect(faults[0]?.sentence).toMatch(sentence);
});

it('accuses nothing once all is back', async () => {
  await owner.query(`update audit_entry set reason = reason`); // written anew, and the same
  expect(await chain.verify()).toMatchObject({ faults: [], sealed: RECORDS, waiting: 0 });
});

it('shows a tail that was cut before it was anchored, and one that was sealed over', async () => {
  const writer = await chain.writer();
  await write(writer, 'not anchored');
  await sealAllOf(sealer, writer);
  await owner.query(cut(RECORDS + 1));
  await write(writer, 'instead');
  await sealAllOf(sealer, writer);
  const { faults } = await chain.verify();
  expect(faults).toEqual([
    { kind: 'REPLACED', sentence: expect.stringMatching(/^第 41 条里有封条被换过/) as string },
  ]);
});
