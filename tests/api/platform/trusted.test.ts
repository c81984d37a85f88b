import { createHash } from 'node:crypto';
import { PairingsDocument } from '@qinyou/schema';
import { hashes } from '@qinyou/schema/hashes';
import { print } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { withApp } from '../../support/app.ts';

const test = withApp({ limits: { cost: 100 } });
let cookie: string;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const text = print(PairingsDocument);

async function send(body: { query?: string; hash?: string; operationName?: string }) {
  const { query, hash, operationName } = body;
  const response = await test.app.http.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', cookie },
    payload: JSON.stringify({
      query,
      operationName,
      ...(hash && { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }),
    }),
  });
  const { data, errors } = response.json<{ data?: unknown; errors?: { extensions: { code: string } }[] }>();
  return data ? 'data' : errors?.[0]?.extensions.code;
}

describe('documents of our own clients', () => {
  beforeAll(async () => {
    const { token } = await test.world.account('COUNTY_OPERATOR', '6109/610926/');
    cookie = `qinyou_session=${token}`;
  });

  it('are known by hash, and not asked what they cost', async () => {
    expect(hashes['Pairings']).toBe(sha256(text));
    expect(await send({ hash: hashes['Pairings'] })).toBe('data');
    expect(await send({ query: text })).toBe('data');
  });

  it('are trusted to the letter: one more space, and it counts', async () => {
    expect(await send({ query: `${text} ` })).toBe('TOO_COMPLEX');
    expect(await send({ query: `${text} `, hash: hashes['Pairings'] })).not.toBe('data');
  });

  it('are all: a stranger’s document is answered, but never kept under its hash', async () => {
    const own = '{ me { id } }';
    expect(await send({ query: own, hash: sha256(own) })).toBe('data');
    expect(await send({ hash: sha256(own) })).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(await send({ hash: '__proto__' })).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});
