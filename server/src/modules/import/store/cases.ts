import { sql } from 'kysely';
import { systemScope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { giveBackNumberCase, takeNumberCase } from '../../people/index.ts';
import type { Indexes } from '../facts/personal.ts';
import { fault } from '../values/fault.ts';
import type { CheckedRow } from '../read-roster.ts';
import { judged, type Judgement } from '../verdict/judgement.ts';
import type { CadreRecord, HouseholdRecord } from '../verdict/records.ts';
import type { RegionFact } from '../match/regions.ts';
import type { StoredRun } from './runs.ts';
import { commonOffice } from './common-office.ts';

const USED_UP = '今天待上级核查的名额用完了，这一行明天再传';

/**
 * A number that is in use outside the importer's area becomes a case at the nearest office above both; the importer hears
 * 待上级核查 and no more. One of the day's cases is held in hand while
 * looking; where none is left, every further unknown number is put off, whether in use or not: nobody fishes with a roster.
 */
export class CaseBook {
  readonly #db: Database;
  readonly #run: StoredRun;
  readonly #regions: readonly RegionFact[];
  /** Numbers that this account has had looked at before; they cost no further case. */
  readonly #known: Set<string>;
  /** Those of them that are still open. */
  readonly #open: Set<string>;
  readonly #today: string;
  /** Whether a case is held for the next number that is in use elsewhere. */
  #inHand = false;

  private constructor(
    db: Database,
    run: StoredRun,
    regions: readonly RegionFact[],
    known: Map<string, boolean>,
    today: string,
  ) {
    this.#db = db;
    this.#run = run;
    this.#regions = regions;
    this.#known = new Set(known.keys());
    this.#open = new Set([...known].filter(([, open]) => open).map(([number]) => number));
    this.#today = today;
  }

  static async open(
    db: Database,
    run: StoredRun,
    regions: readonly RegionFact[],
    today: string,
  ): Promise<CaseBook> {
    const rows = await db.write({ accountId: null, grantId: null }, systemScope, async (unit) => {
      const found = await sql<{ index: Buffer; open: boolean }>`
        select subject_index as index, bool_or(state = 'OPEN') as open from import_review
        where account_id = ${run.accountId} and subject_index is not null group by subject_index`.execute(
        unit.sql,
      );
      return found.rows;
    });
    const known = new Map(rows.map(({ index, open }) => [index.toString('hex'), open]));
    const book = new CaseBook(db, run, regions, known, today);
    await book.#take();
    return book;
  }

  /** Gives back the case that was held for a number that didn't come. */
  async close(): Promise<void> {
    if (!this.#inHand) return;
    this.#inHand = false;
    await this.#db.write(this.#run, systemScope, (unit) =>
      giveBackNumberCase(unit, this.#run.accountId, this.#today),
    );
  }

  async #take(): Promise<void> {
    this.#inHand = await this.#db.write(this.#run, systemScope, (unit) =>
      takeNumberCase(unit, this.#run.accountId, this.#today),
    );
  }

  /** Opens the batch's cases, and puts off what comes after the day's last. Changes `judgements` in place. */
  async note(
    batch: readonly CheckedRow<CadreRecord | HouseholdRecord>[],
    indexes: Indexes,
    judgements: Judgement[],
  ): Promise<void> {
    for (const [i, judgement] of judgements.entries()) {
      const { record } = batch[i]!;
      const all = indexes[i] ?? [caseIndex(record, undefined)].filter((one) => one !== undefined);
      const [index] = all;
      if (judgement.verdict === 'REFUSE' || judgement.verdict === 'SKIP' || judgement.targetId || !index)
        continue;
      const superior = judgement.reasons.some((reason) => reason.code === 'SUPERIOR');
      const number = index.toString('hex');
      const known = all.some((one) => this.#known.has(one.toString('hex')));
      const open = all.some((one) => this.#open.has(one.toString('hex')));
      if (superior && known && !open) {
        this.#open.add(number); // decided before, and it still collides
        await this.#openCase(record, all);
      } else if (superior && !known && this.#inHand) {
        this.#known.add(number);
        this.#open.add(number);
        await this.#openCase(record, all);
        await this.#take();
      } else if (!this.#inHand && !known) {
        record.faults.identity = fault('OUTSIDE', USED_UP).fault;
        judgements[i] = judged('REFUSE', [{ code: 'SUPERIOR', message: USED_UP, field: 'identity' }]);
      }
    }
  }

  async #openCase(record: CadreRecord | HouseholdRecord, indexes: readonly Buffer[]): Promise<void> {
    const run = this.#run;
    const number = 'number' in record ? (record.number ?? null) : null;
    await this.#db.write({ accountId: run.accountId, grantId: run.grantId }, systemScope, async (unit) => {
      const { rows } = await sql<{ path: string; id: string }>`
        select path, id from cadre where identity_index = any(${[...indexes]}::bytea[]) and ${run.kind} = 'CADRES'
        union all select path, household_id from household_member where identity_index = any(${[...indexes]}::bytea[]) and left_on is null and ${run.kind} = 'HOUSEHOLDS'
        union all select path, id from household where number = ${number} and ${run.kind} = 'HOUSEHOLDS'`.execute(
        unit.sql,
      );
      const [other] = rows;
      const type = run.kind === 'CADRES' ? 'CADRE' : 'HOUSEHOLD';
      const path = commonOffice(run.path, other?.path ?? run.path, this.#regions);
      const name = 'head' in record ? record.head : record.name;
      await sql`
        insert into import_review (run_id, account_id, path, kind, subject_type, subject_index, other_type, other_id, name, message,
          row_number)
        values (${run.id}, ${run.accountId}, ${path}, 'SUPERIOR', ${type}, ${indexes[0]}, ${other ? type : null}, ${other?.id ?? null}, ${name},
          '花名册里的证件号码或户编号在别处已有登记，请核查归属', ${record.row})
        on conflict do nothing`.execute(unit.sql);
    });
  }
}

/** What a number is known by: the blind index of an identity number, else the household's number; the same as a form's. */
export function caseIndex(
  record: CadreRecord | HouseholdRecord,
  identity: Buffer | undefined,
): Buffer | undefined {
  if (identity) return identity;
  return 'head' in record && record.number ? Buffer.from(`户编号 ${record.number}`) : undefined;
}
