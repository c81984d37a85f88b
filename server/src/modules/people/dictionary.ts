import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { conflict, invalidInput, notFound } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type {
  AddDictionaryEntryInput,
  DictionaryEntry,
  EditDictionaryEntryInput,
} from './dictionary.type.ts';

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
    .where(
      sql<boolean>`(from_date is null or from_date <= current_date) and (to_date is null or to_date > current_date)`,
    )
    .executeTakeFirst();
  if (!entry) throw invalidInput({ [field]: '字典里没有这一项，请重新选' });
}

const columns = [
  'dictionary',
  'code',
  'label',
  'aliases',
  'position',
  'from_date as from',
  'to_date as to',
  'version',
] as const;

/** Entries of the dictionaries, those that ended too: records still carry them. */
export function readDictionary(db: Database, dictionary: string | null): Promise<DictionaryEntry[]> {
  let query = build
    .selectFrom('dictionary_entry')
    .select(columns)
    .orderBy('dictionary')
    .orderBy('position')
    .orderBy('code');
  if (dictionary) query = query.where('dictionary', '=', dictionary);
  return db.rows(systemScope, query);
}

/**
 * Adds an entry at the end of its dictionary. Its code is for good: records will carry it.
 * @throws INVALID_INPUT for a code, a label or a roster's word that the dictionary has
 */
export function addDictionaryEntry(
  db: Database,
  actor: Actor,
  scope: Scope,
  input: AddDictionaryEntryInput,
): Promise<DictionaryEntry> {
  return db.write(actor, scope, async (unit) => {
    const { dictionary, code, from } = input;
    const label = input.label.trim();
    await demandFreeWords(unit, input, label, [label, ...input.aliases]);
    const entry = await unit.sql
      .insertInto('dictionary_entry')
      .values({
        dictionary,
        code,
        label,
        aliases: input.aliases,
        from_date: from,
        position: sql`(select coalesce(max(position), 0) + 1 from dictionary_entry where dictionary = ${dictionary})`,
      })
      .onConflict((clash) => clash.doNothing())
      .returning(columns)
      .executeTakeFirst();
    if (!entry) throw invalidInput({ code: '这个代码已经用过了，换一个' });
    await audit(unit, {
      action: 'dictionary.add',
      subjectType: 'dictionary',
      path: scope.lo,
      after: entry,
    });
    return entry;
  });
}

/**
 * Renames an entry, says what rosters write for it, or ends it. The code stays: records carry it.
 * @throws CONFLICT with the entry as it is now, INVALID_INPUT, NOT_FOUND
 */
export function editDictionaryEntry(
  db: Database,
  actor: Actor,
  scope: Scope,
  input: EditDictionaryEntryInput,
): Promise<DictionaryEntry> {
  return db.write(actor, scope, async (unit) => {
    const { dictionary, code } = input;
    const before = await unit.sql
      .selectFrom('dictionary_entry')
      .select(columns)
      .where('dictionary', '=', dictionary)
      .where('code', '=', code)
      .forUpdate()
      .executeTakeFirst();
    if (!before) throw notFound('一项');
    if (before.version !== input.version) throw conflict({ ...before });
    const label = input.label.trim();
    // An entry that is taken up again may find its words taken.
    const known = input.to === undefined || input.to === before.to ? [before.label, ...before.aliases] : [];
    const added = [label, ...input.aliases].filter((word) => !known.includes(word));
    if (added.length > 0) await demandFreeWords(unit, input, label, added);
    if (input.to && before.from && input.to <= before.from) {
      throw invalidInput({ to: `它从 ${before.from} 起用，停用要在那以后` });
    }
    const after = await unit.sql
      .updateTable('dictionary_entry')
      .set({
        label,
        aliases: input.aliases,
        version: before.version + 1,
        ...(input.to !== undefined && { to_date: input.to }),
      })
      .where('dictionary', '=', dictionary)
      .where('code', '=', code)
      .returning(columns)
      .executeTakeFirstOrThrow();
    await audit(unit, {
      action: 'dictionary.edit',
      subjectType: 'dictionary',
      path: scope.lo,
      before,
      after,
    });
    return after;
  });
}

/** A word that stands for two entries in use tells nothing, neither on a page nor in a roster. @throws INVALID_INPUT */
async function demandFreeWords(
  { sql: tx }: UnitOfWork,
  { dictionary, code }: { dictionary: string; code: string },
  label: string,
  words: readonly string[],
): Promise<void> {
  const others = await tx
    .selectFrom('dictionary_entry')
    .select(['label', 'aliases'])
    .where('dictionary', '=', dictionary)
    .where('code', '<>', code)
    .where(sql<boolean>`(to_date is null or to_date > current_date)`)
    .where(sql<boolean>`(label = any(${words}::text[]) or aliases && ${words}::text[])`)
    .execute();
  for (const other of others) {
    if (other.label === label) throw invalidInput({ label: `「${label}」已经有了` });
    const word = words.find((one) => one === other.label || other.aliases.includes(one));
    throw invalidInput({
      [word === label ? 'label' : 'aliases']:
        `「${word ?? ''}」已经记在「${other.label}」下，一个写法只能归一项`,
    });
  }
}
