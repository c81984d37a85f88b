import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { friendScope, scopeOf, type Scope } from '../../../server/src/platform/auth/scope.ts';
import { prepareScope, runScoped } from '../../../server/src/platform/db/scoped-query.ts';
import { withApp } from '../../support/app.ts';
import { makeSubject, type Subject } from './stage.ts';

const test = withApp();
let subject: Subject;
let owner: pg.Client;
const AXES = ['territory', 'unit', 'friend'] as const;
type Axis = (typeof AXES)[number];
const clients = new Map<Axis, pg.Client>();

/** Tables that hold people or what concerns one of them; each must have forced row-level security. */
const PEOPLE = [
  'cadre', 'posting', 'household', 'household_member', 'kin_declaration', 'assistance_duty', 'pairing', 'pairing_claim',
  'waiver', 'confirmation', 'confirmation_signature', 'confirmation_line', 'household_lineage',
  'sent_cadre', 'scheduled_handover', 'scheduled_handover_line',
]; // prettier-ignore

async function connect(axis: Axis): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: test.urls.appUrl,
    options: `-c role=r_${axis} -c plan_cache_mode=force_generic_plan`,
  });
  client.on('error', () => undefined); // a terminated backend is part of the test
  await client.connect();
  await prepareScope(client);
  return client;
}

const idsOf = async (client: pg.Client, scope: Scope, table: string): Promise<string[]> =>
  (await runScoped(client, scope, { text: `select id::text as id from ${table} order by 1` })).rows.map(
    ({ id }: { id: string }) => id,
  );

const unscoped = async (client: pg.Client, table: string): Promise<number> => {
  const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  return rows[0]!.n;
};

/** The plain definition of what each axis covers, run by a superuser-like reader: the owner, whom a policy lets read all. */
const PLAIN: Record<Axis, Record<string, string>> = {
  territory: {
    household: 'path >= $1 and path < $2',
    household_member: 'path >= $1 and path < $2',
    pairing: 'path >= $1 and path < $2',
    waiver: 'cadre_path >= $1 and cadre_path < $2',
    cadre: `path >= $1 and path < $2 or exists (select from pairing p where p.cadre_id = cadre.id and p.path >= $1 and p.path < $2)
      or exists (select from sent_cadre s where s.cadre_id = cadre.id and s.taken_back_at is null and s.path >= $1 and s.path < $2)`,
    sent_cadre: 'path >= $1 and path < $2',
    scheduled_handover: `exists (select from scheduled_handover_line l where l.handover_id = scheduled_handover.id
      and l.path >= $1 and l.path < $2)`,
  },
  unit: {
    sent_cadre: 'cadre_path >= $1 and cadre_path < $2',
    cadre: 'path >= $1 and path < $2',
    pairing: 'cadre_path >= $1 and cadre_path < $2',
    household: `exists (select from pairing p where p.household_id = household.id and p.cadre_path >= $1 and p.cadre_path < $2
      and p.withdrawn_at is null and p.kind = 'RESPONSIBLE' and p.to_date is null)`,
    household_member: `exists (select from pairing p where p.household_id = household_member.household_id and p.cadre_path >= $1
      and p.cadre_path < $2 and p.withdrawn_at is null and p.kind = 'RESPONSIBLE' and p.to_date is null)`,
  },
  friend: {
    cadre: `id::text = $1 and $2 = ''`,
    pairing: `cadre_id::text = $1 and $2 = '' and withdrawn_at is null`,
    household: `exists (select from pairing p where p.household_id = household.id and p.cadre_id::text = $1
      and $2 = '' and p.withdrawn_at is null and p.kind = 'RESPONSIBLE' and p.to_date is null)`,
    household_member: `exists (select from pairing p where p.household_id = household_member.household_id and p.cadre_id::text = $1
      and $2 = '' and p.withdrawn_at is null and p.kind = 'RESPONSIBLE' and p.to_date is null)`,
  },
};

/** A handover of one pairing to somebody. */
async function plantScheduled(of: { pairing_id: string; household_id: string; path: string }, to: string) {
  const { accountId, grantId } = await test.world.account('CITY_OPERATOR', '6109/');
  const order = { reason: '退休', retain: false, account_id: accountId, grant_id: grantId, path: '6109/' };
  const id = await test.world.insert('scheduled_handover', { ...order, id: randomUUID(), cadre_id: to, day: '2030-01-01', ordered_at: new Date() }); // prettier-ignore
  await test.world.insert('scheduled_handover_line', { ...of, handover_id: id, state: 'SCHEDULED', position: 1, successor_id: to }); // prettier-ignore
}

