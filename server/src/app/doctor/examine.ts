import { sql } from 'kysely';
import { NOBODY } from '../../platform/db/database.ts';
import { systemScope } from '../../platform/auth/scope.ts';
import { accessInvariants } from './access.invariants.ts';
import type { Invariant } from './invariant.ts';
import { examineMachine, type MachineGround } from './machine.ts';
import { pairingInvariants } from './pairing.invariants.ts';
import { peopleInvariants } from './people.invariants.ts';
import { schemaInvariants } from './schema.invariants.ts';

/** Something that is wrong with an installation. */
export interface Finding {
  id: string;
  /** What is wrong and what to do. */
  sentence: string;
  /** How many rows it is wrong of. */
  count: number;
  /** The first few of them: ids, codes, names of tables. */
  examples: string[];
  /** Worth telling, and nothing is broken. */
  notice?: boolean;
}

export const invariants: readonly Invariant[] = [
  ...schemaInvariants,
  ...accessInvariants,
  ...peopleInvariants,
  ...pairingInvariants,
];

const EXAMPLES = 3;
/** Asks every invariant and looks at the machine. Writes nothing. */
export async function examine(ground: MachineGround): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const invariant of invariants) {
    const found = await ask(ground, invariant);
    if (found) findings.push(found);
  }
  return [...findings, ...(await examineMachine(ground))];
}

async function ask({ app }: MachineGround, { id, sentence, query }: Invariant): Promise<Finding | null> {
  try {
    // Each in a transaction of its own: one that can't be asked doesn't silence the others.
    const { rows } = await app.db.write(NOBODY, systemScope, (unit) =>
      sql
        .raw<{
          count: number;
          examples: string[] | null;
        }>(
          `select count(*)::int as count, (array_agg(what))[1:${EXAMPLES}] as examples from (${query}) as q(what)`,
        )
        .execute(unit.sql),
    );
    const { count, examples } = rows[0]!;
    return count === 0 ? null : { id, sentence, count, examples: examples ?? [] };
  } catch (error) {
    const code = (error as { code?: string }).code ?? '原因不明';
    return { id, sentence: `这一项查不了（${code}），表或权限不对；请联系开发者`, count: 1, examples: [] };
  }
}
