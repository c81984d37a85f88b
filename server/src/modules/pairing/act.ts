import { randomUUID } from 'node:crypto';
import type { UnitOfWork } from '../../platform/db/database.ts';

export interface Change {
  path: string;
  /** How many items of the board it settled. */
  solved?: number;
  subject: 'PAIRING' | 'CLAIM' | 'WAIVER';
  subjectId: string;
  change: 'CREATED' | 'ENDED' | 'CLOSED' | 'ACCEPTED' | 'MOVED';
  /** The version it left behind: an undo finds nothing changed since. */
  version: number;
  /** The household that it was about before, where it moved to another one. */
  movedFrom?: string;
}

/** One step of one person, thing by thing, so that it can be taken back whole. */
export class Act {
  readonly id: string;
  readonly #changes: Change[] = [];

  /** @param id given where this is a part of a step that has one already */
  constructor(id: string = randomUUID()) {
    this.id = id;
  }

  add(...changes: Change[]): void {
    this.#changes.push(...changes);
  }

  /** Counts one item of the board at this place as settled by the act. */
  settle(path: string): void {
    const change = this.#changes.find((one) => one.path === path);
    if (change) change.solved = (change.solved ?? 0) + 1;
  }

  /** Writes the act in the transaction of the change. A system principal (an import) has nothing to undo. */
  save(unit: UnitOfWork): void {
    if (this.#changes.length === 0 || !unit.principal.accountId) return;
    const column = <T>(pick: (change: Change) => T) => this.#changes.map(pick);
    const values = [
      this.id,
      unit.principal.accountId,
      column((c) => c.path),
      column((c) => c.solved ?? 0),
      column((c) => c.subject),
      column((c) => c.subjectId),
      column((c) => c.change),
      column((c) => c.version),
      column((c) => c.movedFrom ?? null),
    ];
    unit.later({ ...INSERT, values });
  }
}

const INSERT = {
  name: 'pairing_act',
  text: `insert into pairing_act (act_id, position, account_id, path, solved, subject, subject_id, change, version, moved_from)
    select $1, (n - 1)::int, $2, path, solved, subject, subject_id, change, version, moved_from
    from unnest($3::text[], $4::int2[], $5::text[], $6::uuid[], $7::text[], $8::int[], $9::uuid[]) with ordinality
      as t(path, solved, subject, subject_id, change, version, moved_from, n)`,
};
