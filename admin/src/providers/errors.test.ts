import { ApolloError } from '@apollo/client';
import { HttpError } from 'react-admin';
import { describe, expect, it } from 'vitest';
import { QinyouError, toQinyouError } from './errors.ts';

const graphql = (message: string, extensions: Record<string, unknown>) =>
  new ApolloError({ graphQLErrors: [{ message, extensions }] }) as unknown;
const mapped = (error: unknown) => {
  const result = toQinyouError(error);
  if (!(result instanceof QinyouError)) throw new Error('not a QinyouError');
  return result;
};

describe('errors', () => {
  it.each([
    ['UNAUTHENTICATED', 401],
    ['FORBIDDEN', 403],
    ['NOT_FOUND', 404],
    ['CONFLICT', 409],
    ['INVALID_INPUT', 400],
    ['RULE_VIOLATED', 422],
    ['RATE_LIMITED', 429],
  ])('%s is %i for react-admin, in the server’s words', (code, status) => {
    const error = mapped(graphql('请先登录', { code }));
    expect([error.status, error.code, error.message]).toEqual([status, code, '请先登录']);
  });

  it('hands field errors to the form, by the form’s names', () => {
    const error = mapped(
      graphql('只有 7 位', {
        code: 'INVALID_INPUT',
        fields: { 'input.phone': '只有 7 位', 'members.0.name': '要填' },
      }),
    );
    expect(error.body.errors).toEqual({ phone: '只有 7 位', 'members.0.name': '要填' });
  });

  it('keeps rule, reference and the record as it is now', () => {
    expect(mapped(graphql('这户已有干部', { code: 'RULE_VIOLATED', rule: 'R2' })).body.rule).toBe('R2');
    expect(mapped(graphql('没办成', { code: 'INTERNAL', reference: 'K7Q-204' })).body.reference).toBe(
      'K7Q-204',
    );
    expect(
      mapped(graphql('刚被改过', { code: 'CONFLICT', current: { id: '1', version: 4 } })).current,
    ).toEqual({ id: '1', version: 4 });
  });

  it('unwraps what ra-data-graphql wrapped', () => {
    const wrapped = new HttpError('x', 200, graphql('没有这一户，或不归你看', { code: 'NOT_FOUND' }));
    expect(mapped(wrapped).status).toBe(404);
  });

  it('never shows a parser’s English', () => {
    const error = mapped(
      graphql('Cannot query field "x" on type "Query".', { code: 'GRAPHQL_VALIDATION_FAILED' }),
    );
    expect(error.message).toMatch(/刷新/);
    expect(mapped(graphql('boom', {})).message).toMatch(/再试一次/);
  });

  it('says that the network is gone and nothing is lost', () => {
    expect(mapped(new ApolloError({ networkError: new TypeError('Failed to fetch') })).message).toMatch(
      /网断了.*都还在/,
    );
    expect(mapped(new HttpError('Failed to fetch', undefined as never)).code).toBe('OFFLINE');
  });

  it('lets an abort pass', () => {
    const abort = new DOMException('aborted', 'AbortError');
    expect(toQinyouError(new ApolloError({ networkError: abort }))).toBe(abort);
  });
});
