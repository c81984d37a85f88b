import { sql, type RawBuilder } from 'kysely';
import type { Logger } from 'pino';
import { systemScope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import { because } from '../../platform/db/refusal.ts';
import { repeatEvery, type Repeating } from '../../platform/repeating.ts';
import { audit } from '../audit/index.ts';
import { standing, type Circumstances } from './people.rules.ts';
import { povertyWeights } from './poverty-weights.ts';

/** Households in one transaction: short locks for others, a figure that moves for whoever waits. */
const BATCH = 2000;
const TURN_MS = 2_000;
const LOOK_EVERY_MS = 500;

/** Households that carry an entry. `h` stands for them. */
export const carrying = (dictionary: string, code: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(dictionary === 'POVERTY_STATUS' ? 'h.poverty_status' : 'h.cause')} = ${code}`;

/** Has the figures of those who carry this entry worked out anew; begun again where that is under way already. */
export async function beginReweighing(
  { sql: db, principal, scope }: UnitOfWork,
  { dictionary, code }: { dictionary: string; code: string },
): Promise<void> {
  await sql`insert into reweighing (dictionary, code, account_id, grant_id, path, total)
    select ${dictionary}, ${code}, ${principal.accountId}, ${principal.grantId}, ${scope.lo}, count(*)
    from household h where ${carrying(dictionary, code)}
    on conflict (dictionary, code) where finished_at is null do update set round = reweighing.round + 1, total = excluded.total,
      account_id = excluded.account_id, grant_id = excluded.grant_id, done = 0, changed = 0, after_id = null, begun_at = now()`.execute(
    db,
  );
}

interface Run {
  id: string;
  dictionary: string;
  code: string;
  label: string;
  accountId: string;
  grantId: string | null;
  round: number;
  afterId: string | null;
}

interface Carrier extends Circumstances {
  id: string;
  eligible: boolean;
  need: number;
}

/**
 * The next batch of what is under way, whole with its mark in one transaction: households first, in the one order, then the mark,
 * which a change of the weight may have moved back meanwhile.
 * @returns whether there may be more
 */
export async function reweighBatch(db: Database, clock: Clock, size = BATCH): Promise<boolean> {
  const run = await db.row(systemScope, statement(nextRun), 'reweighing.next');
  if (!run) return false;
  const principal = { accountId: run.accountId, grantId: run.grantId };
  return db.write(principal, systemScope, async (unit) => {
    const { rows: free } = await sql<{
      alone: boolean;
    }>`select pg_try_advisory_xact_lock(hashtext('reweighing')) as alone`.execute(unit.sql);
    if (!free[0]?.alone) return false;
    because(unit, `「${run.label}」的权重改了`);
    const rows = await lockNext(unit, run, size);
    const changed = await refigureAll(unit, rows);
    await advance(unit, clock, run, { looked: rows, changed, over: rows.length < size });
    return true;
  });
}

const nextRun = sql<Run>`select r.id, r.dictionary, r.code, d.label, r.account_id as "accountId", r.grant_id as "grantId", r.round,
    r.after_id as "afterId"
  from reweighing r join dictionary_entry d on d.dictionary = r.dictionary and d.code = r.code
  where r.finished_at is null order by r.begun_at, r.id limit 1`;

async function lockNext({ sql: db }: UnitOfWork, run: Run, size: number): Promise<Carrier[]> {
  const after = run.afterId ? sql`and h.id > ${run.afterId}` : sql``;
  const { rows } =
    await sql<Carrier>`select h.id, h.poverty_status as status, h.cause, h.size as "livingMembers",
      h.ended_on as "endedOn", r.poor as "poorVillage", h.eligible, h.need
    from household h join region r on r.id = h.region_id
    where ${carrying(run.dictionary, run.code)} ${after} order by h.id limit ${size} for no key update of h`.execute(
      db,
    );
  return rows;
}

/** What forms have seen of a household stays as it was, and so does its version. @returns how many changed */
async function refigureAll({ sql: db }: UnitOfWork, rows: readonly Carrier[]): Promise<number> {
  const weights = await povertyWeights(db);
  const now = rows.map((row) => ({ ...row, now: standing(weights, row) }));
  const other = now.filter((row) => row.now.eligible !== row.eligible || row.now.need !== row.need);
  if (other.length === 0) return 0;
  await sql`update household h set eligible = v.eligible, need = v.need
    from unnest(${other.map(({ id }) => id)}::uuid[], ${other.map((row) => row.now.eligible)}::bool[],
      ${other.map((row) => row.now.need)}::int2[]) as v(id, eligible, need) where h.id = v.id`.execute(db);
  return other.length;
}

async function advance(
  unit: UnitOfWork,
  clock: Clock,
  run: Run,
  { looked, changed, over }: { looked: readonly Carrier[]; changed: number; over: boolean },
): Promise<void> {
  const { rows } = await sql<{ path: string; total: number; changed: number }>`
    update reweighing set done = done + ${looked.length}, changed = changed + ${changed},
      after_id = coalesce(${looked.at(-1)?.id ?? null}, after_id), finished_at = ${over ? clock.now() : null}
    where id = ${run.id} and round = ${run.round} and after_id is not distinct from ${run.afterId}
    returning path, total, changed`.execute(unit.sql);
  const [marked] = rows;
  if (!marked || !over) return; // begun again meanwhile, or more to come
  audit(unit, {
    action: 'dictionary.reweigh',
    subjectType: 'dictionary',
    path: marked.path,
    after: {
      dictionary: run.dictionary,
      code: run.code,
      label: run.label,
      total: marked.total,
      changed: marked.changed,
    },
  });
}

/** For as long as there is something to do, but no longer than stopping may take. */
async function oneTurn(db: Database, clock: Clock, settled: () => Promise<unknown>): Promise<void> {
  const until = Date.now() + TURN_MS;
  while (Date.now() < until && (await reweighBatch(db, clock))) await settled();
}

/**
 * Works out what is under way as long as the service runs; what a killed process left goes on where it was.
 * @param settled after each batch
 */
export const startReweighing = (
  db: Database,
  clock: Clock,
  log: Logger,
  settled: () => Promise<unknown>,
): Repeating =>
  repeatEvery(
    LOOK_EVERY_MS,
    () => oneTurn(db, clock, settled),
    (error) =>
      log.error({ err: error }, 'how hard off households are could not be worked out anew; trying again'),
  );
