import { sql } from 'kysely';
import type { Actor } from '../../../platform/auth/actor.ts';
import type { Vault } from '../../../platform/crypto.ts';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import { conflict, invalidInput, notFound, ruleViolated } from '../../../platform/errors.ts';
import { audit } from '../../audit/index.ts';
import type { Day } from '../pairing.rules.ts';
import { isPast } from '../setting.ts';
import { advance, isRefused, type State, type Step, type Subject } from './confirmation.rules.ts';
import { readDigest, sayChanged } from './digest.rules.ts';
import { copyLines, linesSince } from './lines.ts';

/** A confirmation behind its lock: whoever signs or changes what it covers meets here. */
export interface Locked {
  id: string;
  subject: Subject;
  year: number;
  name: string;
  path: string;
  /** The office that countersigns a unit, closes a county. */
  officePath: string;
  officeName: string;
  state: State;
  version: number;
  changed: boolean;
  /** The newest year, where that is another one and this one's deadline has passed: it can only be read. */
  followedBy: number | null;
}

/** What every signature brings along: the version that was seen, and the client's own id of the click. */
export interface Click {
  version: number;
  requestId: string;
}

/** @throws NOT_FOUND where it is not there or not in scope */
export async function lockConfirmation(
  { sql: db, scope }: UnitOfWork,
  subject: Subject,
  id: string,
  year: number,
  today: Day,
): Promise<Locked> {
  const mine = subject === 'UNIT' ? sql`unit_id` : sql`county_id`;
  const { rows } = await sql<{
    id: string;
  }>`select id from confirmation where ${mine} = ${id} and year = ${year}
    and path >= ${scope.lo} and path < ${scope.hi} for update`.execute(db);
  if (!rows[0]) throw notFound(subject === 'UNIT' ? '个单位' : '个县');
  // A statement of its own: what came before the lock was granted is seen only now.
  const found = await sql<
    Omit<Locked, 'followedBy'> & { confirmBy: Day; newest: number }
  >`select c.id, ${subject} as subject, c.year, coalesce(u.name, r.name) as name, c.path,
      o.path as "officePath", o.name as "officeName", c.state, c.version,
      exists (select from confirmation_change x where x.confirmation_id = c.id and x.covered_by is null) as changed,
      y.confirm_by as "confirmBy", (select max(year) from programme_year) as newest
    from confirmation c join programme_year y on y.year = c.year left join unit u on u.id = c.unit_id
    left join region r on r.id = c.county_id join region o on o.id = coalesce(u.administered_by, r.parent_id)
    where c.id = ${rows[0].id}`.execute(db);
  const { newest, confirmBy, ...locked } = found.rows[0]!;
  return { ...locked, followedBy: isPast({ confirmBy }, newest > year, today) ? newest : null };
}

/**
 * Whether this click has been signed already, so that it is signed once however often it arrives; else the state it leads to.
 * @throws CONFLICT with what is there by now, RULE_VIOLATED R5 where the step is not to be taken
 */
export async function judgeClick(
  { sql: db }: UnitOfWork,
  locked: Locked,
  step: Step,
  { version, requestId }: Click,
): Promise<State | null> {
  const signed = await sql`select 1 from confirmation_signature
    where confirmation_id = ${locked.id} and step = ${step} and request_id = ${requestId}`.execute(db);
  if (signed.rows.length > 0) return null;
  refusePast(locked);
  if (locked.version !== version) throw overtaken(locked);
  const to = advance(locked.subject, locked, step);
  if (isRefused(to)) throw ruleViolated('R5', to.refusal);
  return to;
}

/** @throws RULE_VIOLATED R5 for a year that is over: it can only be read */
export function refusePast({ year, followedBy }: Locked): void {
  if (followedBy === null) return;
  throw ruleViolated('R5', `${year} 年度已经过去，只能查看。现在办的是 ${followedBy} 年度`);
}

/** @throws CONFLICT where the lines are not those that were seen any more, with the digest of those that are there now */
export async function demandSeen(unit: UnitOfWork, locked: Locked, seen: string, today: Day): Promise<void> {
  const look = readDigest(seen);
  if (!look) throw invalidInput({ digest: '这一页旧了。刷新页面，看过再签' });
  const { digest, made } = await linesSince(unit, locked, today, look.at);
  const changed = sayChanged(look, readDigest(digest)!, made);
  const { id, state, version } = locked;
  if (changed) throw conflict({ id, state, version, digest }, `没签上：${changed}`);
}

/** Somebody signed or handed back in the meantime. */
export const overtaken = ({ id, state, version, name }: Locked) =>
  conflict({ id, state, version }, `没签上：${name}的确认刚被别人办过。现在是新的样子，看过再签`);

export interface Signature {
  step: Step;
  to: State;
  requestId: string;
  reason?: string | null;
  at: Date;
  summary: object;
}

/**
 * Writes a signature with what it signs, takes in the changes since the one before, and moves the confirmation on.
 * A CONFIRM copies the standing pairings; a COUNTERSIGN or CLOSE signs the lines of the latest CONFIRM.
 */
export async function sign(
  unit: UnitOfWork,
  vault: Vault,
  actor: Actor,
  locked: Locked,
  { step, to, requestId, reason, at, summary }: Signature,
): Promise<void> {
  const db = unit.sql;
  const key = vault.newPersonKey();
  const seal = (value: string) => vault.seal(key, value);
  const { rows } = await sql<{ id: string }>`insert into confirmation_signature
      (confirmation_id, path, step, signed_by, signed_at, reason, request_id, summary, key, signer_cipher, signed_as, lines_of)
    select ${locked.id}::uuid, ${locked.path}, ${step}, ${actor.accountId}::uuid, ${at}::timestamptz, ${reason ?? null},
      ${requestId}::uuid, ${JSON.stringify(summary)}::jsonb, ${key}::bytea, ${seal(actor.displayName)}::bytea,
      coalesce((select title from my_grant(${actor.grantId}::uuid) as title), ''),
      case when ${step} in ('COUNTERSIGN', 'CLOSE') then (select id from confirmation_signature
        where confirmation_id = ${locked.id} and step = 'CONFIRM' order by signed_at desc, id desc limit 1) end
    returning id`.execute(db);
  const signatureId = rows[0]!.id;
  const lines = step === 'CONFIRM' ? await copyLines(unit, seal, locked, signatureId, at) : null;
  await sql`update confirmation_change set covered_by = ${signatureId}
    where confirmation_id = ${locked.id} and covered_by is null`.execute(db);
  await sql`update confirmation set state = ${to}, version = version + 1 where id = ${locked.id}`.execute(db);
  audit(unit, {
    action: `confirmation.${step.toLowerCase()}`,
    subjectType: 'confirmation',
    subjectId: locked.id,
    path: locked.path,
    before: { state: locked.state, version: locked.version, changed: locked.changed },
    after: {
      state: to,
      version: locked.version + 1,
      year: locked.year,
      signatureId,
      ...(lines && { lines }),
      ...summary,
    },
    reason: reason ?? null,
  });
}
