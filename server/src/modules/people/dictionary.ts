import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { invalidInput, notFound } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { DictionaryEntry, EditDictionaryEntryInput } from './dictionary.type.ts';

/** @throws INVALID_INPUT where the dictionary has no such code in force; nothing given is fine */
export async function demandEntry(
  { sql: db }: UnitOfWork,
  dictionary: string,
  code: string | null | undefined,
  field: string,
): Promise<void> {
  if (!code) return;
  const entry = await db
    .selectFrom('dictionary_entry')
    .select('code')
    .where('dictionary', '=', dictionary)
    .where('code', '=', code)
    .where(sql<boolean>`(to_date is null or to_date > current_date)`)
    .executeTakeFirst();
  if (!entry) throw invalidInput({ [field]: '字典里没有这一项，请重新选' });
}

/** Entries of the dictionaries, those that ended too: records still carry them. */
export function readDictionary(db: Database, dictionary: string | null): Promise<DictionaryEntry[]> {
  let query = build
    .selectFrom('dictionary_entry')
    .select(['dictionary', 'code', 'label', 'aliases', 'position', 'from_date as from', 'to_date as to'])
    .orderBy('dictionary')
    .orderBy('position')
    .orderBy('code');
  if (dictionary) query = query.where('dictionary', '=', dictionary);
  return db.rows(systemScope, query) as Promise<DictionaryEntry[]>;
}

/** Renames an entry, adds what rosters write, or ends it. The code stays: records carry it. */
export function editDictionaryEntry(
  db: Database,
  actor: Actor,
  scope: Scope,
  input: EditDictionaryEntryInput,
): Promise<DictionaryEntry> {
  return db.write(actor, scope, async ({ sql: tx, ...unit }) => {
    const where = tx
      .selectFrom('dictionary_entry')
      .select(['dictionary', 'code', 'label', 'aliases', 'position', 'from_date as from', 'to_date as to'])
      .where('dictionary', '=', input.dictionary)
      .where('code', '=', input.code);
    const before = await where.forUpdate().executeTakeFirst();
    if (!before) throw notFound('一项');
    await tx
      .updateTable('dictionary_entry')
      .set({
        label: input.label,
        aliases: input.aliases,
        ...(input.to !== undefined && { to_date: input.to }),
      })
      .where('dictionary', '=', input.dictionary)
      .where('code', '=', input.code)
      .execute();
    const after = await where.executeTakeFirstOrThrow();
    await audit(
      { sql: tx, ...unit },
      { action: 'dictionary.edit', subjectType: 'dictionary', path: scope.lo, before, after },
    );
    return after;
  });
}
