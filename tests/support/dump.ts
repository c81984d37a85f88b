import pg from 'pg';

/** Every table of the database as text, whichever schema it is in, past row-level security; nothing is changed by it. */
export async function dumpTables(ownerUrl: string): Promise<Map<string, string>> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('begin');
    const { rows: tables } = await owner.query<{ name: string; forced: boolean }>(
      `select c.oid::regclass::text as name, relforcerowsecurity as forced from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       where relkind in ('r', 'm') and nspname !~ '^pg_|^information_schema$' order by 1`,
    );
    const dump = new Map<string, string>();
    for (const { name, forced } of tables) {
      if (forced) await owner.query(`alter table ${name} no force row level security`);
      const { rows } = await owner.query<{ text: string }>(`select t::text as text from ${name} t`);
      dump.set(name, rows.map(({ text }) => text).join('\n'));
    }
    await owner.query('rollback');
    return dump;
  } finally {
    await owner.end();
  }
}
