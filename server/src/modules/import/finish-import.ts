import { sql } from 'kysely';
import { scopeOf } from '../../platform/auth/scope.ts';
import { audit } from '../audit/index.ts';
import { applyClaims, rematchClaims } from '../pairing/index.ts';
import type { ImportParts } from './check-import.ts';
import { reading, within, type Reader } from './facts/reader.ts';
import { rowsOf } from './store/batches.ts';
import type { Locker } from '../../platform/locker.ts';
import { insertReviews } from './store/reviews.ts';
import { loadRun, type RunOutcome, type StoredRun } from './store/runs.ts';
import type { ShownRow } from './store/sealed-rows.ts';

/** So many households' claims become pairings in one transaction. */
const HOUSEHOLDS_AT_ONCE = 500;

interface Finishing extends ImportParts {
  run: StoredRun;
  locker: Locker;
}

/**
 * After the last row: claims are matched (again, where households have arrived), the undisputed ones become pairings, and whoever
 * is missing from the roster becomes a question. Each step may be repeated.
 */
export async function finishImport(parts: Finishing): Promise<RunOutcome> {
  const { db, run, clock } = parts;
  const principal = { accountId: run.accountId, grantId: run.grantId };
  const scope = scopeOf('territory', run.path);
  if (run.kind === 'HOUSEHOLDS')
    await db.write(principal, scope, (unit) => rematchClaims(unit, { path: run.path }));
  const total = { paired: 0, known: 0, disputed: 0 };
  for (const claimIds of await openClaims(reading(db, scope), run)) {
    const applied = await db.write(principal, scope, (unit) =>
      applyClaims(unit, clock.today(), { claimIds }),
    );
    total.paired += applied.paired;
    total.known += applied.known;
    total.disputed += applied.disputedHouseholds;
  }
  const missing = await db.write(principal, scope, async (unit) => {
    const questions = await missingPeople(within(unit), parts);
    const asked = await insertReviews(unit, run, questions);
    audit(unit, {
      action: 'import.write',
      subjectType: 'import',
      subjectId: run.id,
      path: run.path,
      after: { ...total, missing: asked },
    });
    return asked;
  });
  const [left] = await reading(
    db,
    scope,
  )(sql<{ unknown: number; ambiguous: number }>`
    select count(*) filter (where status = 'UNKNOWN')::int as unknown, count(*) filter (where status = 'AMBIGUOUS')::int as ambiguous
    from pairing_claim where import_id = ${run.id}`);
  const written = (await loadRun(db, run.id))?.outcome;
  return {
    added: written?.added ?? 0,
    changed: written?.changed ?? 0,
    claims: written?.claims ?? 0,
    ...total,
    unknown: left?.unknown ?? 0,
    ambiguous: left?.ambiguous ?? 0,
    missing,
  };
}

/**
 * Open claims that this run made or gave a household to, all of a household's in the same lot; also those of its cadres that a run
 * made which was stopped before this step.
 */
async function openClaims(read: Reader, run: StoredRun): Promise<string[][]> {
  const which =
    run.kind === 'CADRES'
      ? sql`(import_id = ${run.id} or year = ${run.year} and cadre_id in (${mentioned(run)}))`
      : sql`path >= ${run.path} and path < ${run.path.slice(0, -1) + '0'}`;
  const rows = await read(sql<{ ids: string[] }>`
    select array_agg(id order by id) as ids from pairing_claim where status = 'OPEN' and ${which} group by household_id order by household_id`);
  const lots: string[][] = [];
  for (let at = 0; at < rows.length; at += HOUSEHOLDS_AT_ONCE) {
    lots.push(rows.slice(at, at + HOUSEHOLDS_AT_ONCE).flatMap(({ ids }) => ids));
  }
  return lots;
}

/** Whoever is stored in the roster's units or villages and not in the roster. A row that was refused or waits still names somebody. */
async function missingPeople(read: Reader, { db, run, locker }: Finishing) {
  const absent = await (run.kind === 'CADRES' ? absentCadres(read, run) : absentHouseholds(read, run));
  if (absent.length === 0) return [];
  const named = new Set<string>();
  const waiting = ({ judgement }: ShownRow) => judgement.verdict === 'REFUSE' || judgement.held;
  for await (const { record } of rowsOf(db, run.id, locker, waiting, ['REFUSE', 'REVIEW'])) {
    for (const key of keysOf(record)) named.add(key);
  }
  return absent
    .filter(({ number, name, where }) => {
      if (run.kind === 'CADRES') return !named.has(`${where}|${name}`);
      return !named.has(name) && !(number && named.has(number));
    })
    .map(({ id, path, name, where }) => ({
      kind: 'MISSING',
      path,
      subjectId: id,
      name,
      row: null,
      held: false,
      message: `${where}的新名册里没有${name}。没有结束任何结对，要不要改，要人定`,
    }));
}

const keysOf = (record: ShownRow['record']): string[] =>
  'head' in record ? [record.head, record.number ?? record.head] : [`${record.unit}|${record.name}`];

interface Absent {
  id: string;
  path: string;
  name: string;
  number: string | null;
  where: string;
}

const mentioned = (run: StoredRun) =>
  sql`select distinct unnest(targets) as id from import_batch where run_id = ${run.id}`;

function absentCadres(read: Reader, run: StoredRun): Promise<Absent[]> {
  return read(sql<Absent>`
    with mentioned as materialized (${mentioned(run)}),
      units as (select distinct c.unit_id from mentioned m join cadre c on c.id = m.id)
    select c.id, ${run.path}::text as path, c.name, null as number, u.name as "where" from cadre c join unit u on u.id = c.unit_id
    where c.unit_id in (select unit_id from units) and c.status = 'ACTIVE' and c.erased_at is null
      and in_scope(c.path) and not exists (select from mentioned m where m.id = c.id)
    order by c.id`);
}

function absentHouseholds(read: Reader, run: StoredRun): Promise<Absent[]> {
  return read(sql<Absent>`
    with mentioned as materialized (${mentioned(run)}),
      villages as (select distinct h.region_id from mentioned m join household h on h.id = m.id)
    select h.id, h.path, h.head_name as name, h.number, r.name as "where" from household h join region r on r.id = h.region_id
    where h.region_id in (select region_id from villages) and h.ended_on is null and h.erased_at is null
      and not exists (select from mentioned m where m.id = h.id)
    order by h.id`);
}
