/** A calm colleague, as a process of their own: the same list ten times a second, each time the milliseconds on a line. */
const [origin = '', token = ''] = process.argv.slice(2);
const EVERY_MS = 100;
const query = '{ pairings { total items { id from household { id headName } cadre { id name } } } }';

async function look(): Promise<void> {
  const begun = performance.now();
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'apollo-require-preflight': 'true',
      cookie: `qinyou_session=${token}`,
    },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as { data?: { pairings: { total: number } } };
  const took = performance.now() - begun;
  process.stdout.write(data ? `${took.toFixed(2)}\n` : `refused with ${response.status}\n`);
}

await look(); // the first one connects
setInterval(() => void look(), EVERY_MS);
