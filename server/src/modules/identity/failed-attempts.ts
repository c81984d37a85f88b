import { LRUCache } from 'lru-cache';
import { systemScope } from '../../platform/auth/scope.ts';
import type { Vault } from '../../platform/crypto.ts';
import { NOBODY, type Database } from '../../platform/db/database.ts';
import { audit } from '../audit/index.ts';
import type { Attempt } from './attempts.ts';

const HOUR_MS = 3_600_000;
/** A name that opens nothing is recorded once in this time. */
const SAME_NAME_MS = HOUR_MS / 4;
/** So many rows an hour for names that open nothing; what is above is counted and told by the next row. */
export const UNKNOWN_AN_HOUR = 60;

export type Way = 'signIn' | 'redeemCode' | 'changePassword';

/**
 * Records attempts that failed, never with what was typed. Of an account there are at most as many as it takes to lock it; a name
 * that opens nothing (unknown, disabled or locked) stands as a keyed index only, for people type passwords there too.
 */
export class FailedAttempts {
  readonly #db: Database;
  readonly #vault: Vault;
  readonly #names = new LRUCache<string, true>({ max: 10_000, ttl: SAME_NAME_MS });
  #hour = { endsAt: 0, left: 0 };
  #unrecorded = 0;

  constructor(db: Database, vault: Vault) {
    this.#db = db;
    this.#vault = vault;
  }

  async record(way: Way, login: string, attempt: Attempt | undefined): Promise<void> {
    const action = `account.${way}Failed`;
    if (attempt) {
      return this.#write({ action, subjectId: attempt.id, after: { locked: attempt.locked } });
    }
    const name = this.#vault.blindIndex('login', login.trim().toLowerCase()).toString('hex').slice(0, 16);
    if (!this.#worthARow(name)) {
      this.#unrecorded += 1;
      return;
    }
    const unrecorded = this.#unrecorded;
    this.#unrecorded = 0;
    await this.#write({ action, subjectId: null, after: { name, unrecorded } });
  }

  /** By the process's own clock: a flood is a matter of the machine, not of the programme's day. */
  #worthARow(name: string): boolean {
    if (this.#names.has(name)) return false;
    const now = performance.now();
    if (now >= this.#hour.endsAt) this.#hour = { endsAt: now + HOUR_MS, left: UNKNOWN_AN_HOUR };
    if (this.#hour.left <= 0) return false;
    this.#hour.left -= 1;
    this.#names.set(name, true);
    return true;
  }

  #write(row: { action: string; subjectId: string | null; after: object }): Promise<void> {
    return this.#db.write(NOBODY, systemScope, (unit) => audit(unit, { subjectType: 'account', ...row }));
  }
}
