import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { scopeFor } from '../../platform/auth/policy.ts';
import { covers, systemScope } from '../../platform/auth/scope.ts';
import { calendarDate, type Clock } from '../../platform/clock.ts';
import type { Vault } from '../../platform/crypto.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { conflict, forbidden, notFound } from '../../platform/errors.ts';
import { Locker } from '../../platform/locker.ts';
import { inForce } from '../access/index.ts';
import { audit } from '../audit/index.ts';
import { askDisclosures } from './disclosure.policy.ts';
import { numberOf } from './disclosure.rules.ts';
import { PEOPLE_WORDS } from './disclosure.workbook.ts';
import { loadDisclosure, lockDisclosure, type StoredDisclosure } from './stored.ts';

export interface Fetched {
  fileName: string;
  bytes: Buffer;
}

interface Ground {
  db: Database;
  clock: Clock;
  vault: Vault;
  fileOf: (id: string) => string;
}

/** People recorded in one statement. */
const LOT = 1000;

/**
 * Hands the workbook to whoever asked for it, under the identity that they asked under. Each time is recorded before a byte leaves,
 * and with the first of each person that their numbers went out.
 * @throws FORBIDDEN, NOT_FOUND for another one's, CONFLICT where there is no file
 */
export async function fetchDisclosure(
  { db, clock, vault, fileOf }: Ground,
  actor: Actor,
  id: string,
): Promise<Fetched> {
  const scope = scopeFor(actor, askDisclosures);
  const own = await loadDisclosure(db, id);
  if (own?.accountId !== actor.accountId || own.grantId !== actor.grantId || !covers(scope, own.path))
    throw notFound('份导出');
  if (!(await inForce(db, actor, clock.today()))) throw forbidden(); // a session learns of it some seconds later
  const { runKey, fileKey } = demandFile(own, clock.now());
  const bytes = await Locker.open(vault, { runKey, fileKey })
    .load(fileOf(id))
    .catch((error: NodeJS.ErrnoException) => Promise.reject(error.code === 'ENOENT' ? gone(own) : error));
  const number = numberOf(own.serial, calendarDate(own.askedAt));
  await db.write(actor, systemScope, async (unit) => {
    const still = await lockDisclosure(unit, id);
    if (!still) throw notFound('份导出');
    demandFile(still, clock.now());
    if (still.downloads === 0) await recordPeople(unit, still, number);
    audit(unit, {
      action: 'disclosure.download',
      subjectType: 'disclosure',
      subjectId: id,
      path: own.path,
      after: { number, times: still.downloads + 1 },
    });
    await sql`update disclosure set downloads = downloads + 1, version = version + 1 where id = ${id}`.execute(
      unit.sql,
    );
  });
  return { fileName: `${own.area}${PEOPLE_WORDS[own.people]}名单（完整信息，${number}）.xlsx`, bytes };
}

const gone = ({ state }: StoredDisclosure) => conflict({ state }, '这份文件已经不在了。还要用，请重新申请');

function demandFile(found: StoredDisclosure, now: Date): { runKey: Buffer; fileKey: Buffer } {
  const { state, expiresAt, runKey, fileKey } = found;
  if (state === 'MAKING') throw conflict({ state }, '还在生成。好了再下载');
  if (state !== 'READY' || expiresAt <= now || !runKey || !fileKey) throw gone(found);
  return { runKey, fileKey };
}

/** So that "who saw this person's number" has its answer on the person's own page. */
async function recordPeople(
  unit: UnitOfWork,
  { id, people, fields, reason }: StoredDisclosure,
  number: string,
): Promise<void> {
  const { rows } = await sql<{ person: string; subject: string; path: string }>`
    select person_id as person, subject_id as subject, path from disclosure_person
    where disclosure_id = ${id} and opened order by position`.execute(unit.sql);
  for (let at = 0; at < rows.length; at += LOT) {
    audit(
      unit,
      ...rows.slice(at, at + LOT).map(({ person, subject, path }) => ({
        action: 'person.disclose',
        subjectType: people === 'CADRES' ? 'cadre' : 'household',
        subjectId: subject,
        path,
        after: { disclosure: number, exported: fields.join('、'), person },
        reason,
      })),
    );
  }
}
