import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, print, type OperationDefinitionNode } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { cases } from '../api/access-matrix/cases.ts';
import { makeSubject, type Subject } from '../api/access-matrix/stage.ts';
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
const queries = definitions
  .filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  )
  .filter(({ operation }) => operation === 'query')
  .map((definition) => ({ name: definition.name?.value ?? '', definition, text: print(definition) }));

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

let subject: Subject;
let operator: Client;

/** Enough of everything that one statement a row would show at once. */
const MANY = 8;

describe('statements of each named query', () => {
  beforeAll(async () => {
    subject = await makeSubject(test);
    const { world } = test;
    for (const village of await world.villages('610926107', MANY)) {
      const unit = await world.unit('610926107');
      const cadreId = await world.cadre(unit);
      const householdId = await world.household(village);
      await world.household(village);
      await world.insert('household_member', { household_id: householdId, path: village.path, name: '家人' });
      await world.insert('pairing', {
        household_id: householdId,
        path: village.path,
        cadre_id: cadreId,
        cadre_path: unit.path,
        kind: 'RESPONSIBLE',
        slot: 1,
        from_date: `${subject.year}-01-05`,
        source: 'ROSTER',
      });
      await world.insert('village_assignment', {
        unit_id: unit.id,
        village_id: village.id,
        from_date: `${subject.year}-01-01`,
      });
    }
    operator = await world.signedIn('COUNTY_OPERATOR', subject.county.path);
    await operator.ask('{ me { id } }'); // the session is known from here on
  });

  it('has a figure for each, and none for what is gone', () => {
    expect(Object.keys(statementsOf).toSorted()).toEqual(queries.map(({ name }) => name).toSorted());
  });

  it.each(queries)('$name', async ({ name, definition, text }) => {
    const [root] = definition.selectionSet.selections;
    const field = root?.kind === Kind.FIELD ? root.name.value : '';
    const given = cases[field]?.variables(subject) ?? {};
    const declared = new Set(definition.variableDefinitions?.map(({ variable }) => variable.name.value));
    const variables = Object.fromEntries(Object.entries(given).filter(([key]) => declared.has(key)));
    test.forgetStatements();
    const answer = await operator.ask(documentOf(text), variables);
    expect(['INTERNAL', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'UNAUTHENTICATED']).not.toContain(
      answer.code,
    );
    // The session is read again every few seconds, whatever is asked.
    const sent = test.statements.filter(
      (statement) => !/^\s*\[?(begin|commit|set |release|savepoint)|token_hash/i.test(statement),
    );
    expect(sent.length, `${name}:\n${sent.join('\n')}`).toBe(statementsOf[name]);
  });
});
