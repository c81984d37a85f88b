import { readFileSync } from 'node:fs';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { testDatabase } from '../support/database.ts';

/** Nobody else's, and so found if it is written anywhere. */
const IDENTITY = '610926197001017735';
const PHONE = '15298763377';

/** Statements that fail, each with a number where PostgreSQL would quote it: in the message, the detail, the text, the parameters. */
const FAILING: [what: string, code: string, text: string, values: string[]][] = [
  ['a message', '22P02', 'select $1::uuid', [IDENTITY]],
  ['a message about a date', '22008', 'select $1::date', [PHONE]],
  ['a detail', '23505', 'insert into canary values ($1)', [IDENTITY]],
  ['a row', '23514', 'insert into canary (phone) values ($1)', [PHONE]],
  ['the statement', '42703', `select nothing from canary where phone = '${PHONE}'`, []],
  ['a parameter', '22012', 'select 1 / (length($1) - 18)', [IDENTITY]],
];

it('PostgreSQL’s own log has none of the numbers that statements failed with', async () => {
  const database = await testDatabase();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    await owner.query(`create table canary (identity text unique, phone text check (phone is null))`);
    await owner.query('insert into canary values ($1)', [IDENTITY]);
    for (const [what, code, text, values] of FAILING)
      await expect(owner.query(text, values), what).rejects.toMatchObject({ code });
  } finally {
    await owner.end();
    await database.drop();
  }
  const log = readFileSync(inject('cluster').logFile, 'utf8');
  expect(log).toContain('database system is ready');
  for (const number of [IDENTITY, PHONE]) expect(log).not.toContain(number);
});
