import { sql } from 'kysely';
import { scopeOf, systemScope } from '../../../platform/auth/scope.ts';
import { NOBODY, type Database, type UnitOfWork } from '../../../platform/db/database.ts';
import { statement } from '../../../platform/db/query-builder.ts';
import { audit } from '../../audit/index.ts';
import type { HandoverLine } from '../hand-over.lines.ts';
import type { Day } from '../pairing.rules.ts';

/** SCHEDULED: its day is to come. ATTENTION: its day refused it, and somebody has to decide anew. */
export type ScheduledState = 'SCHEDULED' | 'ATTENTION' | 'DONE' | 'WITHDRAWN';

export const OPEN_STATES: readonly ScheduledState[] = ['SCHEDULED', 'ATTENTION'];

/** An order as it is stored. */
export interface StoredHandover {
  id: string;
  cadreId: string;
  day: Day;
  reason: string;
  retain: boolean;
  accountId: string;
  grantId: string;
  /** The area of the grant it was ordered under. */
  path: string;
  state: ScheduledState;
  version: number;
}

const columns = sql`h.id, h.cadre_id as "cadreId", h.day::text as day, h.reason, h.retain, h.account_id as "accountId",
  h.grant_id as "grantId", h.path, h.state, h.version`;

/** The area in which it was ordered, and in which it is carried out. */
export const areaOf = ({ path }: StoredHandover) => scopeOf('territory', path);

export const loadHandover = (db: Database, id: string): Promise<StoredHandover | undefined> =>
  db.row(
    systemScope,
    statement(sql<StoredHandover>`select ${columns} from scheduled_handover h where h.id = ${id}`),
  );

/** Those whose day has come. */
export async function dueHandovers(db: Database, today: Day): Promise<string[]> {
  const query = sql<{
    id: string;
  }>`select id from scheduled_handover where state = 'SCHEDULED' and day <= ${today} order by day, id`;
  return (await db.rows(systemScope, statement(query))).map(({ id }) => id);
}

/** The order behind a lock; undefined where it is not there, or not the caller's to settle (R6). */
export async function lockHandoverOrder(
  { sql: db }: UnitOfWork,
  id: string,
): Promise<StoredHandover | undefined> {
  const { rows } = await sql<StoredHandover>`select ${columns} from scheduled_handover h
    where h.id = ${id} for update`.execute(db);
  return rows[0];
}

/** What goes to whom, whichever version the pairings have by now. */
export async function linesOf(
  { sql: db }: UnitOfWork,
  id: string,
): Promise<(HandoverLine & { path: string })[]> {
  const { rows } = await sql<HandoverLine & { path: string }>`
    select pairing_id as "pairingId", null as version, successor_id as "successorId", path
    from scheduled_handover_line where handover_id = ${id} order by position`.execute(db);
  return rows;
}

/** Settles an order whose lock one holds; its lines follow by their foreign key. */
export async function settle(
  { sql: db, principal }: UnitOfWork,
  id: string,
  { state, at, actId = null }: { state: 'DONE' | 'WITHDRAWN'; at: Date; actId?: string | null },
): Promise<void> {
  await sql`update scheduled_handover set state = ${state}, act_id = ${actId}, settled_at = ${at}, settled_by = ${principal.accountId},
    version = version + 1 where id = ${id}`.execute(db);
}

/** Why a day refused an order: of it all, or of single lines. */
export interface Problem {
  whole: string | null;
  lines: readonly { pairingId: string; sentence: string }[];
}

/** Leaves an order that its day refused to people, as the system; what was settled meanwhile stays so. */
export const leaveToPeople = (
  db: Database,
  { id }: StoredHandover,
  problem: Problem,
  at: Date,
): Promise<void> =>
  db.write(NOBODY, systemScope, async (unit) => {
    const order = await lockHandoverOrder(unit, id);
    if (order?.state !== 'SCHEDULED') return;
    await sql`update scheduled_handover set state = 'ATTENTION', problem = ${problem.whole}, settled_at = ${at}, version = version + 1
      where id = ${id}`.execute(unit.sql);
    await sql`update scheduled_handover_line l set problem = t.problem
      from unnest(${problem.lines.map((line) => line.pairingId)}::uuid[], ${problem.lines.map((line) => line.sentence)}::text[])
        as t(pairing_id, problem) where l.handover_id = ${id} and l.pairing_id = t.pairing_id`.execute(
      unit.sql,
    );
    await record(
      unit,
      'cadre.handoverRefused',
      order,
      { on: order.day, lines: problem.lines.length },
      problem.whole,
    );
  });

/** Told in the record of the cadre who hands over. */
export async function record(
  unit: UnitOfWork,
  action: string,
  { id, cadreId }: Pick<StoredHandover, 'id' | 'cadreId'>,
  after: Record<string, unknown>,
  reason: string | null,
): Promise<void> {
  const { rows } = await sql<{ path: string }>`select path from cadre where id = ${cadreId}`.execute(
    unit.sql,
  );
  audit(unit, {
    action,
    subjectType: 'cadre',
    subjectId: cadreId,
    path: rows[0]?.path ?? unit.scope.lo,
    after: { ...after, scheduled: id },
    reason,
  });
}
