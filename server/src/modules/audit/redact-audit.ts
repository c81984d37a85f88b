import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { ENTRY, linkOf, MICROSECONDS, type LinkRow } from './audit-chain.queries.ts';
import {
  GENESIS,
  redactionHolds,
  redactionMac,
  sealMac,
  type EntryFacts,
  type Link,
} from './audit-chain.rules.ts';
import type { AuditKeys } from './audit-keys.ts';

/** What of a record can be taken out; the rest of it stays as it is. */
export interface Rewritable {
  subjectId: string | null;
  before: object | null;
  after: object | null;
  reason: string | null;
}

/** Whose records: those on these subjects, and those of a place whose reason holds one of the words. */
export interface Which {
  subjectIds: readonly string[];
  path: string;
  words: readonly string[];
}

interface Stored extends EntryFacts, LinkRow {
  sealed: boolean;
  previous: Buffer | null;
}

/**
 * Takes what `rewrite` drops out of the record, in the transaction of an erasure that is being carried out (R32). The chain's seals
 * stay; each changed record gets a mac that binds what is left of it to its seal.
 * @param rewrite gives null for a record that stays as it is
 * @returns how many records were changed
 */
export async function redactAudit(
  unit: UnitOfWork,
  keys: AuditKeys,
  erasureId: string,
  which: Which,
  rewrite: (entry: Rewritable) => Rewritable | null,
): Promise<number> {
  // Until the end of this transaction nobody seals: what is sealed now is seen below, the rest is sealed as it is left here.
  await sql`select pg_advisory_xact_lock(hashtextextended('audit_seal', 0))`.execute(unit.sql);
  const entries = await load(unit, which);
  const changed = entries.flatMap((entry) => {
    const now = rewrite({
      subjectId: entry.subjectId,
      before: parse(entry.before),
      after: parse(entry.after),
      reason: entry.reason,
    });
    return now ? [{ entry, now }] : [];
  });
  if (changed.length === 0) return 0;
  const untouched = new Map(changed.map(({ entry }) => [entry.id, isUntouched(keys, entry)]));
  const column = <T>(pick: (one: (typeof changed)[number]) => T): T[] => changed.map(pick);
  const json = (value: object | null) => (value ? JSON.stringify(value) : null);
  await sql`select redact_audit(${erasureId}, ${column(({ entry }) => entry.id)}::bigint[],
    ${column(({ now }) => json(now.before))}::jsonb[], ${column(({ now }) => json(now.after))}::jsonb[],
    ${column(({ now }) => now.reason)}::text[])`.execute(unit.sql);
  await bless(unit, keys, erasureId, untouched);
  return changed.length;
}

const COLUMNS = `${ENTRY}, s.seq::text, s.entry_id::text as entry, s.xact::text as "sealXact",
  ${MICROSECONDS('s.sealed_at')} as "sealedAt", s.mac, s.seq is not null as sealed,
  (select p.mac from audit_seal p where p.seq = s.seq - 1) as previous, r.erasure_id::text as "erasureId", r.mac as "redactionMac"`;
const FROM = `audit_entry e left join audit_seal s on s.entry_id = e.id
  left join lateral (select erasure_id, mac from audit_redaction where entry_id = e.id order by id desc limit 1) r on true`;

async function load(unit: UnitOfWork, { subjectIds, path, words }: Which): Promise<Stored[]> {
  const { rows } = await sql<Stored>`select ${sql.raw(COLUMNS)} from ${sql.raw(FROM)}
    where e.id in (select id from audit_entry where subject_id = any(${[...subjectIds]}::uuid[])
      union select a.id from audit_entry a where a.path = ${path}
        and exists (select from unnest(${[...words]}::text[]) w where position(w in a.reason) > 0))
    order by e.id`.execute(unit.sql);
  return rows;
}

const parse = (text: string | null) => (text === null ? null : (JSON.parse(text) as object));

/** Whether the record is still what was sealed (or what an earlier erasure left): a forged one is not made good by an erasure. */
function isUntouched({ chain }: AuditKeys, stored: Stored): boolean {
  if (!stored.sealed) return false;
  const { sealed: _sealed, previous, ...row } = stored;
  const link = linkOf(row);
  if (link.redaction) return redactionHolds(chain, link);
  const before = link.seq === 1 ? GENESIS : previous;
  return before !== null && sealMac(chain, before, link, link.entry!).equals(link.mac);
}

/** A mac over what is left, as the database tells it now; none for a record that was touched before, or has no seal yet. */
async function bless(
  unit: UnitOfWork,
  { chain }: AuditKeys,
  erasureId: string,
  untouched: ReadonlyMap<string, boolean>,
): Promise<void> {
  const { rows } = await sql<Stored>`select ${sql.raw(COLUMNS)} from ${sql.raw(FROM)}
    where e.id = any(${[...untouched.keys()]}::bigint[]) and s.seq is not null`.execute(unit.sql);
  if (rows.length === 0) return;
  const links = rows.map(({ sealed: _sealed, previous: _previous, ...row }): Link => linkOf(row));
  const macs = links.map((link) =>
    untouched.get(link.entryId) ? redactionMac(chain, link.mac, erasureId, link, link.entry!) : null,
  );
  await sql`insert into audit_redaction (entry_id, erasure_id, mac)
    select e, ${erasureId}, m from unnest(${links.map(({ entryId }) => entryId)}::bigint[], ${macs}::bytea[]) as r(e, m)`.execute(
    unit.sql,
  );
}
