import { sql } from 'kysely';
import { systemScope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { checkProof } from '../engine/check-proof.ts';
import { STAGES } from '../engine/problem.ts';
import { unpackProof } from '../engine/proof.ts';
import type { StageValue } from '../run/runs.ts';
import { statement } from '../../../platform/db/query-builder.ts';

interface Row {
  id: string;
  area: string;
  year: number;
  stages: StageValue[];
  proofs: Buffer[];
}

/** Stages that count from nothing: what the prices prove is what the run says. Of the others, what stood before counts along. */
const FROM_NOTHING = new Set(['CHANGES', 'NEED', 'STEADY']);

/**
 * `qinyou check-allocations`: whether what is kept of each proposal and publication proves that nothing better could be had, by its
 * prices alone, without the solver.
 * @returns the exit code: 1 where one does not
 */
export async function checkRunsCommand({
  db,
  say,
}: {
  db: Database;
  say: (line: string) => void;
}): Promise<number> {
  const runs = await db.rows(
    systemScope,
    statement(sql<Row>`select a.id, r.name as area, a.year, a.stages, a.proofs from allocation_run a
      join region r on r.path = a.path where a.state in ('PROPOSED', 'PUBLISHED') order by a.id`),
  );
  let wrong = 0;
  for (const run of runs) {
    const fault = faultOf(run);
    if (fault) wrong += 1;
    const what = `${run.area} ${run.year} 年统筹分配 ${run.id}`;
    say(fault ? `✘ ${what}：${fault}` : `✔ ${what}：没有更好的办法`);
  }
  say(runs.length === 0 ? '还没有算好的统筹分配' : `核对了 ${runs.length} 次，${wrong} 次不对`);
  return wrong === 0 ? 0 : 1;
}

function faultOf({ stages, proofs }: Row): string | null {
  const proven: number[] = [];
  for (const packed of proofs) {
    const checked = checkProof(unpackProof(packed));
    if ('fault' in checked) return `证明不成立（${checked.fault}）`;
    proven.push(...checked.cost);
  }
  for (const { stage, value, bound } of stages) {
    if (value !== bound) return `${stage} 达到 ${value}，最好是 ${bound}`;
    const at = proven[STAGES.indexOf(stage)];
    if (at !== undefined && FROM_NOTHING.has(stage) && Number(value) !== 0 - at)
      return `${stage} 写的是 ${value}，证明的是 ${0 - at}`;
  }
  return null;
}
