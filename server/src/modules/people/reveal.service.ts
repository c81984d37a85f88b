import type { Selectable } from 'kysely';
import type { DB } from '../../generated/tables.ts';
import type { Actor } from '../../platform/auth/actor.ts';
import { covers, type Scope } from '../../platform/auth/scope.ts';
import type { Vault } from '../../platform/crypto.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { forbidden, invalidInput, notFound } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { RevealInput } from './reveal.type.ts';

/** Decrypts a personal value for somebody, never without a record of who looked and why (R32); of many at once `openPeople` does. */
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
      const held = await HELD[input.subject](unit, scope, input.id);
      if (!held) throw notFound(input.subject === 'HOUSEHOLD' ? '一户' : '个人');
      const { cipher, mask } = held.values[input.field] ?? {};
      if (!cipher || !held.key) throw notFound('一项');
      audit(unit, {
        action: 'person.reveal',
        subjectType: input.subject === 'CADRE' ? 'cadre' : 'household',
        subjectId: held.subject,
        path: held.path,
        after: { field: input.field, person: input.id, shown: mask },
        reason,
      });
      return this.#vault.open(held.key, cipher);
    });
  }
}

/** R13, R31: offices see their people and households, a liaison the own people, a cadre the phone of a friend. */
function demandRight({ axis }: Scope, { subject, field }: RevealInput): void {
  if (axis === 'unit' && subject !== 'CADRE') throw forbidden();
  if (axis === 'friend' && (subject !== 'MEMBER' || field !== 'PHONE')) throw forbidden();
}

interface Held {
  /** Whose page tells of the look. */
  subject: string;
  path: string;
  key: Buffer | null;
  values: Partial<Record<RevealInput['field'], { cipher: Buffer | null; mask: string | null }>>;
}

const HELD: Record<
  RevealInput['subject'],
  (unit: UnitOfWork, scope: Scope, id: string) => Promise<Held | undefined>
> = { CADRE: ofCadre, MEMBER: ofMember, HOUSEHOLD: ofHousehold };

const values = [
  'person_key',
  'identity_cipher',
  'identity_mask',
  'phone_cipher',
  'phone_mask',
  'path',
] as const;

async function ofCadre({ sql }: UnitOfWork, scope: Scope, id: string): Promise<Held | undefined> {
  const row = await sql.selectFrom('cadre').select(values).where('id', '=', id).executeTakeFirst();
  return row && covers(scope, row.path) ? ofPerson(row, id) : undefined;
}

/** Under a cadre's own axis the policy shows members of those households only whose responsible friend they are now (R7). */
async function ofMember({ sql }: UnitOfWork, _scope: Scope, id: string): Promise<Held | undefined> {
  const row = await sql
    .selectFrom('household_member')
    .select(['household_id', ...values])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && ofPerson(row, row.household_id);
}

async function ofHousehold({ sql }: UnitOfWork, _scope: Scope, id: string): Promise<Held | undefined> {
  const row = await sql
    .selectFrom('household')
    .select(['path', 'remark', 'remark_key', 'remark_cipher'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const remark = { cipher: row.remark_cipher, mask: row.remark };
  return { subject: id, path: row.path, key: row.remark_key, values: { REMARK: remark } };
}

type PersonRow = Pick<Selectable<DB['cadre']>, (typeof values)[number]>;

const ofPerson = (row: PersonRow, subject: string): Held => ({
  subject,
  path: row.path,
  key: row.person_key,
  values: {
    IDENTITY: { cipher: row.identity_cipher, mask: row.identity_mask },
    PHONE: { cipher: row.phone_cipher, mask: row.phone_mask },
  },
});
