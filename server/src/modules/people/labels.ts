import { sql } from 'kysely';

/** What people call a dictionary code, in the select list of a statement; the code itself where the dictionary lost it. */
export const labelOf = (
  dictionary: 'POVERTY_STATUS' | 'POVERTY_CAUSE' | 'RELATION',
  column: string,
) => sql<string>`coalesce((select d.label from dictionary_entry d where d.dictionary = ${sql.lit(dictionary)}
  and d.code = ${sql.ref(column)}), ${sql.ref(column)})`;
