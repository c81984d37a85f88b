import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { invalidInput, notFound, ruleViolated } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { DeclareKinInput } from './cadre.inputs.ts';
import { lockCadre } from './cadre-record.ts';
import { householdCards } from './household-cards.ts';

/** R26: kin among the households. Unknown is never "none": that there is none is a statement of its own. */
export class KinService {
  readonly #db: Database;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Declares a household as kin; a statement that there is none no longer holds. @returns the cadre's id */
  declare(actor: Actor, scope: Scope, input: DeclareKinInput): Promise<string> {
    return this.#db.write(actor, scope, async (unit) => {
      const cadre = await lockCadre(unit.em, scope, input.cadreId);
      const household = await unit.sql
        .selectFrom(householdCards(scope.axis, sql`${[input.householdId]}::uuid[]`))
        .select('h.id')
        .where('h.id', '=', input.householdId)
        .executeTakeFirst();
      if (!household) throw notFound('一户');
      const standing = await this.#standing(unit, cadre.id);
      if (standing.some(({ household_id }) => household_id === household.id)) {
        throw invalidInput({ householdId: '这一户已经申报过了' });
      }
      await this.#withdraw(
        unit,
        standing.filter(({ declared_none }) => declared_none).map(({ id }) => id),
      );
      await this.#insert(unit, cadre, { household_id: household.id, relation: input.relation.trim() });
      return cadre.id;
    });
  }

  /** States that there is no kin among the households. @throws RULE_VIOLATED while one is declared */
  declareNone(actor: Actor, scope: Scope, cadreId: string): Promise<string> {
    return this.#db.write(actor, scope, async (unit) => {
      const cadre = await lockCadre(unit.em, scope, cadreId);
      const standing = await this.#standing(unit, cadre.id);
      if (standing.some(({ declared_none }) => declared_none)) return cadre.id;
      if (standing.length > 0) {
        throw ruleViolated('R26', `已申报 ${standing.length} 户亲属。先撤回申报，再声明没有`);
      }
      await this.#insert(unit, cadre, { declared_none: true });
      return cadre.id;
    });
  }

  /** Takes a declaration back; it stays on record. @returns the cadre's id */
  withdraw(actor: Actor, scope: Scope, id: string): Promise<string> {
    return this.#db.write(actor, scope, async (unit) => {
      const declaration = await unit.sql
        .selectFrom('kin_declaration')
        .selectAll()
        .where('id', '=', id)
        .where('withdrawn_at', 'is', null)
        .executeTakeFirst();
      if (!declaration) throw notFound('条申报');
      const cadre = await lockCadre(unit.em, scope, declaration.cadre_id);
      await this.#withdraw(unit, [id]);
      const before = { householdId: declaration.household_id, declaredNone: declaration.declared_none };
      this.#record(unit, cadre, 'kin.withdraw', before, null);
      return cadre.id;
    });
  }

  #standing({ sql }: UnitOfWork, cadreId: string) {
    return sql
      .selectFrom('kin_declaration')
      .select(['id', 'household_id', 'declared_none'])
      .where('cadre_id', '=', cadreId)
      .where('withdrawn_at', 'is', null)
      .execute();
  }

  async #withdraw({ sql }: UnitOfWork, ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    await sql
      .updateTable('kin_declaration')
      .set({ withdrawn_at: this.#clock.now() })
      .where('id', 'in', ids)
      .execute();
  }

  async #insert(
    unit: UnitOfWork,
    cadre: { id: string; path: string },
    values: { household_id?: string; relation?: string; declared_none?: boolean },
  ): Promise<void> {
    const declaredOn = this.#clock.today();
    await unit.sql
      .insertInto('kin_declaration')
      .values({ cadre_id: cadre.id, declared_on: declaredOn, ...values })
      .execute();
    const action = values.declared_none ? 'kin.declareNone' : 'kin.declare';
    this.#record(unit, cadre, action, null, { householdId: values.household_id ?? null, declaredOn });
  }

  #record(
    unit: UnitOfWork,
    cadre: { id: string; path: string },
    action: string,
    before: object | null,
    after: object | null,
  ): void {
    audit(unit, {
      action,
      subjectType: 'cadre',
      subjectId: cadre.id,
      path: cadre.path,
      before,
      after,
    });
  }
}
