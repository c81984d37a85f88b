import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, print, type OperationDefinitionNode } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { COUNTY, type Case } from '../api/access-matrix/case.ts';
import { cases } from '../api/access-matrix/cases.ts';
import { workIsDone } from '../api/access-matrix/digest.ts';
import { makeScene, type Scene } from '../api/access-matrix/scenery.ts';
import { asSeen } from './as-seen.ts';
import { withApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';
import { statementsOf } from './sql-count.ts';

const test = withApp();
const folder = join(import.meta.dirname, '../../schema/operations');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.graphql'),
);
const definitions = sources.flatMap((file) => [
  ...parse(readFileSync(join(folder, file), 'utf8')).definitions,
]);
const fragments = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map(print);
const rootOf = ({
  selectionSet: {
    selections: [root],
  },
}: OperationDefinitionNode) => (root?.kind === Kind.FIELD ? root.name.value : '');
const startsWork = (definition: OperationDefinitionNode) =>
  Number(cases[rootOf(definition)]?.starts ?? false);
const operations = definitions
  .filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  )
  .toSorted((a, b) => startsWork(a) - startsWork(b))
  .map((definition) => ({
    kind: definition.operation,
    name: definition.name?.value ?? '',
    definition,
    text: print(definition),
  }));

/** The document with just the fragments that it uses, and what those use. */
function documentOf(text: string): string {
  const used = new Set<string>();
  for (let grown = true; grown;) {
    grown = false;
    for (const fragment of fragments) {
      const name = /^fragment (\w+)/.exec(fragment)?.[1];
      if (
        used.has(fragment) ||
        ![text, ...used].some((part) => new RegExp(`\\.\\.\\.\\s*${name}\\b`).test(part))
      )
        continue;
      used.add(fragment);
      grown = true;
    }
  }
  return [text, ...used].join('\n');
}

let scene: Scene;
let clients: Record<'territory' | 'city' | 'unit' | 'nobody', Client>;
/** Changes of many at once, of things that nothing is wrong with. */
let bulk: Record<string, () => object>;

/** Enough of everything that one statement a row would show at once. */
const MANY = 8;

describe('statements of each named operation', () => {
  beforeAll(async () => {
    scene = await makeScene(test);
    const { world } = test;
    const gaps: string[] = [];
    const idle: string[] = [];
    for (const village of await world.villages('610926107', MANY)) {
      const unit = await world.unit('610926107');
      const cadreId = await world.cadre(unit);
      const householdId = await world.household(village);
      gaps.push(await world.household(village));
      idle.push(await world.cadre(scene.unit));
      await world.insert('household_member', { household_id: householdId, path: village.path, name: '家人' });
      await world.pairing(householdId, village, cadreId, unit, { from_date: `${scene.year}-01-05` });
      await world.insert('village_assignment', {
        unit_id: unit.id,
        village_id: village.id,
        from_date: `${scene.year}-01-01`,
      });
    }
    bulk = {
      assignSuggested: () => ({
        input: { pairs: gaps.map((householdId, i) => ({ householdId, cadreId: idle[i] })) },
      }),
      waiveOfficials: () => ({ input: { cadreIds: idle, reason: 'ON_LEAVE', year: scene.year } }),
      reportOfficials: () => ({ input: { unitId: scene.unit.id, year: scene.year, cadreIds: idle } }),
    };
    clients = {
      territory: await world.signedIn('COUNTY_OPERATOR', scene.county.path),
      city: await world.signedIn('CITY_OPERATOR', '6109/'),
      unit: await world.signedIn('UNIT_LIAISON', scene.unit.path),
      nobody: world.anonymous(),
    };
    await clients.territory.ask(`{ region(id: "${scene.county.id}") { name } }`); // the territory is in memory from here on
  });

  /** Somebody whom the operation is for, and who is known to the session's cache. */
  async function actorOf({ who, ends }: Case): Promise<Client> {
    if (who === 'anyone') return clients.nobody;
    const roles = typeof who === 'string' ? COUNTY : Object.values(who).flat();
    const axis = roles.includes('COUNTY_OPERATOR')
      ? 'territory'
      : roles.includes('CITY_OPERATOR')
        ? 'city'
        : 'unit';
    const client = ends ? await test.world.signedIn('COUNTY_OPERATOR', scene.county.path) : clients[axis];
    await client.ask('{ me { id } }');
    return client;
  }

  it('has a figure for each, and none for what is gone', () => {
    expect(Object.keys(statementsOf).toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
  });

  it.each(operations)('$kind $name', async ({ name, kind, definition, text }) => {
    const field = rootOf(definition);
    const one = cases[field];
    if (!one) return expect.fail(`${field} has no case`);
    const declared = new Set(definition.variableDefinitions?.map(({ variable }) => variable.name.value));
    const given = Object.entries(bulk[field]?.() ?? (await one.variables(scene)));
    const own = Object.fromEntries(given.filter(([key]) => declared.has(key)));
    const variables = kind === 'mutation' ? await asSeen(test, own) : own;
    if (one.starts) await workIsDone(test);
    const client = await actorOf(one);
    test.forgetStatements();
    const answer = await client.ask(documentOf(text), variables);
    expect(['INTERNAL', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']).not.toContain(answer.code);
    const sent = [...test.statements];
    if (one.starts) return; // its job may have begun: what it sends is the job's
    const figure = kind === 'mutation' && answer.code ? `${sent.length} ${answer.code}` : sent.length;
    const pinned = statementsOf[name];
    const wanted = Array.isArray(pinned) ? pinned : [pinned];
    expect(
      wanted,
      `${name}: ${figure}, ${answer.errors[0]?.message ?? 'done'}\n${sent.join('\n')}`,
    ).toContain(figure);
  });
});
