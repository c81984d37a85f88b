import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Actor } from '../../platform/auth/actor.ts';
import { scopeFor } from '../../platform/auth/policy.ts';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Vault } from '../../platform/crypto.ts';
import type { Database } from '../../platform/db/database.ts';
import { conflict, DomainError, invalidInput, notFound } from '../../platform/errors.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { audit } from '../audit/index.ts';
import { loadSetting } from '../pairing/index.ts';
import type { PeopleEvents } from '../people/index.ts';
import { checkImport, type ImportParts } from './check-import.ts';
import { decideReview } from './decide/decide-review.ts';
import type { ChooseImportColumnsInput, DecideImportReviewInput, ImportCellInput } from './import.inputs.ts';
import { importRosters } from './import.policy.ts';
import { ownRun } from './import.queries.ts';
import { fieldsOf, type Field, type RosterKind } from './layout/fields.ts';
import { eraseExpired, eraseRun } from './store/erase.ts';
import { Locker } from '../../platform/locker.ts';
import { visible } from './workbook/visible.ts';
import { setRun, type RunState, type StoredRun } from './store/runs.ts';
import { STANDING_LOST_CODE, STANDING_LOST_SENTENCE, StandingLost } from './store/standing.ts';
import { suggestionsOf } from './store/suggestions.ts';
import { writeImport } from './write-import.ts';

const CHECK = 'import.check';
const WRITE = 'import.write';
const HOURS_KEPT = 24;
const BEFORE_WRITING: readonly RunState[] = ['NEEDS_COLUMNS', 'READY'];

export interface ImportGround {
  db: Database;
  clock: Clock;
  vault: Vault;
  jobs: Jobs;
  log: Logger;
  filesDir: string;
  events: Pick<PeopleEvents, 'householdMoved'>;
}

export interface Upload {
  kind: RosterKind;
  /** The newest year where it is left out. */
  year: number | null;
  fileName: string;
  content: Readable;
  /** Told after the last byte: whether the file went over the limit. */
  tooLarge: () => boolean;
}

/** Brings rosters in: upload, check, columns, write. Long work runs as jobs that may be killed and run again. */
export class ImportService {
  readonly #ground: ImportGround;
  readonly #parts: ImportParts;

