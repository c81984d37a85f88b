import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { allPolicies, may } from '../../platform/auth/policy.ts';
import { systemScope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { notFound } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { Sessions } from '../identity/index.ts';
import type { Grant, Me } from './access.type.ts';

const inForce = sql<boolean>`withdrawn_at is null and from_date <= current_date and (to_date is null or to_date > current_date)`;

/** Grants and the identity that a session works under. */
export class AccessService {
  readonly #db: Database;
  readonly #sessions: Sessions;

  constructor(db: Database, sessions: Sessions) {
    this.#db = db;
    this.#sessions = sessions;
  }

  async me(actor: Actor): Promise<Me> {
    const grants = (await this.#db.rows(
      systemScope,
      build
        .selectFrom('role_grant')
        .select(['id', 'role', 'path', 'title', 'cadre_id as cadreId'])
        .where('account_id', '=', actor.accountId)
        .where(inForce)
        .orderBy('id'),
      'grants',
    )) as Grant[];
    return {
      id: actor.accountId,
      displayName: actor.displayName,
      grants,
      currentGrant: grants.find(({ id }) => id === actor.grantId) ?? null,
      permissions: allPolicies()
        .filter((policy) => may(actor, policy))
        .map(({ name }) => name),
    };
  }

  /**
   * Makes one of the account's own grants the identity of this session.
   * @throws NOT_FOUND for a grant that is not theirs or not in force
   */
  async switchGrant(actor: Actor, grantId: string): Promise<Actor> {
    const now = await this.#db.write(actor, systemScope, async (unit) => {
      const grant = await unit.sql
        .selectFrom('role_grant')
        .select(['id', 'role', 'path', 'cadre_id'])
        .where('id', '=', grantId)
        .where('account_id', '=', actor.accountId)
        .where(inForce)
        .executeTakeFirst();
      if (!grant) throw notFound('个身份');
      await unit.sql
        .updateTable('session')
        .set({ grant_id: grant.id })
        .where('id', '=', actor.sessionId)
        .execute();
      audit(unit, {
        action: 'session.switchGrant',
        subjectType: 'session',
        subjectId: actor.sessionId,
        before: { grantId: actor.grantId },
        after: { grantId },
      });
      return {
        ...actor,
        grantId,
        role: grant.role as Actor['role'],
        path: grant.path,
        cadreId: grant.cadre_id,
      };
    });
    this.#sessions.heard(actor.accountId); // the next request may be quicker than the notice
    return now;
  }
}
