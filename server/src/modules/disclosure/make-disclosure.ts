import { rm } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { sql } from 'kysely';
import { scopeOf, systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import { calendarDate } from '../../platform/clock.ts';
import type { Vault } from '../../platform/crypto.ts';
import { alone } from '../../platform/db/alone.ts';
import { NOBODY, type Database } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import { forbidden, ruleViolated } from '../../platform/errors.ts';
import { Locker } from '../../platform/locker.ts';
import { inForce } from '../access/index.ts';
import { audit } from '../audit/index.ts';
import { placeOf } from '../pairing/index.ts';
import { listPeople, openPeople } from '../people/index.ts';
import type { Territory } from '../region/index.ts';
import { HOURS, hoursFrom, MOST_PEOPLE, numberOf, outgrown } from './disclosure.rules.ts';
import { writeDisclosure, type DisclosedRow, type Heading } from './disclosure.workbook.ts';
import { storedOrder } from './order.ts';
import {
  beginFile,
  loadDisclosure,
  lockDisclosure,
  moveOn,
  takenAlone,
  type StoredDisclosure,
} from './stored.ts';

export interface MakingGround {
  db: Database;
  clock: Clock;
  vault: Vault;
  territory: Territory;
  fileOf: (id: string) => string;
}

/** People opened in one transaction: short locks, and as many numbers in memory as that. */
const BATCH = 250;

/** The file is no longer wanted: taken back, or somebody in it is being erased. */
class Stopped extends Error {}

/**
 * Writes the workbook of a disclosure, sealed on its way to the disk. Killed in between it is made anew from the start; nothing
 * that was not finished is ever handed out.
 * @throws DomainError with a sentence for people where it may not be made any more
 */
export const makeDisclosure = (ground: MakingGround, id: string): Promise<void> =>
  alone(ground.db, `disclosure ${id}`, () => make(ground, id));

async function make(ground: MakingGround, id: string): Promise<void> {
  const { db, clock, vault, fileOf } = ground;
  const asked = await loadDisclosure(db, id);
  if (asked?.state !== 'MAKING') return;
  await demandStanding(ground, asked);
  const scope = scopeOf('territory', asked.path);
  const people = await listPeople(db, scope, storedOrder(asked), MOST_PEOPLE + 1);
  await demandApproved(ground, asked, people.length);
  const heading = await headingOf(ground, asked, scope);
  const { locker, stored } = Locker.make(vault);
  if (!(await beginFile(db, id, people, stored))) return;
  const ids = people.map(({ person }) => person);
  try {
    const rows = opened(ground, asked, scope, stored.runKey, ids);
    await write(locker, fileOf(id), heading, rows);
  } catch (error) {
    if (error instanceof Stopped) return;
    throw error;
  }
  const now = clock.now();
  const wanted = await db.write(asked, systemScope, async (unit) => {
    const found = await lockDisclosure(unit, id);
    if (found?.state !== 'MAKING' || !found.runKey?.equals(stored.runKey)) return false;
    await sql`update disclosure set state = 'READY', expires_at = ${hoursFrom(now, HOURS)}, version = version + 1
      where id = ${id}`.execute(unit.sql);
    const record = { action: 'disclosure.made', subjectType: 'disclosure', subjectId: id, path: asked.path };
    audit(unit, { ...record, after: { number: heading.number, rows: people.length } });
    return true;
  });
  if (!wanted) await rm(fileOf(id), { force: true });
}

async function demandStanding({ db, clock }: MakingGround, asked: StoredDisclosure): Promise<void> {
  if (!(await inForce(db, asked, clock.today()))) throw forbidden();
}

async function demandApproved(
  { db, clock }: MakingGround,
  asked: StoredDisclosure,
  now: number,
): Promise<void> {
  const { id, accountId, askedRows, alone: byOne, rowsAlone: limit } = asked;
  const since = hoursFrom(clock.now(), -HOURS);
  const taken = byOne
    ? await db.write(NOBODY, systemScope, (unit) => takenAlone(unit, accountId, since, id))
    : 0;
  const no = outgrown({ asked: askedRows, now, alone: byOne, takenAlone: taken, limit });
  if (no) throw ruleViolated('R32', no);
}

async function headingOf(
  { db, clock }: MakingGround,
  asked: StoredDisclosure,
  scope: Scope,
): Promise<Heading> {
  const query = sql<{
    askedBy: string;
    askedAs: string;
  }>`select a.display_name as "askedBy", g.title as "askedAs"
    from account a join role_grant g on g.account_id = a.id where g.id = ${asked.grantId}`;
  const who = await db.row(systemScope, statement(query));
  if (!who) throw forbidden();
  const { name } = await placeOf(db, scope, asked.path);
  const day = clock.today();
  const time = clock
    .now()
    .toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
  return {
    ...who,
    number: numberOf(asked.serial, calendarDate(asked.askedAt)),
    area: asked.area,
    people: asked.people,
    fields: asked.fields,
    reporter: `${name}结对交友办公室`,
    preparedOn: day,
    preparedAt: `${day} ${time}`,
  };
}

/** The people with their numbers, a batch at a time; asked anew before each whether the file is still to be made. */
async function* opened(
  ground: MakingGround,
  asked: StoredDisclosure,
  scope: Scope,
  runKey: Buffer,
  ids: readonly string[],
): AsyncGenerator<DisclosedRow[]> {
  const { db, vault, territory } = ground;
  for (let at = 0; at < ids.length; at += BATCH) {
    await demandStanding(ground, asked);
    const lot = ids.slice(at, at + BATCH);
    const people = await db.write(asked, scope, (unit) => openPeople(unit, vault, asked, lot));
    const told = people.filter(({ identity, phone }) => identity !== null || phone !== null);
    if (!(await moveOn(db, asked.id, runKey, { rows: lot.length, opened: told.map(({ id }) => id) })))
      throw new Stopped();
    yield await Promise.all(
      people.map(async (person) => ({ ...person, places: await territory.above(person.path) })),
    );
  }
}

async function write(
  locker: Locker,
  path: string,
  heading: Heading,
  rows: AsyncIterable<DisclosedRow[]>,
): Promise<void> {
  const out = new PassThrough();
  const writing = async () => {
    try {
      await (await writeDisclosure(out, heading, rows)).commit();
    } catch (error) {
      out.destroy(error instanceof Error ? error : new Error('the workbook broke off'));
      throw error;
    }
  };
  const [made, stored] = await Promise.allSettled([writing(), locker.store(out, path)]);
  if (made.status === 'rejected') throw made.reason;
  if (stored.status === 'rejected') throw stored.reason;
}
