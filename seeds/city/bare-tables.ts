import type { Client } from 'pg';

interface Part {
  table: string;
  name: string;
  definition: string;
}

/**
 * Copies rows into tables that have their keys and nothing else; foreign keys, exclusion constraints and the other indexes are
 * made afterwards, over all rows at once, and check them all the same. Row-level security must not be in the way of that.
 */
export async function intoBareTables<T>(client: Client, work: () => Promise<T>): Promise<T> {
  const { rows: constraints } = await client.query<Part>(`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where connamespace = 'public'::regnamespace and contype in ('f', 'x') and conparentid = 0
    order by contype = 'f', 1, 2`);
  const { rows: indexes } = await client.query<Part>(`
    select indrelid::regclass::text as table, indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = 'public'::regnamespace
      and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
    order by 1, 2`);
  for (const { table, name } of constraints.toReversed())
    await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  const made = await work();
  await client.query(`set local maintenance_work_mem = '256MB'`);
  for (const { definition } of indexes) await client.query(definition);
  for (const { table, name, definition } of constraints)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  return made;
}
