import { sql } from 'kysely';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { build, statement } from '../../platform/db/query-builder.ts';
import { invalidInput, notFound } from '../../platform/errors.ts';
import { weigh, type EntryWeight } from './dictionary.rules.ts';
import type { DictionaryWeightEffect, DictionaryWeightInput, Reweighing } from './dictionary.type.ts';
import { carrying } from './reweighing.ts';

/** The last few are enough to see that one's own is done. */
const SHOWN = 5;

/** @throws NOT_FOUND, INVALID_INPUT for a weight out of bounds */
export async function weightEffect(
  db: Database,
  scope: Scope,
  input: DictionaryWeightInput,
): Promise<DictionaryWeightEffect> {
  const { dictionary, code } = input;
  const stored = build
    .selectFrom('dictionary_entry')
    .select(['registered', 'weight'])
    .where('dictionary', '=', dictionary)
    .where('code', '=', code);
  const before: EntryWeight | undefined = await db.row(scope, stored);
  if (!before) throw notFound('一项');
  const after = weigh(dictionary, input, before);
  if (typeof after === 'string') throw invalidInput({ weight: after });
  if (after.registered === before.registered && after.weight === before.weight)
    return { households: 0, counted: 0, uncounted: 0 };
  const counts = sql<{ households: number; standing: number }>`select count(*)::int as households,
      (count(*) filter (where h.ended_on is null and h.size > 0))::int as standing
    from household h where ${carrying(dictionary, code)} and h.path >= ${scope.lo} and h.path < ${scope.hi}`;
  const found = await db.row(scope, statement(counts));
  const { households = 0, standing = 0 } = found ?? {};
  const turns = after.registered !== before.registered;
  return {
    households,
    counted: turns && after.registered ? standing : 0,
    uncounted: turns && before.registered ? standing : 0,
  };
}

/** What is under way, and the last of what was. */
export const listReweighings = (db: Database): Promise<Reweighing[]> => {
  const runs = sql<Reweighing>`select r.id, d.label, r.total, r.done, r.changed, r.begun_at as "begunAt",
      r.finished_at as "finishedAt"
    from reweighing r join dictionary_entry d on d.dictionary = r.dictionary and d.code = r.code
    order by r.finished_at is not null, r.begun_at desc limit ${SHOWN}`;
  return db.rows(systemScope, statement(runs));
};
