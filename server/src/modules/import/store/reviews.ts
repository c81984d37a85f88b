import { sql } from 'kysely';
import type { UnitOfWork } from '../../../platform/db/database.ts';
import type { RegionFact } from '../match/regions.ts';
import type { ReasonCode } from '../verdict/judgement.ts';
import type { CadreRecord, HouseholdRecord } from '../verdict/records.ts';
import type { BatchRow } from '../write/batch.ts';
import type { StoredRun } from './runs.ts';

/** Reasons that a person has to look at. A number in use elsewhere is a case of its own, opened while checking. */
const ASKS: ReadonlySet<ReasonCode> = new Set([
  'REMARK',
  'OTHER_HEAD',
  'OTHER_NAME',
  'OTHER_IDENTITY',
  'OTHER_VILLAGE',
  'OTHER_UNIT',
  'IDENTITY_TAKEN',
  'ENDED',
  'UNKNOWN_RANK',
]);

export interface Question {
  kind: string;
  path: string;
  subjectId: string | null;
  name: string;
  message: string;
  row: number | null;
  /** Nothing of the row is written before it is decided. */
  held: boolean;
}

/** Keeps what a batch's rows ask, in the transaction that writes them. The same question stays one while it is open. */
export async function addReviews(
  unit: UnitOfWork,
  run: Pick<StoredRun, 'id' | 'kind'>,
  area: RegionFact,
  rows: readonly BatchRow<CadreRecord | HouseholdRecord>[],
  targets: ReadonlyMap<number, string>,
): Promise<void> {
  const questions = rows.flatMap(({ row, record, judgement }) =>
    judgement.reasons
      .filter(({ code }) => ASKS.has(code) && (judgement.verdict === 'REVIEW' || code === 'UNKNOWN_RANK'))
      .map(({ code, message }): Question => ({
        kind: code,
        path: pathOf(record, area),
        subjectId: judgement.targetId ?? targets.get(row) ?? null,
        name: 'head' in record ? record.head : record.name,
        message,
        row,
        held: judgement.held,
      })),
  );
  await insertReviews(unit, run, questions);
}

/** Who is asked follows from whom it is about; see `ask_reviews`. */
export async function insertReviews(
  unit: UnitOfWork,
  run: Pick<StoredRun, 'id' | 'kind'>,
  questions: readonly Question[],
): Promise<number> {
  if (questions.length === 0) return 0;
  const column = <T>(pick: (question: Question) => T): T[] => questions.map(pick);
  const subject = run.kind === 'CADRES' ? 'CADRE' : 'HOUSEHOLD';
  const { rows } = await sql<{ n: number }>`
    select ask_reviews(${run.id}, ${subject}, ${column((q) => q.kind)}::text[], ${column((q) => q.path)}::text[],
      ${column((q) => q.subjectId)}::uuid[], ${column((q) => q.name)}::text[], ${column((q) => q.message)}::text[],
      ${column((q) => q.row)}::int[], ${column((q) => q.held)}::bool[]) as n`.execute(unit.sql);
  return rows[0]?.n ?? 0;
}

/** Households are decided where they lie, cadres by the office that brought them in, unless they are stored already. */
function pathOf(record: CadreRecord | HouseholdRecord, area: RegionFact): string {
  if (!('head' in record) || !record.match || !('found' in record.match)) return area.path;
  return record.match.found.path.startsWith(area.path) ? record.match.found.path : area.path;
}
