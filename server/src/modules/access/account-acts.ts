import { sql } from 'kysely';
import type { Role } from '../../platform/auth/role.ts';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { invalidInput, ruleViolated } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { endSessions, type IssuedCode, type OneTimeCodes } from '../identity/index.ts';
import { mayReset, type Giver } from './access.rules.ts';
import type { Account } from './cadre-account.ts';

/** Whom the record of an act names. */
export interface Subject {
  subjectType: 'cadre' | 'account';
  subjectId: string;
  path: string;
}

export interface Switch {
  disabled: boolean;
  reason?: string | null;
}

export interface HeldGrant {
  id: string;
  role: Role;
  path: string;
}

/** An account, locked, and what it may do now or from a day to come. A cadre's place is where the cadre is now. */
export async function lockAccount(
  unit: UnitOfWork,
  id: string,
  today: string,
): Promise<Account & { grants: HeldGrant[] }> {
  const account = await unit.sql
    .selectFrom('account')
    .select(['id', 'login'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const { rows } = await sql<HeldGrant>`
    select g.id, g.role, coalesce(c.path, g.path) as path from role_grant g left join cadre c on c.id = g.cadre_id
    where g.account_id = ${id} and g.withdrawn_at is null and (g.to_date is null or g.to_date > ${today})`.execute(
    unit.sql,
  );
  return { ...account, grants: rows };
}

/** @throws RULE_VIOLATED for the own account, or one with an identity above the caller's */
export function demandReset(
  giver: Giver,
  { id, grants }: { id: string; grants: readonly HeldGrant[] },
): void {
  if (mayReset(giver, { accountId: id, grants })) return;
  throw ruleViolated('R31', '这个账号是你自己的，或还有别的身份。请授予那个身份的办公室来办');
}

/** A new one-time code; it opens a lock, too. */
export async function renewCode(
  unit: UnitOfWork,
  codes: OneTimeCodes,
  account: Account,
  issuedBy: string,
  subject: Subject,
): Promise<IssuedCode> {
  await unit.sql
    .updateTable('account')
    .set({ failed_attempts: 0, locked_until: null })
    .where('id', '=', account.id)
    .execute();
  const issued = await codes.issue(unit, account, issuedBy);
  audit(unit, {
    action: 'account.issueCode',
    ...subject,
    after: { expiresAt: issued.expiresAt.toISOString() },
  });
  return issued;
}

/** Keeps an account out, or lets it in again; its sessions end at once. @throws INVALID_INPUT without a reason to keep it out */
export async function switchAccount(
  unit: UnitOfWork,
  account: Account,
  { disabled, reason }: Switch,
  now: Date,
  subject: Subject,
): Promise<void> {
  if (disabled && !reason?.trim()) throw invalidInput({ reason: '写一句为什么停用' });
  await unit.sql
    .updateTable('account')
    .set({ disabled_at: disabled ? now : null })
    .where('id', '=', account.id)
    .execute();
  const sessions = disabled ? await endSessions(unit, account.id, now) : 0;
  audit(unit, {
    action: disabled ? 'account.disable' : 'account.enable',
    ...subject,
    after: disabled ? { sessions } : null,
    reason: reason?.trim() || null,
  });
}
