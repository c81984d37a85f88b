import { sql } from 'kysely';
import type { Actor } from '../../../platform/auth/actor.ts';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import { because } from '../../../platform/db/refusal.ts';
import { conflict, invalidInput, notFound } from '../../../platform/errors.ts';
import { audit } from '../../audit/index.ts';
import type { DecideImportReviewInput } from '../import.inputs.ts';
import { heldRows } from '../store/held-rows.ts';
import { overtaken, type DecidingParts, type StoredReview } from './deciding.ts';
import { choicesOf } from '../verdict/decisions.ts';
import { writeHeld } from './write-held.ts';

/** Unique and exclusion violations: somebody wrote the same number or place at this moment. */
const TAKEN_MEANWHILE = new Set(['23505', '23P01']);

/**
 * Decides a question of a roster, once however often it is sent: what was decided is recorded, and a row that waited for it is
 * written by the same code as an import, or destroyed, in the same transaction.
 * @throws NOT_FOUND, CONFLICT where it was decided or what is stored has changed since, INVALID_INPUT, RULE_VIOLATED
 */
export async function decideReview(
  parts: DecidingParts,
  actor: Actor,
  scope: Scope,
  input: DecideImportReviewInput,
): Promise<void> {
  try {
    await parts.db.write(actor, scope, (unit) => decide(parts, unit, actor, input));
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code === 'string' && TAKEN_MEANWHILE.has(code)) throw overtaken();
    throw error;
  }
}

async function decide(
  parts: DecidingParts,
  unit: UnitOfWork,
  actor: Actor,
  { id, version, decision, note }: DecideImportReviewInput,
): Promise<void> {
  const review = await lockReview(unit, id);
  if (review.state === 'DONE') {
    const again = review.decidedBy === actor.accountId && review.decision === decision;
    if (again && review.version === version + 1) return;
    throw conflict({ version: review.version, state: review.state }, '这件事已经定过了，刷新就不再列');
  }
  if (review.version !== version) {
    throw conflict({ version: review.version, state: review.state }, '又有新名册问了这件事，请刷新再定');
  }
  const held = await heldRows(unit, id);
  const { kind, subjectType } = review;
  const choice = choicesOf({ kind, subjectType, waiting: held.length > 0 }).find(
    (one) => one.decision === decision,
  );
  if (!choice) throw invalidInput({ decision: '这件事不能这样定，请刷新再看' });
  const said = note?.trim() ?? '';
  if (decision === 'NOTED' && said.length < 2) throw invalidInput({ note: '写一句怎么定的，2 到 200 个字' });
  const reason = [choice.label, said].filter((part) => part !== '').join('：');
  because(unit, reason);
  const written =
    decision === 'NOTED' || decision === 'RETURNED'
      ? []
      : await writeHeld(parts, unit, review, { decision, reason }, held);
  await sql`update import_review set state = 'DONE', decision = ${decision}, note = ${reason}, decided_by = ${actor.accountId},
    decided_at = now(), version = version + 1 where id = ${id}`.execute(unit.sql); // the rows go with it: held_until_decided
  audit(unit, {
    action: 'importReview.decide',
    subjectType: 'importReview',
    subjectId: id,
    path: review.path,
    after: { kind, decision, rows: held.length, ...(written.length > 0 && { written: written.join(' ') }) },
    reason,
  });
}

async function lockReview({ sql: db, scope }: UnitOfWork, id: string): Promise<StoredReview> {
  const { rows } = await sql<StoredReview>`
    select id, run_id as "runId", version, path, state, kind, subject_type as "subjectType",
      coalesce(subject_id, other_id) as "targetId", message, decision, decided_by as "decidedBy"
    from import_review where id = ${id} and path >= ${scope.lo} and path < ${scope.hi} for update`.execute(
    db,
  );
  const [review] = rows;
  if (!review) throw notFound('件待核的事');
  return review;
}
