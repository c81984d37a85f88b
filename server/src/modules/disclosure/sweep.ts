import { sql } from 'kysely';
import { systemScope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import { NOBODY, type Database } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import { audit } from '../audit/index.ts';
import { endDisclosures } from './stored.ts';

/** Those that a killed process left on their way. */
export async function unfinished(db: Database): Promise<string[]> {
  const query = sql<{ id: string }>`select id from disclosure where state = 'MAKING' order by id`;
  const rows = await db.rows(systemScope, statement(query));
  return rows.map(({ id }) => id);
}

interface Due {
  id: string;
  path: string;
  state: 'ASKED' | 'MAKING' | 'READY';
  held: boolean;
}

/**
 * Ends what is past its time, and what was asked for under a grant that is no longer in force: its file would be nobody's.
 * @returns the ids of the files that are still wanted
 */
export function endExpired(db: Database, clock: Clock): Promise<ReadonlySet<string>> {
  const [now, today] = [clock.now(), clock.today()];
  return db.write(NOBODY, systemScope, async (unit) => {
    const held = sql`(a.disabled_at is null and g.withdrawn_at is null and (g.to_date is null or g.to_date > ${today}::date))`;
    const { rows: due } = await sql<Due>`select d.id, d.path, d.state, ${held} as held from disclosure d
      join account a on a.id = d.account_id join role_grant g on g.id = d.grant_id
      where (d.state in ('ASKED', 'READY') and d.expires_at <= ${now} or d.state in ('ASKED', 'MAKING', 'READY') and not ${held})
      order by d.id for update of d skip locked`.execute(unit.sql);
    for (const { id, path, state, held: good } of due) {
      const problem = good ? null : '申请时用的身份现在不能用了，或账号已停用';
      const ended = state === 'ASKED' ? 'EXPIRED' : 'OVER';
      await endDisclosures(unit, [id], { state: ended, at: now, problem });
      const record = { subjectType: 'disclosure', subjectId: id, path, reason: problem };
      audit(unit, {
        action: state === 'ASKED' ? 'disclosure.expire' : 'disclosure.destroy',
        ...record,
      });
    }
    const { rows } = await sql<{
      id: string;
    }>`select id from disclosure where state in ('MAKING', 'READY')`.execute(unit.sql);
    return new Set(rows.map(({ id }) => id));
  });
}
