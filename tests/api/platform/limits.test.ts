import { beforeAll, describe, expect, it } from 'vitest';
import { withApp } from '../../support/app.ts';
import type { Client } from '../../support/client.ts';

const test = withApp({ limits: { bodyBytes: 20_000, depth: 4 } });
let county: Client;

const signIn = (alias: string) => `${alias}: signIn(input: { login: "zhang", password: "guess" })`;
/** Each spreads the next twice: 2^n fields out of n fragments. */
const doubling = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => `fragment f${i} on Me { ${i + 1 < count ? `...f${i + 1} ...f${i + 1}` : 'id'} }`,
  ).join(' ');

const refused: [what: string, document: string, words: RegExp][] = [
  ['selections too deep', '{ pairings { items { household { village { id } } } } }', /最多 4 层/],
  [
    'the same over fragments',
    '{ pairings { ... { ...list } } } fragment list on PairingList { items { household { village { id } } } }',
    /最多 4 层/,
  ],
  [
    'a field too often',
    `{ me { ${Array.from({ length: 11 }, (_, i) => `a${i}: id`).join(' ')} } }`,
    /^id 在一处/,
  ],
  ['a field too often, over fragments', `{ me { ...f0 } } ${doubling(20)}`, /^id 在一处/],
  [
    'too much at once',
    `{ ${['me', 'home', 'rankMap'].map((f) => Array.from({ length: 7 }, (_, i) => `${f}${i}: ${f} { __typename }`).join(' ')).join(' ')} }`,
    /最多办 20 件事/,
  ],
  ['two sign-ins', `mutation { ${signIn('a')} ${signIn('b')} }`, /^signIn 一次只能办 1 件/],
  [
    'two sign-ins over fragments',
    `mutation { ...a ... { ${signIn('b')} } } fragment a on Mutation { ${signIn('a')} }`,
    /^signIn 一次只能办 1 件/,
  ],
  ['a document too long', `{ me { ${'id '.repeat(1000)} } }`, /查询太长/],
];

describe('limits of a document', () => {
  beforeAll(async () => {
    county = await test.world.signedIn('COUNTY_OPERATOR', '6109/610926/');
  });

  it.each(refused)('refuses %s', async (_what, document, words) => {
    const { data, errors, code } = await county.ask(document);
    expect(data).toBeNull();
    expect(code, JSON.stringify(errors)).toBe('TOO_COMPLEX');
    expect(errors[0]?.message).toMatch(words);
  });

  it('counts what an answer can hold from the page that is asked for, wherever the size stands', async () => {
    const wide = `query($page: PageInput) { pairings(page: $page) { items { id from to kind household { id headName } cadre { id name } } } }`;
    const size = (n: number) => county.ask<unknown, unknown>(wide, { page: { size: n } });
    expect((await size(100)).code).toBeUndefined();
    expect((await size(1000)).code).toBeUndefined();
    const ten = `{ ${Array.from({ length: 10 }, (_, i) => `a${i}: pairings(page: { size: 1000 }) { items { id household { id headName } cadre { id name } from to kind slot } }`).join(' ')} }`;
    const { code, errors } = await county.ask(ten);
    expect([code, errors[0]?.message]).toEqual(['TOO_COMPLEX', expect.stringMatching(/最多 100000 项/)]);
  });

  it('counts each size anew, whatever the same document was asked with before', async () => {
    const rows = 'items { id household { id headName } cadre { id name } from to kind slot }';
    const ten = `query($page: PageInput) { ${Array.from({ length: 10 }, (_, i) => `a${i}: pairings(page: $page) { ${rows} }`).join(' ')} }`;
    const size = async (n: unknown) => (await county.ask<unknown, unknown>(ten, { page: { size: n } })).code;
    expect([await size(1), await size('many'), await size(1), await size(1000), await size(2)]).toEqual([
      undefined,
      'BAD_USER_INPUT',
      undefined,
      'TOO_COMPLEX',
      undefined,
    ]);
  });

  it('takes no second operation in a request, and no body past its size', async () => {
    const post = (payload: string) =>
      test.app.http.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json' },
        payload,
      });
    const batch = await post(JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]));
    expect(batch.statusCode).toBe(400);
    const large = await post(JSON.stringify({ query: '{ __typename }', extra: 'x'.repeat(20_000) }));
    expect(large.statusCode).toBe(413);
    expect(large.json()).toEqual({
      errors: [{ message: '发来的内容太大，请分开发', extensions: { code: 'TOO_LARGE' } }],
    });
  });
});
