import { UniqueConstraintViolationException } from '@mikro-orm/core';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { ruleViolated } from './errors.ts';
import { openLog } from './log.ts';

const NUMBER = '61092619700101003X';
const lines: string[] = [];
const log = openLog({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
const written = () => JSON.parse(lines.at(-1)!) as { msg: string; err: Record<string, unknown> };

/** As PostgreSQL's own messages arrive, with everything that the server sends along. */
const refused = (message: string, fields: object) =>
  Object.assign(new pg.DatabaseError(message, message.length, 'error'), fields, {
    query: `insert into cadre(identity) values ('${NUMBER}')`,
    parameters: [NUMBER],
  });
const twice = () =>
  refused('duplicate key value violates unique constraint "cadre_identity"', {
    code: '23505',
    schema: 'public',
    table: 'cadre',
    constraint: 'cadre_identity',
    detail: `Key (identity)=(${NUMBER}) already exists.`,
  });
const quoting = () =>
  refused(`invalid input syntax for type uuid: "${NUMBER}"`, {
    code: '22P02',
    where: `unnamed portal parameter $1 = '${NUMBER}'`,
    internalQuery: `select '${NUMBER}'::uuid`,
  });
const shapes: [what: string, error: Error, kept: object][] = [
  ['a unique violation', twice(), { code: '23505', constraint: 'cadre_identity', table: 'cadre' }],
  [
    'a row that a check refuses',
    refused('new row for relation "cadre" violates check constraint "known"', {
      code: '23514',
      table: 'cadre',
      constraint: 'known',
      detail: `Failing row contains (1, ${NUMBER}, null).`,
    }),
    { code: '23514', constraint: 'known', table: 'cadre' },
  ],
  ['a value of another type, within a function', quoting(), { code: '22P02' }],
  [
    'the ORM around it',
    new UniqueConstraintViolationException(twice()),
    { type: 'UniqueConstraintViolationException', code: '23505', constraint: 'cadre_identity' },
  ],
  ['an error that another caused', new Error(`for ${NUMBER}`, { cause: twice() }), { type: 'Error' }],
  ['lines that look like frames', new Error(`a\n    at ${NUMBER}\n    at b (c.ts:1:1)`), { type: 'Error' }],
  ['a name that is a value', Object.assign(new Error(NUMBER), { name: `no ${NUMBER}` }), { type: 'Error' }],
];

describe('the log', () => {
  it.each(shapes)('has of %s what kind it is and where it came from, no value', (_what, error, kept) => {
    log.error({ err: error, reference: 'A1' }, 'unexpected error');
    expect(lines.at(-1)).not.toContain(NUMBER);
    expect(written()).toMatchObject({ msg: 'unexpected error', reference: 'A1', err: kept });
    expect(written().err['stack']).toContain('log.test.ts:');
  });

  it('keeps to that under any other key, without words, in a child and for the error alone', () => {
    for (const write of [
      () => log.error({ error: quoting() }, 'words'),
      () => log.error({ err: quoting() }),
      () => log.error(quoting()),
      () => log.child({ reqId: 1 }).error(quoting()),
      () => log.child({}, { serializers: { err: (error: Error) => error } }).warn({ err: quoting() }),
    ]) {
      write();
      expect(lines.at(-1)).toMatch(/22P02/);
      expect(lines.at(-1)).not.toContain(NUMBER);
    }
  });

  it('has our own errors in their own words, and a cause with its code', () => {
    log.error({ err: ruleViolated('R2', '这户已有一名责任干部') }, 'refused');
    expect(written().err).toMatchObject({ code: 'RULE_VIOLATED', message: '这户已有一名责任干部' });
    log.error({ err: new Error('outer', { cause: twice() }) }, 'unexpected error');
    expect(written().err).toMatchObject({ cause: { code: '23505' } });
  });
});
