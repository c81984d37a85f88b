import { Agent, request } from 'node:http';
import { json } from 'node:stream/consumers';

/** A calm colleague, as a process of their own: the same list ten times a second, each time the milliseconds on a line. */
const [origin = '', token = ''] = process.argv.slice(2);
const EVERY_MS = 100;
const query = '{ pairings { total items { id from household { id headName } cadre { id name } } } }';
/** At another address: what one address may ask is used up by the run. Only Linux has all of 127.0.0.0/8. */
const agent = new Agent({
  keepAlive: true,
  ...(process.platform === 'linux' && { localAddress: '127.0.0.2' }),
});

const ask = () =>
  new Promise<{ status: number; data: { pairings: object } | null | undefined }>((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'apollo-require-preflight': 'true',
      cookie: `qinyou_session=${token}`,
    };
    request(`${origin}/graphql`, { method: 'POST', agent, headers }, (response) => {
      const told = json(response) as Promise<{ data?: { pairings: object } | null }>;
      told.then(({ data }) => resolve({ status: response.statusCode ?? 0, data }), reject);
    })
      .once('error', reject)
      .end(JSON.stringify({ query }));
  });

async function look(): Promise<void> {
  const begun = performance.now();
  const { status, data } = await ask();
  const took = performance.now() - begun;
  process.stdout.write(data ? `${took.toFixed(2)}\n` : `refused with ${status}\n`);
}

await look(); // the first one connects
setInterval(() => void look(), EVERY_MS);
