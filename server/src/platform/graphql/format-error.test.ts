import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ruleViolated } from '../errors.ts';
import { openLog } from '../log.ts';
import { formatErrorWith } from './format-error.ts';

const lines: string[] = [];
const format = formatErrorWith(
  openLog({ level: 'error' }, { write: (line: string) => void lines.push(line) }),
);
const thrownIn = (originalError: Error) =>
  new GraphQLError(originalError.message, { path: ['pair'], originalError });

describe('what a client hears of an error', () => {
  it('has the code, the sentence and the clause of a rule that said no', () => {
    const error = thrownIn(ruleViolated('R2', '这户已有一名责任干部'));
    expect(format({ message: error.message, path: ['pair'] }, error)).toEqual({
      path: ['pair'],
      message: '这户已有一名责任干部',
      extensions: { code: 'RULE_VIOLATED', rule: 'R2' },
    });
  });

  it.each(['40P01', '40001'])(
    'says that somebody wrote at the same moment (%s), and logs no fault',
    (code) => {
      const before = lines.length;
      const error = thrownIn(Object.assign(new Error('deadlock detected'), { code }));
      expect(format({ message: error.message, path: ['pair'] }, error)).toEqual({
        path: ['pair'],
        message: '同一刻有人也在改这里，这次没有写进去。再点一次',
        extensions: { code: 'CONFLICT' },
      });
      expect(lines).toHaveLength(before);
    },
  );

  it('has nothing of SQL or stacks, but a code to quote that leads to the log', () => {
    const error = thrownIn(new Error('duplicate key value violates unique constraint "cadre_identity"'));
    const told = format({ message: error.message, path: ['pair'] }, error);
    expect(JSON.stringify(told)).not.toMatch(/cadre_identity|duplicate|stack/);
    const reference = told.extensions?.['reference'] as string;
    expect(told.message).toContain(reference);
    expect(lines.at(-1)).toContain(reference);
  });

  it('keeps the schema’s suggestions to itself', () => {
    const error = new GraphQLError('Cannot query field "pairingz" on type "Query". Did you mean "pairings"?');
    const formatted = { message: error.message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
    expect(format(formatted, error).message).toBe('Cannot query field "pairingz" on type "Query".');
  });
});
