import { Writable } from 'node:stream';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '../../../server/src/platform/log.ts';
import { withApp } from '../../support/app.ts';
import type { Client } from '../../support/client.ts';

let written = '';
const sink = new Writable({
  write(chunk: Buffer, _encoding, done) {
    written += chunk.toString();
    done();
  },
});
const test = withApp({ log: openLog({ level: 'trace' }, sink) });
const ADD = `mutation ($input: AddMemberInput!) { addMember(input: $input) { size } }`;
const NAME = '储独一';
let town: Client;
let householdId: string;

const owner = async (...statements: string[]) => {
  const client = new pg.Client({ connectionString: test.urls.ownerUrl });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
};
const add = () => town.ask<unknown, unknown>(ADD, { input: { householdId, name: NAME, relation: 'SON' } });

/** What nobody foresaw: the database refuses and says why in PostgreSQL's own words. */
const refusals: [what: string, arrange: string[], code: string][] = [
  [
    'a name that is there already',
    ['create unique index one_of_a_name on household_member(name)'],
    '"code":"23505","constraint":"one_of_a_name","table":"household_member"',
  ],
  [
    'a row that a check refuses',
    [
      'drop index one_of_a_name',
      `alter table household_member add constraint nobody check (name <> '${NAME}') not valid`,
    ],
    '"code":"23514","constraint":"nobody","table":"household_member"',
  ],
  [
    'text that is no number',
    [
      'alter table household_member drop constraint nobody',
      'create function cast_name() returns trigger language plpgsql as $$ begin perform new.name::int; return new; end $$',
      'create trigger cast_name before insert on household_member for each row execute function cast_name()',
    ],
    '"code":"22P02"',
  ],
];

describe('what the database quotes when it refuses', () => {
  beforeAll(async () => {
    const [village] = await test.world.villages('610926107', 1);
    householdId = await test.world.household(village!);
    town = await test.world.signedIn('TOWN_OPERATOR', '6109/610926/610926107/');
    expect((await add()).errors).toEqual([]);
  });

  it.each(refusals)(
    '%s: the log has kind and place, the answer a code to quote',
    async (_, arrange, kept) => {
      await owner(...arrange);
      written = '';
      const { code, errors } = await add();
      expect(code).toBe('INTERNAL');
      expect(written).toContain(kept);
      expect(written).toContain(String(errors[0]?.extensions['reference']));
      for (const text of [written, JSON.stringify(errors)]) expect(text).not.toContain(NAME);
    },
  );
});
