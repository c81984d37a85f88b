import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
let owner: pg.Client;
let app: pg.Client;

beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client(db.ownerUrl);
  app = new pg.Client(db.appUrl);
  await owner.connect();
  await app.connect();
});

afterAll(async () => {
  await owner.end();
  await app.end();
  await db.drop();
});

test('neither login is a superuser or passes row-level security by', async () => {
  for (const client of [owner, app]) {
    const { rows } = await client.query(
      'select rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  }
});

test('the application owns nothing', async () => {
  const { rows } = await owner.query("select relname from pg_class where relowner = 'qinyou_app'::regrole");
  expect(rows).toEqual([]);
});

test('days are days in China and names sort by code point', async () => {
  const { rows } = await app.query(
    "select current_setting('timezone') as zone, datcollate, datlocprovider from pg_database where datname = current_database()",
  );
  expect(rows).toEqual([{ zone: 'Asia/Shanghai', datcollate: 'C.UTF-8', datlocprovider: 'b' }]);
});

test('a name is found by every pair of its neighbouring signs, each once', async () => {
  const names = ['', '柯', '柯山', '柯大山', '柯柯柯', '欧阳大山', '山山山山', 'Ann', '𠮷田山'];
  const pairsOf = (name: string) => {
    const signs = [...name];
    return [...new Set(signs.length < 3 ? [name] : signs.slice(1).map((sign, i) => signs[i]! + sign))];
  };
  const { rows } = await owner.query<{ pairs: string[] }>(
    'select bigrams(name) as pairs from unnest($1::text[]) with ordinality as t(name, place) order by place',
    [names],
  );
  expect(rows.map(({ pairs }) => pairs)).toEqual(names.map(pairsOf));
});
