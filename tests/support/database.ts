import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { withDatabase } from './cluster-setup.ts';

export interface TestDatabase {
  /** As the owner: for arranging and for looking behind the service. */
  ownerUrl: string;
  /** As the application's login: what the service under test connects with. */
  appUrl: string;
  drop(): Promise<void>;
}

/** A fresh, migrated database of its own for a test file (about 30 ms); call `drop` in `afterAll`. */
export function testDatabase(): Promise<TestDatabase> {
  return create('template qinyou_template strategy file_copy');
}

/** A database in which nothing was prepared yet; call `drop` in `afterAll`. */
export function emptyDatabase(): Promise<TestDatabase> {
  return create('');
}

async function create(options: string): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await run(cluster.ownerUrl, `create database ${name} ${options}`);
  return {
    ownerUrl: withDatabase(cluster.ownerUrl, name),
    appUrl: withDatabase(cluster.appUrl, name),
    drop: () => dropDatabase(cluster.ownerUrl, name),
  };
}

/** While an autovacuum worker is in it, nobody but a superuser may force others out; it is soon done. */
const MAY_NOT_FORCE = '42501';
const TRIES = 40;

async function dropDatabase(ownerUrl: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run(ownerUrl, `drop database if exists ${name} with (force)`);
    } catch (error) {
      if ((error as { code?: string }).code !== MAY_NOT_FORCE || attempt === TRIES) throw error;
      await sleep(250);
    }
  }
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
