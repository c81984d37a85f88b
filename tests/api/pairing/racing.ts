import { expect } from 'vitest';
import { PairingService } from '../../../server/src/modules/pairing/index.ts';
import { scopeOf } from '../../../server/src/platform/auth/scope.ts';
import { DomainError } from '../../../server/src/platform/errors.ts';
import type { TestApp } from '../../support/app.ts';

export const COUNTY = '6109/610926/';
const PAIR = `mutation ($input: PairInput!) { pair(input: $input) { id } }`;

/** What one attempt came to: `made`, or the code and the rule of the refusal. */
export type Attempt = (input: { householdId: string; cadreId: string }) => Promise<string>;
type Operator = Awaited<ReturnType<TestApp['world']['account']>>;

/** Straight to the service: nothing but the transactions is waited for, so they meet the most often. */
export function toService({ app }: TestApp) {
  const service = new PairingService(app.db, app.clock);
  const scope = scopeOf('territory', COUNTY);
  return ({ accountId, grantId }: Operator): Attempt => {
    const actor = {
      accountId,
      grantId,
      role: 'COUNTY_OPERATOR',
      path: COUNTY,
      cadreId: null,
      displayName: '',
      sessionId: '',
    } as const;
    return (input) =>
      service.pair(actor, scope, input).then(
        () => 'made',
        (error: unknown) => {
          if (error instanceof DomainError) return [error.code, error.details.rule].join(' ');
          throw error;
        },
      );
  };
}

interface Said {
  data?: { pair: { id: string } | null } | null;
  errors?: { extensions: { code: string; rule?: string } }[];
}

/** Through the socket and a session of one's own, as any client. */
export async function overHttp({ app }: TestApp) {
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 });
  return ({ token }: Operator): Attempt =>
    async (input) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `qinyou_session=${token}` },
        body: JSON.stringify({ query: PAIR, variables: { input } }),
      });
      expect(response.status).toBe(200);
      const { data, errors } = (await response.json()) as Said;
      if (data?.pair) return 'made';
      const { code, rule } = errors?.[0]?.extensions ?? {};
      return [code, rule].join(' ');
    };
}
