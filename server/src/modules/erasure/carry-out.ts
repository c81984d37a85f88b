import { sql } from 'kysely';
import type { Vault } from '../../platform/crypto.ts';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { eraseAccount } from '../access/index.ts';
import { audit, redactAudit, type AuditKeys } from '../audit/index.ts';
import { eraseFromDisclosures } from '../disclosure/index.ts';
import { eraseFromImports } from '../import/index.ts';
import { eraseFromPairings, eraseFromSignatures } from '../pairing/index.ts';
import { ERASED, erasePerson, formerly, type Erased } from '../people/index.ts';
import { withoutPerson } from './redact.rules.ts';

export interface Tools {
  vault: Vault;
  auditKeys: () => AuditKeys;
}

/** Files that can't be read any more and go from the disk once the transaction has. */
export interface Unreadable {
  imports: readonly string[];
  disclosures: readonly string[];
}

/**
 * Erases a person wherever they stand, in the caller's transaction; the erasure must be DECIDED. Rows, counts, dates and ids stay.
 */
export async function carryOut(
  unit: UnitOfWork,
  { vault, auditKeys }: Tools,
  erasureId: string,
  person: Erased,
  at: Date,
): Promise<Unreadable> {
  const account = await eraseAccount(unit, person, at);
  const imports = await eraseFromImports(unit, person, at);
  const disclosures = await eraseFromDisclosures(unit, person, at);
  const told: string[] = [];
  for (const known of [person, ...person.formerHomes.map((home) => formerly(person, home))]) {
    if (known !== person) told.push(...(await eraseFromImports(unit, known, at)).subjectIds);
    await eraseFromSignatures(unit, vault, erasureId, known);
    told.push(...(await eraseFromPairings(unit, known, at)), ...(await erasePerson(unit, known, at)));
  }
  const records = await redactAudit(
    unit,
    auditKeys(),
    erasureId,
    {
      subjectIds: [...account, ...imports.subjectIds, ...disclosures.subjectIds, ...told],
      path: person.path,
      words: person.names,
    },
    (told) => withoutPerson(told, person, ERASED),
  );
  await sql`update erasure set state = 'ERASED', erased_at = ${at}, version = version + 1 where id = ${erasureId}`.execute(
    unit.sql,
  );
  audit(unit, {
    action: 'person.erase',
    subjectType: person.cadreId ? 'cadre' : 'household',
    subjectId: person.cadreId ?? person.householdId,
    path: person.path,
    after: { erasure: erasureId, subject: person.subject, subjectId: person.id, records },
  });
  return { imports: imports.runIds, disclosures: disclosures.fileIds };
}