  constructor(ground: ImportGround) {
    this.#ground = ground;
    this.#parts = { ...ground, fileOf: (id) => this.#fileOf(id) };
    ground.jobs.handle(CHECK, (data) => this.#run(data, (id) => checkImport(this.#parts, id)));
    ground.jobs.handle(WRITE, (data) => this.#run(data, (id) => writeImport(this.#parts, id)));
  }

  /** Takes a file in, encrypted on its way to the disk, and has it checked. Half a file leaves nothing. @throws TOO_LARGE */
  async upload(actor: Actor, { kind, year, fileName, content, tooLarge }: Upload): Promise<string> {
    const { db, vault, clock, jobs } = this.#ground;
    content.once('error', () => undefined); // a line that drops before it is read below: heard there, but it must not end the process
    const { lo: path } = scopeFor(actor, importRosters);
    const { locker, stored } = Locker.make(vault);
    const expires = new Date(clock.now().getTime() + HOURS_KEPT * 3_600_000);
    const id = await db.write(actor, systemScope, async (unit) => {
      const setting = await loadSetting(unit.sql, year);
      const { rows } = await sql<{ id: string }>`
        insert into import_run (kind, account_id, grant_id, path, year, file_name, file_bytes, run_key, file_key, expires_at)
        values (${kind}, ${actor.accountId}, ${actor.grantId}, ${path}, ${setting.year}, ${visible(fileName).slice(0, 120)}, 0, ${stored.runKey},
          ${stored.fileKey}, ${expires}) returning id`.execute(unit.sql);
      const made = rows[0]!.id;
      audit(unit, {
        action: 'import.upload',
        subjectType: 'import',
        subjectId: made,
        path,
        after: { kind, year: setting.year },
      });
      return made;
    });
    try {
      const bytes = await locker.store(content, this.#fileOf(id));
      if (tooLarge())
        throw new DomainError('TOO_LARGE', '这个文件太大，最多 20 MB。请按镇分成几个表，分开传');
      await db.write(actor, systemScope, async (unit) => {
        await sql`update import_run set file_bytes = ${bytes} where id = ${id}`.execute(unit.sql);
      });
    } catch (error) {
      await this.#erase(id); // the line dropped, or somebody thought better of it: nothing will come of this run
      throw error;
    }
    await jobs.send(CHECK, { id });
    return id;
  }

  /** The importer's own choice of columns; the file is checked again under it. */
  async chooseColumns(actor: Actor, { id, choices }: ChooseImportColumnsInput): Promise<StoredRun> {
    const run = await this.#before(actor, id);
    const known = new Set<string>(fieldsOf(run.kind).map(({ field }) => field));
    const fields = choices.flatMap(({ field }) => field ?? []);
    const unknown = fields.find((field) => !known.has(field));
    if (unknown) throw invalidInput({ choices: `没有「${unknown}」这个字段` });
    if (new Set(fields).size < fields.length) throw invalidInput({ choices: '一个字段只能对一列' });
    const merged = { ...run.choices };
    for (const [at, field] of Object.entries(merged)) if (field && fields.includes(field)) delete merged[at];
    for (const { column, field } of choices) merged[column] = field ?? null;
    return this.#recheck(actor, id, { choices: merged });
  }

  /** Takes the suggestions of faulty cells; the file itself stays as it is. */
  async acceptSuggestions(actor: Actor, id: string, cells: readonly ImportCellInput[]): Promise<StoredRun> {
    const run = await this.#before(actor, id);
    const found = await suggestionsOf(this.#parts, run, cells);
    const mends: Record<string, Partial<Record<Field, string>>> = { ...run.mends };
    for (const { row, field, suggestion } of found) mends[row] = { ...mends[row], [field]: suggestion };
    return this.#recheck(actor, id, { mends });
  }

  /** Has the good rows written. Clicked twice it is written once. */
  async write(actor: Actor, id: string): Promise<StoredRun> {
    const run = await ownRun(this.#ground.db, actor, id);
    if (run.state !== 'WRITING' && run.state !== 'DONE') {
      const { db, clock, jobs } = this.#ground;
      if (scopeFor(actor, importRosters).lo !== run.path) throw notFound('次导入');
      const total = run.counts
        ? run.counts.verdicts.ADD + run.counts.verdicts.CHANGE + run.counts.verdicts.REVIEW
        : 0;
      const start = { state: 'WRITING' as const, startedAt: clock.now(), finishedAt: null, done: 0, total };
      if (!(await setRun(db, id, ['READY'], start)))
        throw conflict({ state: run.state }, '这份表还没核对完，核对完再写入');
      await jobs.send(WRITE, { id });
    }
    return ownRun(this.#ground.db, actor, id);
  }

  /** Puts a run aside: its file and rows are erased at once. */
  async leave(actor: Actor, id: string): Promise<StoredRun> {
    const run = await ownRun(this.#ground.db, actor, id);
    if (run.state === 'WRITING') throw conflict({ state: run.state }, '正在写入，停不下来。写完再看');
    await this.#erase(id);
    return ownRun(this.#ground.db, actor, id);
  }

  /** Decides a question; see {@link decideReview}. */
  decideReview(actor: Actor, scope: Scope, input: DecideImportReviewInput): Promise<void> {
    return decideReview(this.#ground, actor, scope, input);
  }

  /**
   * After a start: what a killed process left unfinished is taken up, what is older than a day is erased. Another process may be
   * at what this finds; a run whose file is still on its way (no bytes yet) is checked by whoever takes the file in.
   */
  async resume(): Promise<void> {
    const { db, jobs } = this.#ground;
    const rows = await db.write({ accountId: null, grantId: null }, systemScope, async (unit) => {
      const found = await sql<{ id: string; state: RunState }>`
        select id, state from import_run where expires_at > now()
          and (state in ('CHECKING', 'WRITING') or state = 'UPLOADED' and file_bytes > 0)`.execute(unit.sql);
      return found.rows;
    });
    for (const { id, state } of rows) await jobs.send(state === 'WRITING' ? WRITE : CHECK, { id });
    await this.sweep();
  }

  /** Erases what is older than a day. */
  async sweep(): Promise<void> {
    await eraseExpired(this.#ground.db, (id) => rm(this.#fileOf(id), { force: true }));
  }

  /** Takes the files of runs from the disk whose keys an erasure by law has destroyed. */
  async removeFiles(ids: readonly string[]): Promise<void> {
    for (const id of ids) await rm(this.#fileOf(id), { force: true });
  }

  #fileOf(id: string): string {
    return join(this.#ground.filesDir, 'imports', id);
  }

  async #erase(id: string): Promise<void> {
    await eraseRun(this.#ground.db, id);
    await rm(this.#fileOf(id), { force: true });
  }

  async #before(actor: Actor, id: string): Promise<StoredRun> {
    const run = await ownRun(this.#ground.db, actor, id);
    if (!BEFORE_WRITING.includes(run.state))
      throw conflict({ state: run.state }, '这份表已经在写入或已结束，不能再改');
    return run;
  }

  async #recheck(actor: Actor, id: string, values: Parameters<typeof setRun>[3]): Promise<StoredRun> {
    const { db, jobs } = this.#ground;
    const set = await setRun(db, id, BEFORE_WRITING, { ...values, state: 'UPLOADED', done: 0 });
    if (!set) throw conflict({}, '这份表刚在别处改过，请刷新再看');
    await jobs.send(CHECK, { id });
    return ownRun(db, actor, id);
  }

  /** A failure that isn't the file's shows as one sentence with a code, and is logged; the job is not tried again. */
  async #run(data: unknown, work: (id: string) => Promise<void>): Promise<void> {
    const { id } = data as { id: string };
    try {
      await work(id);
    } catch (error) {
      if (error instanceof StandingLost) return this.#stop(id, STANDING_LOST_CODE, STANDING_LOST_SENTENCE);
      const reference = id.slice(-6).toUpperCase();
      this.#ground.log.error({ err: error, reference }, 'import failed');
      const sentence = `没办成，是系统这边的问题，已写的没有丢。再传一次就接着办；还不行，报编号 ${reference}`;
      await this.#stop(id, 'INTERNAL', sentence);
    }
  }

  async #stop(id: string, problemCode: string, problem: string): Promise<void> {
    const finishedAt = this.#ground.clock.now();
    const stopped = { state: 'FAILED' as const, problemCode, problem, finishedAt };
    await setRun(this.#ground.db, id, ['UPLOADED', 'CHECKING', 'WRITING'], stopped);
  }
}
