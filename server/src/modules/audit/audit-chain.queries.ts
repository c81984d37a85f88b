import type { ClientBase } from 'pg';
import type { EntryFacts, Link } from './audit-chain.rules.ts';
import type { Head } from './anchor-file.ts';

/** Where the sealer stands: the last seal, and the record under it in the order of sealing. */
export interface Position extends Head {
  xact: string;
  entryId: string;
}

export const MICROSECONDS = (column: string) => `(extract(epoch from ${column}) * 1000000)::bigint::text`;

/** A record as text; a change of this is a change of what is sealed. */
export const ENTRY = `e.id::text as id, e.xact::text as xact, ${MICROSECONDS('e.at')} as at, e.account_id::text as "accountId",
  e.grant_id::text as "grantId", e.action, e.subject_type as "subjectType", e.subject_id::text as "subjectId", e.path,
  e.before::text as before, e.after::text as after, e.reason`;

/** True for the one sealer that may go on, until its transaction ends. */
export async function becomeSealer(client: ClientBase): Promise<boolean> {
  const lock = await client.query<{ mine: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended('audit_seal', 0)) as mine`,
  );
  return lock.rows[0]?.mine ?? false;
}

export async function lastSeal(client: ClientBase): Promise<Position | null> {
  const { rows } = await client.query<Omit<Position, 'seq'> & { seq: string }>(
    `select seq::text, mac, xact::text, entry_id::text as "entryId" from audit_seal s order by s.seq desc limit 1`,
  );
  return rows[0] ? { ...rows[0], seq: Number(rows[0].seq) } : null;
}

/** Whether the chain still holds this head. */
export async function stillHolds(client: ClientBase, { seq, mac }: Head): Promise<boolean> {
  if (seq === 0) return true;
  const { rowCount } = await client.query('select from audit_seal where seq = $1 and mac = $2', [seq, mac]);
  return rowCount === 1;
}

/**
 * The next records to seal. Only of transactions below all that still run: nothing can appear among them any more. In a database
 * that was put into another cluster transactions count from below again; the search then starts anew.
 */
export async function unsealedAfter(
  client: ClientBase,
  after: Position | null,
  limit: number,
): Promise<EntryFacts[]> {
  const [settled, begin] = await settledFrom(client, after);
  // `offset 0`: looked up record by record in their order. Joined, all that wait would be read and sorted for each batch.
  const { rows } = await client.query<EntryFacts>(
    `select ${ENTRY} from audit_entry e
     where e.xact < $1::xid8 and (e.xact, e.id) > ($2::xid8, $3::bigint)
       and not exists (select from audit_seal s where s.entry_id = e.id offset 0)
     order by e.xact, e.id limit $4`,
    [settled, begin?.xact ?? '0', begin?.entryId ?? '0', limit],
  );
  return rows;
}

/** Below which transaction all is settled, and behind which record to look. */
async function settledFrom(
  client: ClientBase,
  after: Position | null,
): Promise<[settled: string, begin: Position | null]> {
  const { rows } = await client.query<{ settled: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as settled',
  );
  const { settled } = rows[0]!;
  return [settled, after && BigInt(after.xact) < BigInt(settled) ? after : null];
}

export async function insertSeals(client: ClientBase, links: readonly Link[]): Promise<void> {
  await client.query(
    `insert into audit_seal (seq, entry_id, xact, sealed_at, mac)
     select s, e, x, timestamptz 'epoch' + t * interval '1 microsecond', m
     from unnest($1::bigint[], $2::bigint[], $3::xid8[], $4::bigint[], $5::bytea[]) as u(s, e, x, t, m)`,
    [
      links.map(({ seq }) => seq),
      links.map(({ entryId }) => entryId),
      links.map(({ xact }) => xact),
      links.map(({ sealedAt }) => sealedAt),
      links.map(({ mac }) => mac),
    ],
  );
}

/** A page of the chain behind `after`, each seal with its record where that is still there. */
export async function linksAfter(client: ClientBase, after: number, limit: number): Promise<Link[]> {
  const { rows } = await client.query<EntryFacts & LinkRow>(
    `select s.seq::text, s.entry_id::text as entry, s.xact::text as "sealXact", ${MICROSECONDS('s.sealed_at')} as "sealedAt",
       s.mac, r.erasure_id::text as "erasureId", r.mac as "redactionMac", ${ENTRY}
     from audit_seal s left join audit_entry e on e.id = s.entry_id
     left join lateral (select erasure_id, mac from audit_redaction where entry_id = s.entry_id order by id desc limit 1) r on true
     where s.seq > $1 order by s.seq limit $2`,
    [after, limit],
  );
  return rows.map(linkOf);
}

/** A seal, its record and what an erasure says of it, as one row. */
export interface LinkRow {
  seq: string;
  entry: string;
  sealXact: string;
  sealedAt: string;
  mac: Buffer;
  erasureId: string | null;
  redactionMac: Buffer | null;
}

export function linkOf(row: EntryFacts & LinkRow): Link {
  const { seq, entry: entryId, sealXact: xact, sealedAt, mac, erasureId, redactionMac, ...entry } = row;
  return {
    seq: Number(seq),
    entryId,
    xact,
    sealedAt,
    mac,
    entry: entry.id === null ? null : entry,
    redaction: erasureId === null ? null : { erasureId, mac: redactionMac },
  };
}

/** Records without a seal: those that lie before the last sealed one (a fault; the first few), and how many wait for the sealer. */
export async function unsealed(
  client: ClientBase,
  last: Position | null,
  shown: number,
): Promise<{ overtaken: string[]; waiting: number }> {
  const key = [last?.xact ?? '0', last?.entryId ?? '0'];
  const open = 'not exists (select from audit_seal s where s.entry_id = e.id)';
  const overtaken = await client.query<{ id: string }>(
    `select e.id::text from audit_entry e where (e.xact, e.id) < ($1::xid8, $2::bigint) and ${open} order by e.id limit $3`,
    [...key, shown],
  );
  const waiting = await client.query<{ n: number }>(
    `select count(*)::int as n from audit_entry e where (e.xact, e.id) > ($1::xid8, $2::bigint) and ${open}`,
    key,
  );
  return { overtaken: overtaken.rows.map(({ id }) => id), waiting: waiting.rows[0]!.n };
}