describe('row-level security', () => {
  beforeAll(async () => {
    subject = await makeSubject(test);
    const [, , far] = await test.world.villages('610902', 3);
    const stranger = await test.world.unit('610902');
    const cadreId = await test.world.cadre(stranger);
    const householdId = await test.world.household(far!);
    const farPairing = await test.world.pairing(householdId, far!, cadreId, stranger);
    const { householdId: home, pairingId, village } = subject;
    await plantScheduled({ pairing_id: pairingId, household_id: home, path: village.path }, cadreId);
    const theirs = { pairing_id: farPairing, household_id: householdId, path: far!.path };
    await plantScheduled(theirs, subject.cadreId);
    for (const id of [subject.otherCadreId, cadreId]) {
      const path = id === cadreId ? stranger.path : subject.otherUnit.path;
      await test.world.insert('waiver', {
        year: subject.year,
        cadre_id: id,
        cadre_path: path,
        reason: 'ON_LEAVE',
      });
    }
    const municipal = await test.world.unit('6109');
    const sent = { year: subject.year, cadre_path: municipal.path, account_id: (await test.world.account('CITY_OPERATOR', '6109/')).accountId }; // prettier-ignore
    for (const county of [subject.county, await test.world.region('610902')]) {
      const to = { ...sent, county_id: county.id, path: county.path };
      const gone = { taken_back_at: new Date() };
      await test.world.insert('sent_cadre', { ...to, cadre_id: await test.world.cadre(municipal) });
      await test.world.insert('sent_cadre', { ...to, ...gone, cadre_id: await test.world.cadre(municipal) });
    }
    owner = new pg.Client({ connectionString: test.urls.ownerUrl });
    await owner.connect();
    for (const axis of AXES) clients.set(axis, await connect(axis));
  });

  afterAll(async () => {
    for (const client of [...clients.values(), owner]) await client.end().catch(() => undefined);
  });

  it('is on and forced for every table that holds people, and no role of ours goes past it', async () => {
    const { rows } = await owner.query<{ relname: string }>(
      `select relname from pg_class where relname = any($1) and relkind = 'r' and relrowsecurity and relforcerowsecurity order by 1`,
      [PEOPLE],
    );
    expect(rows.map(({ relname }) => relname)).toEqual(PEOPLE.toSorted());
    const roles = await owner.query(
      `select rolname from pg_roles where (rolsuper or rolbypassrls) and rolname ~ '^(r_|qinyou)'`,
    );
    expect(roles.rows).toEqual([]);
  });

  it('covers every table that has a path or names a cadre or a household', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity
         and a.attname in ('cadre_id', 'household_id', 'cadre_path', 'identity_cipher') order by 1`,
    );
    // A grant names the cadre it is for; only the system role reads grants at all.
    expect(rows.map(({ name }) => name)).toEqual(['role_grant']);
  });

  it.each(AXES)('gives nothing without a scope: %s', async (axis) => {
    for (const table of PEOPLE) {
      const count = await unscoped(clients.get(axis)!, table).catch((error: pg.DatabaseError) => {
        expect(error.code, table).toBe('42501'); // no right to the table at all
        return 0;
      });
      expect(count, `${axis} ${table}`).toBe(0);
    }
  });

  it.each(AXES)('gives exactly the plain definition with one: %s', async (axis) => {
    const scopes: Scope[] =
      axis === 'friend'
        ? [subject.cadreId, subject.retainedCadreId, subject.otherCadreId].map((id) => friendScope(id))
        : [
            '6109/',
            subject.county.path,
            `${subject.county.path}610926107/`,
            subject.village.path,
            subject.unit.path,
            subject.retainedUnit.path,
            subject.otherUnit.path,
            '6109/610902/',
            '6109/6109260/',
          ].map((path) => scopeOf(axis, path));
    let seen = 0;
    for (const scope of scopes) {
      for (const [table, plain] of Object.entries(PLAIN[axis])) {
        const { rows } = await owner.query<{ id: string }>({
          text: `select id::text as id from ${table} where ${plain} order by 1`,
          values: [scope.lo, scope.hi],
        });
        const ids = await idsOf(clients.get(axis)!, scope, table);
        expect(ids, `${axis} ${scope.lo} ${table}`).toEqual(rows.map(({ id }) => id));
        seen += ids.length;
      }
    }
    expect(seen).toBeGreaterThan(3);
  });

  it('keeps a scope to its own statement: after success, error and cancellation nothing is left of it', async () => {
    const client = clients.get('territory')!;
    const city = scopeOf('territory', '6109/');
    expect(await idsOf(client, city, 'household')).not.toEqual([]);
    expect(await unscoped(client, 'household')).toBe(0);

    await expect(
      runScoped(client, city, { text: 'select 1 / (count(*) - count(*)) from household' }),
    ).rejects.toMatchObject({ code: '22012' });
    expect(await unscoped(client, 'household')).toBe(0);

    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const slow = runScoped(client, city, { text: 'select pg_sleep(20), count(*) from household' });
    const cancelled = expect(slow).rejects.toMatchObject({ code: '57014' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const canceller = new pg.Client({ connectionString: test.urls.appUrl });
    await canceller.connect();
    await canceller.query('select pg_cancel_backend($1)', [rows[0]!.pid]);
    await canceller.end();
    await cancelled;
    expect(await unscoped(client, 'household')).toBe(0);
  });

  it('survives a backend that is terminated: the pool gives the next statement a fresh connection and its own scope', async () => {
    const county = scopeOf('territory', subject.county.path);
    const query = {
      compile: () => ({
        sql: 'select pg_backend_pid() as pid, (select count(*)::int from household) as n',
        parameters: [],
        query: undefined as never,
        queryId: undefined as never,
      }),
    };
    const before = await test.app.db.row<{ pid: number; n: number }>(county, query);
    expect(before?.n).toBe(1);
    const killer = new pg.Client({ connectionString: test.urls.appUrl });
    await killer.connect();
    await killer.query('select pg_terminate_backend($1)', [before!.pid]);
    await killer.end();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const town = scopeOf('territory', '6109/610902/');
    const after = await test.app.db.row<{ pid: number; n: number }>(town, query);
    expect(after?.pid).not.toBe(before!.pid);
    expect(after?.n).toBe(1);
    expect((await test.app.db.row<{ n: number }>(county, query))?.n).toBe(1);
  });
});
