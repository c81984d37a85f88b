import { sql } from 'kysely';
import type { Vault } from '../../../platform/crypto.ts';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import { ERASED, type Erased } from '../../people/index.ts';
import type { SealedNames } from './lines.ts';

interface Line {
  signature: string;
  position: number;
  key: Buffer;
  names: Buffer;
  cadreId: string;
}

/**
 * Takes an erased person's name out of every list that was signed, and off the signatures they gave. The line stays with the hash
 * of what it was, so that the seal over the list holds (R5, R32); the other name on it stays readable.
 */
export async function eraseFromSignatures(
  unit: UnitOfWork,
  vault: Vault,
  erasureId: string,
  person: Erased,
): Promise<void> {
  const { sql: db } = unit;
  const { rows } =
    await sql<Line>`select l.signature_id as signature, l.position, s.key, l.names_cipher as names,
      l.cadre_id as "cadreId"
    from confirmation_line l join confirmation_signature s on s.id = l.signature_id
    where l.cadre_id = ${person.cadreId} or l.household_id = ${person.householdId}`.execute(db);
  const rewritten = rows.flatMap((line) => {
    const names = withoutName(JSON.parse(vault.open(line.key, line.names)) as SealedNames, line, person);
    return names ? [{ ...line, names: vault.seal(line.key, JSON.stringify(names)) }] : [];
  });
  if (rewritten.length > 0) {
    await sql`select redact_lines(${erasureId}, ${rewritten.map(({ signature }) => signature)}::uuid[],
      ${rewritten.map(({ position }) => position)}::int[], ${rewritten.map(({ names }) => names)}::bytea[])`.execute(
      db,
    );
  }
  if (person.accountId) await eraseSigner(unit, vault, erasureId, person.accountId);
}

/** Of one member only where the line names them: the household may have had another head then. Null where nothing goes. */
function withoutName(names: SealedNames, { cadreId }: Line, person: Erased): SealedNames | null {
  if (person.cadreId === cadreId) return { ...names, cadre: ERASED };
  if (person.householdId === null) return null;
  return person.subject === 'HOUSEHOLD' || person.names.includes(names.head)
    ? { ...names, head: ERASED }
    : null;
}

async function eraseSigner(
  { sql: db }: UnitOfWork,
  vault: Vault,
  erasureId: string,
  accountId: string,
): Promise<void> {
  const { rows } = await sql<{ id: string; key: Buffer }>`
    select id, key from confirmation_signature where signed_by = ${accountId}`.execute(db);
  if (rows.length === 0) return;
  await sql`select redact_signers(${erasureId}, ${rows.map(({ id }) => id)}::uuid[],
    ${rows.map(({ key }) => vault.seal(key, ERASED))}::bytea[])`.execute(db);
}
