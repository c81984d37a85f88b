import type pg from 'pg';
import type { Written } from './intent.ts';

interface Stored {
  pairings: {
    id: string;
    householdId: string;
    cadreId: string;
    over: boolean;
    created: number;
    ended: number;
  }[];
  /** How often the record has each of them. */
  ends: Map<string, number>;
  waivers: Map<string, { stored: number; recorded: number }>;
  edits: Map<string, number>;
}

/** The moment before anybody wrote, and the end of the record then. */
export interface Beginning {
  id: string;
  at: string;
}

export async function beginning(system: pg.Client): Promise<Beginning> {
  const { rows } = await system.query<Beginning>(
    `select coalesce(max(id), 0)::text as id, clock_timestamp()::text as at from audit_entry`,
  );
  return rows[0]!;
}

async function stored(system: pg.Client, { id: since }: Beginning): Promise<Stored> {
  const pairings = await system.query<Stored['pairings'][number]>(
    `select p.id, p.household_id as "householdId", p.cadre_id as "cadreId", p.to_date is not null or p.withdrawn_at is not null as over,
        count(*) filter (where a.action = 'pairing.create')::int as created,
        count(*) filter (where a.action in ('pairing.end', 'pairing.withdraw'))::int as ended
      from pairing p join audit_entry a on a.subject_id = p.id and a.id > $1 group by p.id`,
    [since],
  );
  const counted = async (query: string) =>
    new Map(
      (await system.query<{ key: string; n: number }>(query, [since])).rows.map(({ key, n }) => [key, n]),
    );
  const ends = await counted(`select reason as key, count(*)::int as n from audit_entry
    where id > $1 and action in ('pairing.end', 'pairing.withdraw') group by 1`);
  const edits = await counted(`select after ->> 'villageGroup' as key, count(*)::int as n from audit_entry
    where id > $1 and action = 'household.edit' group by 1`);
  const recorded = await counted(`select reason as key, count(*)::int as n from audit_entry
    where id > $1 and action = 'waiver.create' group by 1`);
  const notes = await system.query<{ key: string; n: number }>(
    `select note as key, count(*)::int as n from waiver where note is not null group by 1`,
  );
  const waivers: Stored['waivers'] = new Map(
    notes.rows.map(({ key, n }) => [key, { stored: n, recorded: recorded.get(key) ?? 0 }]),
  );
  return { pairings: pairings.rows, ends, waivers, edits };
}

/** Each change without a record of it, or with two, and each record without its change, since the writing began. */
const ORPHANS = `
  select 'pairing without a record ' || p.id as what from pairing p, begun where p.created_at > begun.at
    and (select count(*) from audit_entry a where a.subject_id = p.id and a.action = 'pairing.create') <> 1
  union all
  select 'record without a pairing ' || a.id from audit_entry a where a.id > $1 and a.action = 'pairing.create'
    and not exists (select from pairing p where p.id = a.subject_id)
  union all
  select 'end without a record ' || p.id from pairing p, begun where p.created_at > begun.at
    and (p.to_date is not null or p.withdrawn_at is not null)
    and (select count(*) from audit_entry a where a.subject_id = p.id and a.action in ('pairing.end', 'pairing.withdraw')) <> 1
  union all
  select 'record without an end ' || a.id from audit_entry a where a.id > $1 and a.action in ('pairing.end', 'pairing.withdraw')
    and not exists (select from pairing p where p.id = a.subject_id and (p.to_date is not null or p.withdrawn_at is not null))
  union all
  select 'waiver without a record ' || w.id from waiver w, begun where w.created_at > begun.at
    and (select count(*) from audit_entry a where a.subject_id = w.id and a.action = 'waiver.create') <> 1
  union all
  select 'record without a waiver ' || a.id from audit_entry a where a.id > $1 and a.action = 'waiver.create'
    and not exists (select from waiver w where w.id = a.subject_id)
  union all
  select 'household ' || h.id || ' of version ' || h.version from household h
    join (select subject_id, count(*) as n from audit_entry where id > $1 and action = 'household.edit' group by 1) a on a.subject_id = h.id
    where h.version <> a.n + 1 -- the writers take households that nobody had edited`;

/**
 * What is not as it was promised: every acknowledged write is there once with its record, and no change is without its record, no
 * record without its change.
 */
export async function faultsOf(
  system: pg.Client,
  written: readonly Written[],
  since: Beginning,
): Promise<string[]> {
  await system.query('begin isolation level repeatable read');
  const now = await stored(system, since);
  const { rows } = await system.query<{ what: string }>(
    `with begun as (select $2::timestamptz as at) ${ORPHANS}`,
    [since.id, since.at],
  );
  await system.query('commit');
  const faults = rows.map(({ what }) => what);
  for (const one of written) {
    const n = timesOf(one, now);
    const right = one.outcome === 'DONE' ? n === 1 : one.outcome === 'REFUSED' ? n === 0 : n <= 1;
    if (!right) faults.push(`${one.outcome} ${JSON.stringify(one)} is there ${n} times`);
  }
  return faults;
}

/** How often a write is there; a pairing of which no id came back is one that nobody else accounts for. */
function timesOf(one: Written, now: Stored): number {
  switch (one.kind) {
    case 'pair': {
      if (!one.pairingId) return 0; // strangersOf counts those
      return now.pairings.find(({ id }) => id === one.pairingId)?.created ?? 0;
    }
    case 'end':
      return now.ends.get(one.reason) ?? 0;
    case 'waive': {
      const { stored: kept, recorded } = now.waivers.get(one.note) ?? { stored: 0, recorded: 0 };
      return kept === recorded ? kept : Number.NaN;
    }
    case 'edit':
      return now.edits.get(one.group) ?? 0;
  }
}

/**
 * Pairings that nobody was told of, beyond one for each try without an answer. To be asked when nothing is on its way any more.
 */
export async function strangersOf(
  system: pg.Client,
  written: readonly Written[],
  since: Beginning,
): Promise<string[]> {
  const { pairings } = await stored(system, since);
  const known = new Set(
    written.flatMap((one) => (one.kind === 'pair' && one.pairingId ? [one.pairingId] : [])),
  );
  const key = ({ householdId, cadreId }: { householdId: string; cadreId: string }) =>
    `${householdId} ${cadreId}`;
  const made = pairings.filter(({ id, created }) => created > 0 && !known.has(id));
  const tried = written.filter((one) => one.kind === 'pair').filter(({ outcome }) => outcome === 'UNKNOWN');
  const times = (of: string, all: readonly { householdId: string; cadreId: string }[]) =>
    all.filter((one) => key(one) === of).length;
  return made
    .filter((one) => times(key(one), made) > times(key(one), tried))
    .map((one) => `pairing ${one.id} that nobody asked for`);
}
