import { beforeAll, describe, expect, it } from 'vitest';
import { buildGuardedSchema } from '../../../server/src/app/schema.ts';
import type { Policy } from '../../../server/src/platform/auth/policy.ts';
import { policyOf } from '../../../server/src/platform/graphql/guard.ts';
import { withApp } from '../../support/app.ts';
import type { Answer } from '../../support/client.ts';
import { cases, type Case } from './cases.ts';
import { everyOperation } from './document.ts';
import {
  makeStances,
  makeSubject,
  MARKS,
  MEMBER,
  OFFICIAL,
  PHONE_MASK,
  sees,
  type Stance,
  type Subject,
} from './stage.ts';

const test = withApp();
const schema = buildGuardedSchema();
const policies = policyOf(schema);
const operations = everyOperation(schema);
let subject: Subject;
let stances: Stance[];

const DENIED = new Set(['NOT_FOUND', 'FORBIDDEN']);
/** Who is past access, or hears of a rule, a version or a field there. */
const PASSED = new Set([undefined, 'CONFLICT', 'RULE_VIOLATED', 'INVALID_INPUT']);
const marksIn = (answer: Answer<unknown>, marks: readonly string[] = MARKS) =>
  marks.filter((mark) => JSON.stringify(answer).includes(mark));

/** What is wrong with an answer, or null. */
function fault(stance: Stance, policy: Policy, { manner, at }: Case, answer: Answer<unknown>): string | null {
  const said = `${answer.code ?? 'data'}${marksIn(answer).length > 0 ? ` with ${marksIn(answer).join()}` : ''}`;
  const demand = (holds: boolean, what: string) => (holds ? null : `wants ${what}, got ${said}`);
  if (answer.code === 'INTERNAL') return `broke: ${said}`;
  if (stance.role === null)
    return demand(answer.code === 'UNAUTHENTICATED' || policy.audience === 'anyone', 'UNAUTHENTICATED');
  if (manner === 'open') return null;
  const axis = policy.audience === 'roles' ? policy.axes[stance.role] : 'system';
  if (!axis) return demand(answer.code === 'FORBIDDEN', 'FORBIDDEN');
  if (manner === 'own') return demand(answer.code === 'NOT_FOUND', 'NOT_FOUND');
  if (manner === 'quiet')
    return demand(
      [at(subject)].flat().every((place) => sees(stance, axis, place)) || marksIn(answer).length === 0,
      'no word of the subject',
    );
  if (stance.relation === 'retained friend') {
    return demand(
      marksIn(answer, [OFFICIAL, MEMBER, PHONE_MASK]).length === 0,
      'the name and the own period only (R7)',
    );
  }
  const inside = [at(subject)].flat().every((place) => sees(stance, axis, place));
  if (manner === 'place' && answer.code === 'RULE_VIOLATED') return null;
  if (manner === 'change' || manner === 'place') {
    return inside
      ? demand(PASSED.has(answer.code), 'to be past access')
      : demand(DENIED.has(answer.code ?? '') && marksIn(answer).length === 0, 'a refusal');
  }
  if (inside) return demand(answer.code === undefined && marksIn(answer).length > 0, 'the subject');
  if (manner === 'one')
    return demand(DENIED.has(answer.code ?? '') && marksIn(answer).length === 0, 'NOT_FOUND');
  return demand(marksIn(answer).length === 0 && answer.code !== 'INVALID_INPUT', 'no word of the subject');
}

describe('role × operation', () => {
  beforeAll(async () => {
    subject = await makeSubject(test);
    stances = await makeStances(test, subject);
  });

  it('has a case for every operation, and none for what is gone', () => {
    expect(Object.keys(cases).toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
  });

  it.each(operations)('$kind $name', async ({ name, kind, document }) => {
    const one = cases[name];
    if (!one) return expect.fail(`${name} has no case in cases.ts`);
    const policy = policies.get(name)!;
    const faults: string[] = [];
    for (const stance of stances) {
      if (one.manner === 'open' && stance.role !== null) continue; // it would end the session that later operations need
      const answer = await stance.client.ask(document, one.variables(subject));
      const wrong = fault(stance, policy, one, answer);
      if (wrong)
        faults.push(
          `${stance.role ?? 'nobody'}, ${stance.relation}: ${wrong}${answer.errors[0] ? ` (${answer.errors[0].message})` : ''}`,
        );
    }
    expect(faults, kind).toEqual([]);
  });
});
