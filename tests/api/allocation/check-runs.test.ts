import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { checkRunsCommand } from '../../../server/src/modules/allocation/index.ts';
import { packProof, unpackProof } from '../../../server/src/modules/allocation/engine/proof.ts';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { build } from '../../../server/src/platform/db/query-builder.ts';
import { proposed, withAllocationStage } from './stage.ts';

const stage = withAllocationStage();
const nobody = { accountId: null, grantId: null };
let id: string;

type Stages = { stage: string; value: string; bound: string }[];
const asTheyAre = (proofs: Buffer[]) => proofs;

async function check(): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const code = await checkRunsCommand({ db: stage.test.app.db, say: (line) => lines.push(line) });
  return { code, said: lines.join('\n') };
}

/** Changes what is kept of the run, behind the service. */
async function tamper(
  change: (proofs: Buffer[]) => Buffer[],
  tell: (stages: Stages) => Stages = (stages) => stages,
): Promise<void> {
  const { db } = stage.test.app;
  const kept = sql<{
    proofs: Buffer[];
    stages: Stages;
  }>`select proofs, stages from allocation_run where id = ${id}`;
  const row = await db.row(systemScope, { compile: () => kept.compile(build) });
  const told = JSON.stringify(tell(row!.stages));
  await db.write(nobody, systemScope, async (unit) => {
    await sql`update allocation_run set proofs = ${change(row!.proofs)}, stages = ${told}::jsonb where id = ${id}`.execute(
      unit.sql,
    );
  });
}

beforeEach(async () => {
  await stage.empty();
  await stage.cadres(3);
  await stage.households(4, stage.villages[0], { cause: 'ILLNESS' });
  ({ id } = await proposed(stage.county));
});

it('finds the proofs of a proposal in order', async () => {
  expect(await check()).toEqual({
    code: 0,
    said: `✔ 平利县 2026 年统筹分配 ${id}：没有更好的办法\n核对了 1 次，0 次不对`,
  });
});

it.each([
  [
    'a household that lost its place in the proof',
    '证明不成立',
    () =>
      tamper((proofs) =>
        proofs.map((packed) => {
          const proof = unpackProof(packed);
          proof.flow[proof.flow.findIndex((x) => x > 0)]! -= 1;
          return packProof(proof);
        }),
      ),
  ],
  [
    'a need that the run only claims',
    'NEED 写的是 999',
    () =>
      tamper(asTheyAre, (stages) =>
        stages.map((one) => (one.stage === 'NEED' ? { ...one, value: '999', bound: '999' } : one)),
      ),
  ],
  [
    'pairs that it only claims to have kept',
    'STEADY 写的是 3，证明的是 0',
    () => tamper(asTheyAre, (stages) => [...stages, { stage: 'STEADY', value: '3', bound: '3' }]),
  ],
  [
    'a bound that is not reached',
    '最好是 7',
    () => tamper(asTheyAre, ([first, ...others]) => [{ ...first!, bound: '7' }, ...others]),
  ],
])('finds %s', async (_, words, change) => {
  await change();
  const { code, said } = await check();
  expect(code).toBe(1);
  expect(said).toContain(words);
});
