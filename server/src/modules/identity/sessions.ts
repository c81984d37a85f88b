import { LRUCache } from 'lru-cache';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Role } from '../../platform/auth/role.ts';
import { systemScope } from '../../platform/auth/scope.ts';
import { tokenHash } from '../../platform/crypto.ts';
import type { Clock } from '../../platform/clock.ts';
import { NOBODY, type Database } from '../../platform/db/database.ts';
import type { Listener } from '../../platform/db/notices.ts';
import { build } from '../../platform/db/query-builder.ts';
import { sql } from 'kysely';
import type { CurrentFigures } from '../figures/index.ts';
import { sessionAlive } from './sign-in.rules.ts';

/** How long a session is believed without asking the database; a change of grant or account drops it at once (NOTIFY). */
const BELIEVED_MS = 3000;
/** `last_seen_at` is written at most this often a session. */
const SEEN_EVERY_MS = 60_000;

/** Told by triggers whenever a grant, an account or a session changes. */
export const SESSIONS_CHANNEL = 'sessions';

interface Known {
  actor: Actor;
  createdAt: Date;
  lastSeenAt: Date;
}

/** Tells who a session token belongs to, and under which grant they work now. */
export class Sessions implements Listener {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #figures: CurrentFigures;
  readonly #known = new LRUCache<string, Known>({ max: 20_000, ttl: BELIEVED_MS });

  constructor(db: Database, clock: Clock, figures: CurrentFigures) {
    this.#db = db;
    this.#clock = clock;
    this.#figures = figures;
  }

  /** An account, one of its grants or sessions changed. */
  heard(accountId: string): void {
    for (const [key, { actor }] of this.#known.entries()) {
      if (actor.accountId === accountId) this.#known.delete(key);
    }
  }

  lost(): void {
    this.#known.clear();
  }

  /** The actor behind a token, or null where the session has ended, idled out or never was. */
  async actorOf(token: string): Promise<Actor | null> {
    const key = tokenHash(token).toString('base64');
    const known = this.#known.get(key) ?? (await this.#load(key));
    const now = this.#clock.now();
    if (!known || !sessionAlive(known, now, await this.#figures.now())) return null;
    if (now.getTime() - known.lastSeenAt.getTime() > SEEN_EVERY_MS) await this.#touch(known, now);
    return known.actor;
  }

  async #load(key: string): Promise<Known | null> {
    const row = await this.#db.row(
      systemScope,
      build
        .selectFrom('session as s')
        .innerJoin('account as a', 'a.id', 's.account_id')
        .leftJoin('role_grant as g', (join) =>
          join
            .onRef('g.id', '=', 's.grant_id')
            .on('g.withdrawn_at', 'is', null)
            .on(
              sql<boolean>`g.from_date <= current_date and (g.to_date is null or g.to_date > current_date)`,
            ),
        )
        .where('s.token_hash', '=', Buffer.from(key, 'base64'))
        .where('s.ended_at', 'is', null)
        .where('a.disabled_at', 'is', null)
        .select(['s.id', 's.account_id', 's.created_at', 's.last_seen_at', 'a.display_name'])
        .select(['g.id as grant_id', 'g.role', 'g.path', 'g.cadre_id']),
      'session',
    );
    if (!row) return null;
    const known: Known = {
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      actor: {
        accountId: row.account_id,
        displayName: row.display_name,
        sessionId: row.id,
        grantId: row.grant_id,
        role: row.role as Role | null,
        path: row.path ?? '',
        cadreId: row.cadre_id,
      },
    };
    this.#known.set(key, known);
    return known;
  }

  async #touch(known: Known, now: Date): Promise<void> {
    known.lastSeenAt = now;
    await this.#db.write(NOBODY, systemScope, async (unit) => {
      await unit.sql
        .updateTable('session')
        .set({ last_seen_at: now })
        .where('id', '=', known.actor.sessionId)
        .execute();
    });
  }
}
