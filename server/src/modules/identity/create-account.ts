import type { UnitOfWork } from '../../platform/db/database.ts';

/** Makes an account without a password (a one-time code gives it one); `stem`, or `stem2`, `stem3` … where that is taken. */
export async function createAccount(
  { sql }: UnitOfWork,
  stem: string,
  displayName: string,
): Promise<{ id: string; login: string }> {
  const base = stem || 'user';
  for (let n = 1; ; n++) {
    const login = n === 1 ? base : `${base}${n}`;
    const made = await sql
      .insertInto('account')
      .values({ login, display_name: displayName })
      .onConflict((conflict) => conflict.column('login').doNothing())
      .returning(['id', 'login'])
      .executeTakeFirst();
    if (made) return made;
  }
}
