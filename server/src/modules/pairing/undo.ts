import { sql, type RawBuilder } from 'kysely';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import { notFound } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { cardsOf } from '../people/index.ts';
import { isRefusal, undo, type Refusal } from './pairing.rules.ts';
import { refused, sayR2 } from './place.ts';

interface Row {
  subject: 'PAIRING' | 'CLAIM' | 'WAIVER';
  subjectId: string;
  change: 'CREATED' | 'ENDED' | 'CLOSED' | 'ACCEPTED' | 'MOVED';
  path: string;
  accountId: string;
  at: Date;
  undone: boolean;
  unchanged: boolean;
  /** How many things the act did, those that the scope does not reach too. */
  things: number;
}

interface Revived {
  headName: string;
  endedOn: string | null;
  cadre: string;
  status: string;
  since: Date | null;
}

/**
 * Takes one act back whole or not at all: what it made is withdrawn, what it ended or closed stands again. Only by who did it,
 * within the day, and while nothing it touched has been changed since.
 * @throws NOT_FOUND, CONFLICT with the reason, RULE_VIOLATED R2 where somebody else has taken the place, R5 where a county is
 * closed and no reason was stated, R7 where one of the two can't be a friend any more, R31 under another identity
 */
export async function undoAct(
  unit: UnitOfWork,
  now: Date,
  actId: string,
  reason?: string | null,
): Promise<void> {
  await lockAct(unit, actId);
  const { rows } = await thingsOf(actId).execute(unit.sql);
  if (rows.length === 0) throw notFound('一步');
  const { rows: revived } = await revivedBy(unit.scope, actId).execute(unit.sql);
  const refusal = refusalOf({ actor: unit.principal.accountId ?? '', now, rows, revived });
  if (refusal) throw refused(refusal);
  await takeBack(unit, actId, rows);
  audit(
    unit,
    ...rows.map((row) => ({
      action: `${row.subject.toLowerCase()}.undo`,
      subjectType: row.subject === 'CLAIM' ? 'pairing_claim' : row.subject.toLowerCase(),
      subjectId: row.subjectId,
      path: row.path,
      before: { change: row.change },
      reason: reason?.trim() || null,
    })),
  );
}

export interface WayBack {
  actor: string;
  now: Date;
  actId: string;
  /** A household that ended by the act stands again before it is taken back. */
  revivesHousehold?: boolean;
}

/** Why an act can't be taken back just now, for people; null where it can, or where it did nothing. It is asked once more when somebody does. */
export async function whyNotUndone(
  db: Database,
  scope: Scope,
  { actor, now, actId, revivesHousehold }: WayBack,
): Promise<string | null> {
  const [rows, revived] = await Promise.all([
    db.rows(scope, statement(thingsOf(actId))),
    db.rows(scope, statement(revivedBy(scope, actId))),
  ]);
  if (rows.length === 0) return null;
  const standing = revivesHousehold ? revived.map((one) => ({ ...one, endedOn: null })) : revived;
  return refusalOf({ actor, now, rows, revived: standing })?.message ?? null;
}

/** What the rule says of an act that is there. */
function refusalOf(facts: {
  actor: string;
  now: Date;
  rows: readonly Row[];
  revived: readonly Revived[];
}): Refusal | null {
  const { actor, now, rows, revived } = facts;
  const first = rows[0]!;
  const answer = undo({
    actor,
    by: first.accountId,
    at: new Date(first.at),
    now,
    undone: first.undone,
    changedSince: rows.some((row) => !row.unchanged),
    things: first.things,
    within: rows.length,
    revived: revived.map((one) => ({ ...one, since: one.since && new Date(one.since) })),
  });
  return isRefusal(answer) ? answer : null;
}

async function takeBack(unit: UnitOfWork, actId: string, rows: readonly Row[]): Promise<void> {
  const ids = (subject: Row['subject'], change: Row['change'][]) =>
    rows.filter((row) => row.subject === subject && change.includes(row.change)).map((row) => row.subjectId);
  const db = unit.sql;
  await sql`update pairing set withdrawn_at = now(), version = version + 1
    where id = any(${ids('PAIRING', ['CREATED'])}::uuid[])`.execute(db);
  await sayR2(() =>
    sql`update pairing set to_date = null, withdrawn_at = null, end_reason = null, version = version + 1
      where id = any(${ids('PAIRING', ['ENDED'])}::uuid[])`.execute(db),
  );
  await sayR2(() =>
    sql`update pairing_claim set status = 'OPEN', pairing_id = null, reason = null, decided_at = null, version = version + 1
      where id = any(${ids('CLAIM', ['CLOSED', 'ACCEPTED'])}::uuid[])`.execute(db),
  );
  await sql`update pairing_claim c set household_id = h.id, path = h.path, version = c.version + 1
    from pairing_act a join household h on h.id = a.moved_from
    where a.act_id = ${actId} and a.change = 'MOVED' and c.id = a.subject_id`.execute(db);
  await sql`update waiver set withdrawn_at = now() where id = any(${ids('WAIVER', ['CREATED'])}::uuid[])`.execute(
    db,
  );
  await sql`update pairing_act set undone_at = now() where act_id = ${actId}`.execute(db);
}

/** The households first, in the one order; then the act, so that two clicks take it back once. */
async function lockAct({ sql: db, scope }: UnitOfWork, actId: string): Promise<void> {
  if (scope.axis === 'territory') {
    await sql`select lock_households(array(select distinct coalesce(p.household_id, c.household_id) from pairing_act a
      left join pairing p on p.id = a.subject_id left join pairing_claim c on c.id = a.subject_id
      where a.act_id = ${actId} and coalesce(p.household_id, c.household_id) is not null))`.execute(db);
  }
  await sql`select 1 from pairing_act where act_id = ${actId} order by position for update`.execute(db);
}

const thingsOf = (actId: string): RawBuilder<Row> =>
  sql<Row>`select a.subject, a.subject_id as "subjectId", a.change, a.path,
      a.account_id as "accountId", a.at, a.undone_at is not null as undone, things_of_act(${actId}::uuid) as things,
      case a.subject
        when 'PAIRING' then exists (select from pairing p where p.id = a.subject_id and p.version = a.version)
        when 'CLAIM' then exists (select from pairing_claim c where c.id = a.subject_id and c.version = a.version)
        else exists (select from waiver w where w.id = a.subject_id and w.withdrawn_at is null)
      end as unchanged
    from pairing_act a where a.act_id = ${actId} order by a.position`;

/** The two sides of the pairings that would stand again. */
function revivedBy({ axis }: Scope, actId: string): RawBuilder<Revived> {
  const cards = cardsOf(axis, sql`array(select household_id from revived)`);
  return sql<Revived>`with revived as (
      select a.position, p.household_id, p.cadre_id from pairing_act a join pairing p on p.id = a.subject_id
      where a.act_id = ${actId} and a.subject = 'PAIRING' and a.change = 'ENDED')
    select h.head_name as "headName", h.ended_on as "endedOn", c.name as cadre, c.status,
      (select max(a.at) from audit_entry a where a.subject_id = c.id and a.after ->> 'status' = c.status) as since
    from revived r join ${cards} h on h.id = r.household_id join cadre c on c.id = r.cadre_id order by r.position`;
}
