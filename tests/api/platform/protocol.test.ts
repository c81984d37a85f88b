import { once } from 'node:events';
import { Writable } from 'node:stream';
import { serverAudits } from 'graphql-http';
import { beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '../../../server/src/platform/log.ts';
import { withApp } from '../../support/app.ts';

/** What the service writes down, as one text. */
let written = '';
const sink = new Writable({
  write(chunk: Buffer, _encoding, done) {
    written += chunk.toString();
    done();
  },
});
const development = withApp({ development: true, log: openLog({ level: 'trace' }, sink) });
const production = withApp({ log: openLog({ level: 'trace' }, sink) });
let url = '';
const audits = serverAudits({ url: () => url });
const must = audits.filter(({ name }) => name.startsWith('MUST'));

beforeAll(async () => {
  url = `${await development.app.http.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
});

describe('GraphQL over HTTP', () => {
  it('has the audits', () => expect(must.length).toBeGreaterThan(10));

  it.each(must)('$id $name', async (audit) => {
    const result = await audit.fn();
    if (result.status === 'ok') return;
    expect.fail(`${result.reason}, status ${result.response.status}: ${await result.response.text()}`);
  });

  it('says nothing of the schema where it is not developed', async () => {
    const ask = (query: string) => production.world.anonymous().ask(query);
    expect((await ask('{ __schema { types { name } } }')).data).toBeNull();
    const wrong = [
      '{ pairingz { id } }',
      '{ me { nam } }',
      'mutation { signIn(inpt: 1) }',
      '{ me { ...x } }',
    ];
    const typed = 'query($p: PageInput) { pairings(page: $p) { items { id } } }';
    const replies = [
      ...(await Promise.all(wrong.map(ask))),
      await production.world.anonymous().ask<unknown, unknown>(typed, { p: { sise: 3 } }),
      await production.world
        .anonymous()
        .ask<unknown, unknown>('query($k: PairingKind) { pairings(filter: { kind: $k }) { total } }', {
          k: 'RETAIND',
        }),
    ];
    for (const { code, errors } of replies) {
      expect(code).toBeDefined();
      expect(JSON.stringify(errors)).not.toMatch(/did you mean|\bat .*\.ts|select |stacktrace/i);
    }
  });
});

describe('what is no request', () => {
  const SECRET = '61092619700101003X';
  const post = (payload: string, type = 'application/json') =>
    production.app.http.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': type, 'apollo-require-preflight': '1' },
      payload,
    });
  const broken: [what: string, payload: string, type?: string][] = [
    ['JSON that ends too early', `{"query":"{ me { id } }","variables":{"n":"${SECRET}"`],
    ['no JSON at all', SECRET.repeat(50)],
    ['a query that does not parse', JSON.stringify({ query: `{ me(n: "${SECRET}` })],
    ['a query that is none', JSON.stringify({ query: { n: SECRET } })],
    ['variables that are none', JSON.stringify({ query: '{ me { id } }', variables: SECRET })],
    [
      'a variable of another kind',
      JSON.stringify({
        query: 'query($p: PageInput) { pairings(page: $p) { total } }',
        variables: { p: SECRET },
      }),
    ],
    ['another type of content', SECRET, 'application/x-www-form-urlencoded'],
    ['poison', `{"__proto__":{"n":"${SECRET}"},"query":"{ me { id } }"}`],
    ['an id that is none', JSON.stringify({ query: `{ household(id: "${SECRET}") { id } }` })],
  ];

  it.each(broken)('%s is refused with a code, and not written down', async (_what, payload, type) => {
    written = '';
    const response = await post(payload, type);
    const { errors } = response.json<{ errors: { message: string; extensions: { code: string } }[] }>();
    expect(errors[0]?.extensions.code).toMatch(/^[A-Z_]+$/);
    expect(errors[0]?.extensions.code).not.toMatch(/INTERNAL/);
    expect(written).not.toContain(SECRET);
  });

  it('is seen to write down at all', async () => {
    written = '';
    production.app.http.log.error({ err: new Error('not told') }, 'canary');
    if (sink.writableNeedDrain) await once(sink, 'drain');
    expect(written).toContain('canary');
  });
});
