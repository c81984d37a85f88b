import type { Actor } from '../../platform/auth/actor.ts';
import { covers, type Scope } from '../../platform/auth/scope.ts';
import type { Vault } from '../../platform/crypto.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { forbidden, invalidInput, notFound } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { RevealInput } from './reveal.type.ts';

/** The only place that decrypts a personal value, and never without a record of who looked and why (R32). */
export class RevealService {
  readonly #db: Database;
  readonly #vault: Vault;

  constructor(db: Database, vault: Vault) {
    this.#db = db;
    this.#vault = vault;
  }

  /** @throws NOT_FOUND where there is no such person or value in scope, INVALID_INPUT without a reason */
  reveal(actor: Actor, scope: Scope, input: RevealInput): Promise<string> {
    demandRight(scope, input);
    const reason = input.reason?.trim() || null;
    if (!reason && scope.axis !== 'friend') throw invalidInput({ reason: '写一句为什么要看' });
    return this.#db.write(actor, scope, async (unit) => {
      const row =
        input.subject === 'CADRE' ? await cadreRow(unit, scope, input.id) : await memberRow(unit, input.id);
      if (!row) throw notFound('个人');
      const cipher = input.field === 'PHONE' ? row.phone_cipher : row.identity_cipher;
      if (!cipher || !row.person_key) throw notFound('一项');
      await audit(unit, {
        action: 'person.reveal',
        subjectType: input.subject === 'CADRE' ? 'cadre' : 'household',
        subjectId: row.subject,
        path: row.path,
        after: {
          field: input.field,
          person: row.id,
          shown: input.field === 'PHONE' ? row.phone_mask : row.identity_mask,
        },
        reason,
      });
      return this.#vault.open(row.person_key, cipher);
    });
  }
}

/** R13, R31: offices see their people and households, a liaison the own people, a cadre the phone of a friend. */
function demandRight({ axis }: Scope, { subject, field }: RevealInput): void {
  if (axis === 'unit' && subject !== 'CADRE') throw forbidden();
  if (axis === 'friend' && (subject !== 'MEMBER' || field !== 'PHONE')) throw forbidden();
}

const values = [
  'person_key',
  'identity_cipher',
  'identity_mask',
  'phone_cipher',
  'phone_mask',
  'path',
] as const;

async function cadreRow({ sql }: UnitOfWork, scope: Scope, id: string) {
  const row = await sql
    .selectFrom('cadre')
    .select(['id', 'id as subject', ...values])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && covers(scope, row.path) ? row : undefined;
}

/** Under a cadre's own axis the policy shows members of those households only whose responsible friend they are now (R7). */
const memberRow = ({ sql }: UnitOfWork, id: string) =>
  sql
    .selectFrom('household_member')
    .select(['id', 'household_id as subject', ...values])
    .where('id', '=', id)
    .executeTakeFirst();
