import { sql } from 'kysely';
import { covers, scopeOf, type Scope } from '../../../platform/auth/scope.ts';
import { calendarDate } from '../../../platform/clock.ts';
import { ruleViolated } from '../../../platform/errors.ts';
import { applyClaims } from '../../pairing/index.ts';
import { renameCadre, takeOverCadre } from '../../people/index.ts';
import { loadCadreFacts, type LoadedCadres } from '../facts/cadre-facts.ts';
import { addReviews } from '../store/reviews.ts';
import type { JudgedRow } from '../store/sealed-rows.ts';
import { judgeCadre } from '../verdict/judge-cadre.ts';
import { judged } from '../verdict/judgement.ts';
import type { CadreRecord } from '../verdict/records.ts';
import type { BatchRow } from '../write/batch.ts';
import { createUnits } from '../write/new-units.ts';
import { writeCadres } from '../write/write-cadres.ts';
import { demandSame, demandWritable, overtaken, sourcesOf, type Deciding } from './deciding.ts';

/** Writes a cadre's rows that waited, one for each 帮扶户. @returns whom they are about @throws CONFLICT, RULE_VIOLATED */
export async function writeHeldCadre(
  deciding: Deciding,
  held: readonly JudgedRow<CadreRecord>[],
): Promise<string[]> {
  const { unit, people, review, decision, run, regions, area, parts } = deciding;
  const scope = scopeOf('territory', run.path);
  const load = (records: readonly CadreRecord[], area_: Scope) =>
    loadCadreFacts(sourcesOf(deciding, area_), records);
  const before = held.map(({ record }) => record);
  let facts = await load(before, decision === 'CLAIMED' ? unit.scope : scope);
  await demandPerson(deciding, held[0]!, facts);
  let records = before;
  if (decision === 'TAKEN') {
    await bringCadre(deciding, before[0]!, facts);
    facts = await load(records, scope);
  } else if (decision === 'SEPARATE') {
    records = before.map(({ identity: _identity, ...record }) => record);
  }
  const rows = held.map(({ row, finding }, i): BatchRow<CadreRecord> => {
    const record = records[i]!;
    const judgement =
      decision === 'CLAIMED'
        ? judged('ADD', [], { targetId: review.targetId })
        : judgeCadre(record, finding, facts);
    if (decision === 'SEPARATE' && judgement.targetId) {
      throw ruleViolated(
        'R31',
        `${record.unit}已经有一位${record.name}，没有号码分不清是谁。请退回，核对号码再传`,
      );
    }
    demandWritable(judgement);
    return { row, record, finding, judgement };
  });
  const today = calendarDate(run.startedAt ?? parts.clock.now());
  const { targets } = await writeCadres(
    { unit, people, facts, scope, area, regions, importId: run.id, year: run.year, today },
    rows,
  );
  await addReviews(unit, run, area, rows, targets);
  const ids = [...new Set(targets.values())];
  const { rows: open } = await sql<{ id: string }>`
    select id from pairing_claim where cadre_id = any(${ids}::uuid[]) and status = 'OPEN'`.execute(unit.sql);
  if (open.length > 0) await applyClaims(unit, parts.clock.today(), { claimIds: open.map(({ id }) => id) });
  return ids;
}

/** @throws CONFLICT where the number is somebody else's by now, or nobody's, or they are called otherwise */
async function demandPerson(
  { unit, people, review }: Deciding,
  { record, finding }: JudgedRow<CadreRecord>,
  facts: LoadedCadres,
): Promise<void> {
  if (review.kind !== 'SUPERIOR') return demandSame(review, judgeCadre({ ...record }, finding, facts));
  const { rows } = await sql<{ id: string }>`
    select id from cadre where identity_index = any(${record.identity ? people.indexesOf(record.identity) : []}::bytea[]) and in_scope(path)`.execute(
    unit.sql,
  );
  if (!rows[0] || rows[0].id !== review.targetId) throw overtaken();
}

async function bringCadre(
  { unit, review, reason, parts, regions, area, run }: Deciding,
  record: CadreRecord,
  facts: LoadedCadres,
): Promise<void> {
  const id = review.targetId ?? '';
  if (review.kind === 'OTHER_NAME') return renameCadre(unit, id, record.name, reason);
  const employer =
    facts.unit(record.unit) ?? (await createUnits(unit, [record.unit], area, regions, run.id))[0];
  if (!employer) throw overtaken();
  if (!covers(unit.scope, employer.path)) {
    throw ruleViolated('R6', `${record.unit}归市办管，调进去要市办来定`);
  }
  await takeOverCadre(unit, id, { unit: employer, name: record.name, on: parts.clock.today(), reason });
}
