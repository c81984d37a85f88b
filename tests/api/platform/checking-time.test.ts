import { describe, expect, it } from 'vitest';
import { withApp } from '../../support/app.ts';
import { Client, type Door } from '../../support/client.ts';

/** Enough for one document at a time, in a window that no test outlasts. */
const test = withApp({ limits: { checking: { points: 60, seconds: 600 } } });
const COUNTY = '6109/610926/';

/** As a proxy passes on what comes from there. */
const from =
  (address: string): Door =>
  async (headers, payload) => {
    const response = await test.app.http.inject({
      method: 'POST',
      url: '/graphql',
      headers: { ...headers, 'x-forwarded-for': address },
      payload,
    });
    return { body: response.json<unknown>(), token: undefined };
  };

let asked = 0;
const unknown = () => `{ me { ${Array.from({ length: 10 }, (_, i) => `n${asked++}x${i}: id`).join(' ')} } }`;

/** Documents that nobody knows, until the address has used up its time for them. */
async function exhaust(client: Client): Promise<string | undefined> {
  for (let i = 0; i < 1000; i++) {
    const { code } = await client.ask(unknown());
    if (code === 'RATE_LIMITED') return code;
  }
  return undefined;
}

describe('time for documents that nobody knows', () => {
  it('is an address’s own: what is known is answered there, everything elsewhere', async () => {
    const county = await test.world.signedIn('COUNTY_OPERATOR', COUNTY);
    const noisy = county.through(from('10.0.0.1'));
    const calm = county.through(from('10.0.0.2'));
    const known = '{ me { id displayName } }';
    await calm.get(known);
    await calm.get(known);
    expect(await exhaust(noisy)).toBe('RATE_LIMITED');
    expect((await noisy.ask(known)).code).toBeUndefined();
    expect((await calm.ask(unknown())).code).toBeUndefined();
  });

  it('is taken by those that are refused, too, and before anybody has signed in', async () => {
    const nobody = new Client(from('10.0.0.3'), null);
    const codes: (string | undefined)[] = [];
    while (codes.length < 1000 && codes.at(-1) !== 'RATE_LIMITED')
      codes.push((await nobody.ask(`{ open${codes.length} ${'a '.repeat(900)}`)).code);
    expect([...new Set(codes)]).toEqual(['GRAPHQL_PARSE_FAILED', 'RATE_LIMITED']);
    expect(codes.length, 'by what each took, not by what was kept back').toBeGreaterThan(5);
  });

  it('is kept back for many that come at once', async () => {
    const noisy = (await test.world.signedIn('COUNTY_OPERATOR', COUNTY)).through(from('10.0.0.4'));
    const codes = await Promise.all(
      Array.from({ length: 40 }, async () => (await noisy.ask(unknown())).code),
    );
    expect(codes).toContain(undefined);
    expect(codes).toContain('RATE_LIMITED');
  });
});
