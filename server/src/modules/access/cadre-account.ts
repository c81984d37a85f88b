import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import { createAccount } from '../identity/index.ts';
import { loginStem, type CadreStatus } from '../people/index.ts';
import { titleOf } from './access.rules.ts';

export interface Account {
  id: string;
  login: string;
}

export interface LockedCadre {
  id: string;
  name: string;
  path: string;
  unit: string;
  account_id: string | null;
  status: CadreStatus;
}

/** The cadre, locked; accounts are the system's, so the caller's range is applied here. @throws NOT_FOUND out of scope */
export async function lockCadre(
  { sql: db }: UnitOfWork,
  { lo, hi }: Scope,
  id: string,
): Promise<LockedCadre> {
  const cadre = await db
    .selectFrom('cadre as c')
    .select(['c.id', 'c.name', 'c.path', 'c.account_id', 'c.status'])
    .innerJoin('unit as u', 'u.id', 'c.unit_id')
    .select('u.name as unit')
    .where('c.id', '=', id)
    .where('c.path', '>=', lo)
    .where('c.path', '<', hi)
    .forUpdate('c')
    .executeTakeFirst();
  if (!cadre) throw notFound('个人');
  return { ...cadre, status: cadre.status as CadreStatus };
}

/** Makes the account of a cadre who has none, with the identity of the own friends. */
export async function makeAccount(
  unit: UnitOfWork,
  actor: Actor,
  cadre: LockedCadre,
  today: string,
): Promise<Account> {
  const account = await createAccount(unit, loginStem(cadre.name), cadre.name);
  await unit.sql
    .updateTable('cadre')
    .set({ account_id: account.id, version: sql`version + 1` })
    .where('id', '=', cadre.id)
    .execute();
  await unit.sql
    .insertInto('role_grant')
    .values({
      account_id: account.id,
      role: 'CADRE',
      path: cadre.path,
      title: titleOf('CADRE', cadre.unit),
      cadre_id: cadre.id,
      from_date: today,
      grantor_id: actor.accountId,
    })
    .execute();
  return account;
}
