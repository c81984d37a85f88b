import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { covers, type Scope } from '../../platform/auth/scope.ts';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { invalidInput, notFound, ruleViolated } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { CadreEntity } from './cadre.entity.ts';
import { difference, type Shown } from './change.ts';
import { masked } from './masked.ts';
import { nameMask } from './masks.ts';

/** The cadre for writing, locked. One that is only a card here (R6) reads as not there. */
export async function lockCadre(em: EntityManager, scope: Scope, id: string): Promise<CadreEntity> {
  const seen = await em.findOne(CadreEntity, id, { fields: ['path'] });
  if (!seen || !covers(scope, seen.path)) throw notFound('个人');
  em.clear();
  const cadre = await em.findOne(CadreEntity, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!cadre) throw notFound('个人');
  return cadre;
}

/** A unit that people may be put into. @throws NOT_FOUND, RULE_VIOLATED where it belongs to another office */
export async function unitForPosting({ sql }: UnitOfWork, scope: Scope, id: string) {
  const target = await standingUnit(sql, id);
  if (!covers(scope, target.path)) {
    throw ruleViolated('R31', `${target.name}不归当前身份管。请管着两边的上级办公室来调，结对会一起过去`);
  }
  return target;
}

/** A unit that exists today. @throws NOT_FOUND, INVALID_INPUT */
export async function standingUnit(sql: UnitOfWork['sql'], id: string) {
  const unit = await sql
    .selectFrom('unit')
    .select(['id', 'name', 'path', 'ended_on'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!unit) throw notFound('个单位');
  if (unit.ended_on) throw invalidInput({ unitId: `${unit.name}已经撤销，请选现在的单位` });
  return unit;
}

/** A cadre as audit and conflicts show it. */
export const shownCadre = (cadre: CadreEntity): Shown => ({
  name: masked(nameMask(cadre.name), cadre.name),
  kind: cadre.kind,
  sex: cadre.sex,
  birthDate: cadre.birthDate,
  unitId: cadre.unitId,
  rankTitle: cadre.rankTitle,
  rank: cadre.rank,
  status: cadre.status,
  identity: masked(cadre.identityMask, cadre.identityIndex),
  phone: masked(cadre.phoneMask, cadre.phoneCipher),
});

/** What else a record tells: why, and what changed that is not the cadre's own (the dates of a posting). */
interface More {
  reason?: string | null | undefined;
  was?: Shown;
  extra?: Shown;
}

/**
 * Writes what changed of a cadre, with its record; nothing where nothing changed. The version grows too where only something that
 * hangs on the cadre changed, so that a second writer hears of it.
 */
export async function saveCadre(
  unit: UnitOfWork,
  cadre: CadreEntity,
  action: string,
  before: Shown,
  { reason, was, extra }: More = {},
): Promise<void> {
  const changes = difference(before, shownCadre(cadre));
  if (!changes && !extra) return;
  await unit.em.flush();
  if (!changes) {
    await unit.sql
      .updateTable('cadre')
      .set({ version: sql`version + 1` })
      .where('id', '=', cadre.id)
      .execute();
  }
  audit(unit, {
    action,
    subjectType: 'cadre',
    subjectId: cadre.id,
    path: cadre.path,
    before: changes || was ? { ...changes?.before, ...was } : null,
    after: { ...changes?.after, ...extra },
    reason: reason ?? null,
  });
}
