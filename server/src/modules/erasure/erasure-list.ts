import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from '../../platform/cluster/index.ts';
import { createOnce, refuseWidePermissions } from '../../platform/cluster/secrets.ts';

const line = z.strictObject({
  erasure: z.uuid(),
  subject: z.enum(['CADRE', 'MEMBER', 'HOUSEHOLD']),
  id: z.uuid(),
  at: z.iso.datetime(),
});
/** An erasure as the list keeps it: ids and a moment, and nothing of whom it was. */
export type Listed = z.infer<typeof line>;

/** Where the list of a data folder stands. It is in no backup: what was erased after one must be known at its restore. */
export const erasureListPath = (dataDir: string): string => join(dataDir, 'erasures.jsonl');
/** Left by a restore until the list has been replayed. */
export const restoredMark = (dataDir: string): string => join(dataDir, 'restored.json');

/** The erasures beside the data, mode 0600; lines are only ever added, and are on the disk when {@link append} returns. */
export class ErasureList {
  readonly #dataDir: string;
  readonly #file: string;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    this.#file = erasureListPath(dataDir);
  }

  /**
   * Makes an empty list at the first start. After a restore it is not made: who was erased since the backup would be back.
   * @throws StartError
   */
  open(): void {
    if (!existsSync(this.#file)) {
      if (existsSync(restoredMark(this.#dataDir))) {
        throw new StartError(
          `这里是从备份恢复的，还缺依法删除的清单 ${this.#file}；请把它放回原处（权限 600）再启动，不然删除过的人会回来。从来没有依法删除过，就放一个空文件。`,
        );
      }
      createOnce(this.#file, '');
    }
    refuseWidePermissions(this.#file);
  }

  /** @throws StartError where a line is not one of ours */
  read(): Listed[] {
    if (!existsSync(this.#file)) return [];
    const lines = readFileSync(this.#file, 'utf8').split('\n');
    lines.pop(); // what a fall has torn stands behind the last end of a line; the database knows of it and it is added again
    return lines.filter((text) => text !== '').map((text) => this.#parse(text));
  }

  append(entries: readonly Listed[]): void {
    if (entries.length === 0) return;
    const torn = existsSync(this.#file) && !/(^|\n)$/.test(readFileSync(this.#file, 'utf8'));
    const file = openSync(this.#file, 'a', 0o600);
    try {
      writeSync(file, `${torn ? '\n' : ''}${entries.map((entry) => JSON.stringify(entry)).join('\n')}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  /** The list has been replayed over what a restore brought. */
  settled(): void {
    rmSync(restoredMark(this.#dataDir), { force: true });
  }

  #parse(text: string): Listed {
    try {
      return line.parse(JSON.parse(text));
    } catch {
      throw new StartError(`依法删除的清单 ${this.#file} 里有一行读不懂；请从另存的地方把它放回原处。`);
    }
  }
}
