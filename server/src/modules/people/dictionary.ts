import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { conflict, invalidInput, notFound } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { weigh, type EntryWeight } from './dictionary.rules.ts';
import { beginReweighing } from './reweighing.ts';
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
  'registered',
  'weight',
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
    const weight = demandWeight(input, null);
    await oneAtATime(unit, dictionary);
    await demandFreeWords(unit, input, label, [label, ...input.aliases]);
    const adding = unit.sql
      .insertInto('dictionary_entry')
      .values({
        dictionary,
        code,
        label,
        aliases: input.aliases,
        from_date: from,
        ...weight,
        position: sql`(select coalesce(max(position), 0) + 1 from dictionary_entry where dictionary = ${dictionary})`,
      })
      .onConflict((clash) => clash.columns(['dictionary', 'code']).doNothing())
      .returning(columns);
    const entry = await sayTaken(() => adding.executeTakeFirst());
    if (!entry) throw invalidInput({ code: '这个代码已经用过了，换一个' });
    audit(unit, {
      action: 'dictionary.add',
      subjectType: 'dictionary',
      path: scope.lo,
      after: entry,
    });
    return entry;
  });
}

/**
 * Renames an entry, says what rosters write for it, what it weighs, or ends it. The code stays: records carry it. Another weight
 * is worked out for those who carry it, after this.
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
    await oneAtATime(unit, dictionary);
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
    const weight = demandWeight(input, before);
    const editing = unit.sql
      .updateTable('dictionary_entry')
      .set({
        label,
        aliases: input.aliases,
        ...weight,
        version: before.version + 1,
        ...(input.to !== undefined && { to_date: input.to }),
      })
      .where('dictionary', '=', dictionary)
      .where('code', '=', code)
      .returning(columns);
    const after = await sayTaken(() => editing.executeTakeFirstOrThrow());
    if (after.registered !== before.registered || after.weight !== before.weight)
      await beginReweighing(unit, after);
    audit(unit, {
      action: 'dictionary.edit',
      subjectType: 'dictionary',
      path: scope.lo,
      before,
      after,
    });
    return after;
  });
}

/** @throws INVALID_INPUT */
function demandWeight(input: AddDictionaryEntryInput | EditDictionaryEntryInput, before: EntryWeight | null) {
  const weight = weigh(input.dictionary, input, before);
  if (typeof weight === 'string') throw invalidInput({ weight });
  return weight;
}

/** Whoever changes a dictionary waits for whoever is changing it: else two would each find a word free that both take. */
const oneAtATime = ({ sql: tx }: UnitOfWork, dictionary: string) =>
  sql`select pg_advisory_xact_lock(hashtext(${`dictionary ${dictionary}`}))`.execute(tx);

/** The database has the last word on names, those of entries that ended too. @throws INVALID_INPUT */
async function sayTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23P01')
      throw invalidInput({ label: '这个名称在同一段时间里已经有一项在用，换一个' });
    throw error;
  }
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
