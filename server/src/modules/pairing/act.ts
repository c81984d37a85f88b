import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';

export interface Change {
  path: string;
  /** How many items of the board it settled. */
  solved?: number;
  subject: 'PAIRING' | 'CLAIM' | 'WAIVER';
  subjectId: string;
  change: 'CREATED' | 'ENDED' | 'CLOSED' | 'ACCEPTED';
  /** The version it left behind: an undo finds nothing changed since. */
  version: number;
}

/** One step of one person, thing by thing, so that it can be taken back whole. */
export class Act {
  readonly id = randomUUID();
  readonly #changes: Change[] = [];

  add(...changes: Change[]): void {
    this.#changes.push(...changes);
  }

  /** Counts one item of the board at this place as settled by the act. */
  settle(path: string): void {
    const change = this.#changes.find((one) => one.path === path);
    if (change) change.solved = (change.solved ?? 0) + 1;
  }

  /** Writes the act in the transaction of the change. A system principal (an import) has nothing to undo. */
  async save({ sql: db, principal }: UnitOfWork): Promise<void> {
    if (this.#changes.length === 0 || !principal.accountId) return;
    const column = <T>(pick: (change: Change) => T) => this.#changes.map(pick);
    await sql`insert into pairing_act (act_id, position, account_id, path, solved, subject, subject_id, change, version)
      select ${this.id}::uuid, (n - 1)::int, ${principal.accountId}::uuid, path, solved, subject, subject_id, change, version
      from unnest(${column((c) => c.path)}::text[], ${column((c) => c.solved ?? 0)}::int2[],
        ${column((c) => c.subject)}::text[], ${column((c) => c.subjectId)}::uuid[],
        ${column((c) => c.change)}::text[], ${column((c) => c.version)}::int[]) with ordinality
        as t(path, solved, subject, subject_id, change, version, n)`.execute(db);
  }
}
