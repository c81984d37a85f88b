import { beforeAll, describe, expect, it } from 'vitest';
import { buildGuardedSchema } from '../../../server/src/app/schema.ts';
import type { Policy } from '../../../server/src/platform/auth/policy.ts';
import type { Role } from '../../../server/src/platform/auth/role.ts';
import type { Axis } from '../../../server/src/platform/auth/scope.ts';
import { fixedClock } from '../../../server/src/platform/clock.ts';
import { policyOf } from '../../../server/src/platform/graphql/guard.ts';
import { withApp } from '../../support/app.ts';
import type { Answer, Client } from '../../support/client.ts';
import { FORBIDDEN, refused, type Case, type Reply } from './case.ts';
import { cases } from './cases.ts';
import { changedTables, digestOf, workIsDone } from './digest.ts';
import { everyOperation } from './document.ts';
import { ALL_MARKS, Asker, marksIn, type Mark } from './known.ts';
import { makeScene, type Scene } from './scenery.ts';
import { makeStances, type Stance } from './stage.ts';

/** The clock stands still, or at midnight in Ankang what began today would have begun yesterday. */
const test = withApp({ clock: fixedClock(new Date()) });
const schema = buildGuardedSchema();
const policies = policyOf(schema);
const startsWork = ({ name }: { name: string }) => Number(cases[name]?.starts ?? false);
const operations = everyOperation(schema).toSorted((a, b) => startsWork(a) - startsWork(b));
let scene: Scene;
let stances: Stance[];

const rolesOf = ({ who }: Case): Partial<Record<string, Axis>> =>
  typeof who === 'string'
    ? {}
    : Object.fromEntries(
        Object.entries(who).flatMap(([axis, roles]) => roles.map((role) => [role, axis as Axis])),
      );
const saidByPolicy = ({ audience, axes }: Policy) => ({ audience, axes: { ...axes } });

const askerOf = (role: Role, stance: Stance, axis: Axis) => new Asker(role, stance, axis, scene);

/** What this asker must get, by the plain definition, and which marks the answer may and must hold. */
function expected(one: Case, stance: Stance): Reply & { may: readonly Mark[]; must: readonly Mark[] } {
  const role = stance.role ?? 'CADRE';
  const axis = typeof one.who === 'string' ? 'system' : rolesOf(one)[role];
  const asker = askerOf(role, stance, axis ?? 'system');
  const named = one.who === 'anyone' || stance.role !== null;
  const reply = !named ? refused('UNAUTHENTICATED') : axis ? one.reply(asker) : FORBIDDEN;
  const { marks } = reply;
  return marks === 'KNOWN'
    ? { ...reply, may: ALL_MARKS.filter((mark) => asker.knows(mark)), must: [] }
    : { ...reply, may: marks, must: marks };
}

/** What is wrong with an answer, or null. */
function fault(wanted: ReturnType<typeof expected>, answer: Answer<unknown>): string | null {
  const read = marksIn(answer);
  const right =
    (answer.code ?? null) === wanted.code &&
    read.every((mark) => wanted.may.includes(mark)) &&
    wanted.must.every((mark) => read.includes(mark));
  if (!right) {
    const [error] = answer.errors;
    const got = `${answer.code ?? 'data'} [${read.join(' ')}] ${error?.message ?? ''}`;
    return `wants ${wanted.code ?? 'data'} [${wanted.may.join(' ')}], got ${got}`;
  }
  if (!wanted.holds) return null;
  try {
    expect(answer.data).toMatchObject(wanted.holds);
    return null;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)} ${JSON.stringify(answer.data).slice(0, 400)}`;
  }
}

interface Ask {
  stance: Stance;
  wanted: ReturnType<typeof expected>;
  /** Whether it is to change the data. */
  moves: boolean;
  client: Client;
  variables: Record<string, unknown>;
}

const sessionOf = async (one: Case, { client, role, path, cadreId }: Stance) =>
  one.ends && role ? test.world.signedIn(role, path, cadreId) : client;

describe('role × operation', () => {
  beforeAll(async () => {
    scene = await makeScene(test);
    stances = [...(await makeStances(test, scene)), scene.uploader];
  });

  it('has a case for every operation, and none for what is gone', () => {
    expect(Object.keys(cases).toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
  });

  it('names the same roles on the same axes as the policies', () => {
    for (const [name, policy] of policies) {
      const one = cases[name]!;
      const audience = typeof one.who === 'string' ? one.who : 'roles';
      expect(saidByPolicy(policy), name).toEqual({ audience, axes: rolesOf(one) });
    }
  });

  it.each(operations)('$kind $name', async ({ name, kind, document }) => {
    const one = cases[name];
    if (!one) return expect.fail(`${name} has no case`);
    const faults: string[] = [];
    const asking = one.who === 'anyone' ? stances.filter(({ role }) => role === null) : stances;
    const asks: Ask[] = [];
    for (const stance of asking) {
      const wanted = expected(one, stance);
      const moves = kind === 'mutation' && wanted.code === null && !wanted.idle;
      asks.push({
        wanted,
        moves,
        stance,
        client: await sessionOf(one, stance),
        variables: await one.variables(scene),
      });
    }
    const answer = async ({ stance, client, variables, wanted }: Ask) => {
      const wrong = fault(wanted, await client.ask(document, variables));
      if (wrong) faults.push(`${stance.role ?? 'nobody'}, ${stance.relation}: ${wrong}`);
    };
    if (one.starts) await workIsDone(test);
    // First all that must change nothing, then the rest.
    const before = await digestOf(test);
    for (const ask of asks.filter(({ moves }) => !moves)) await answer(ask);
    if (kind === 'mutation') {
      const changed = changedTables(before, await digestOf(test));
      const allowed = one.records ? ['audit_entry'] : [];
      expect(
        changed.filter((table) => !allowed.includes(table)),
        'tables changed by what was refused',
      ).toEqual([]);
    }
    for (const ask of asks.filter(({ moves }) => moves)) await answer(ask);
    expect(faults, kind).toEqual([]);
  });
});
