import { sql, type Kysely } from 'kysely';
import type { DB } from '../../generated/tables.ts';
import type { PovertyWeights } from './people.rules.ts';

interface Weighed {
  dictionary: string;
  code: string;
  weight?: number | null;
}

/** The weights that a list of entries carries. */
export const weightsIn = (entries: readonly Weighed[]): PovertyWeights => {
  const of = (dictionary: string) =>
    new Map(
      entries.flatMap(({ code, weight, ...entry }) =>
        entry.dictionary === dictionary && typeof weight === 'number' ? [[code, weight]] : [],
      ),
    );
  return { statuses: of('POVERTY_STATUS'), causes: of('POVERTY_CAUSE') };
};

/**
 * What statuses and causes weigh, held until the transaction ends: whoever changes a weight waits for those who are writing by
 * the old one, so that working it out anew misses nobody. That is why they are not kept in memory.
 * @param codes only these; all where left out
 */
export async function povertyWeights(
  db: Kysely<DB>,
  codes?: readonly (string | null)[],
): Promise<PovertyWeights> {
  const some = codes ? sql`and code = any(${codes}::text[])` : sql``;
  const { rows } = await sql<Weighed>`select dictionary, code, weight from dictionary_entry
    where dictionary in ('POVERTY_STATUS', 'POVERTY_CAUSE') ${some} order by dictionary, code for share`.execute(
    db,
  );
  return weightsIn(rows);
}
