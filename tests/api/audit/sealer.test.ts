import { readFileSync, statSync } from 'node:fs';
import pg from 'pg';
import { expect, it } from 'vitest';
import { sealAllOf, withChain, write } from './chain-stage.ts';

const chain = withChain();
const subjects = async (client: pg.Client) => {
  const { rows } = await client.query<{ subject: string }>(
    `select e.subject_type as subject from audit_seal s join audit_entry e on e.id = s.entry_id
     where e.subject_type like 'order.%' order by s.seq`,
  );
  return rows.map(({ subject }) => subject);
};

it('waits for a transaction that drew its number first and commits last', async () => {
  const [slow, quick] = [await chain.writer(), await chain.writer()];
  const sealer = chain.sealer();
  await slow.query('begin');
  await write(slow, 'order.slow');
  await write(quick, 'order.quick');
  await sealer.seal();
  expect(await subjects(quick)).toEqual([]);
  expect((await chain.verify()).faults).toEqual([]);
  await slow.query('commit');
  await sealAllOf(sealer, quick);
  expect(await subjects(quick)).toEqual(['order.slow', 'order.quick']);
});

it('leaves nothing out and doubles nothing, with writers and two sealers at once', async () => {
  const writers = await Promise.all(Array.from({ length: 8 }, () => chain.writer()));
  const sealers = [chain.sealer(), chain.sealer()];
  let writing = true;
  let passes = 0;
  // On until there was something to collide about: a transaction in any database of the cluster holds the sealers up.
  const goOn = (n: number) => n < 60 || (passes < 3 && n < 5000);
  const work = writers.map(async (client, w) => {
    for (let n = 0; goOn(n); n++) {
      await client.query('begin');
      for (let i = 0; i <= (n + w) % 4; i++) await write(client, `race.${w}`);
      await client.query((n + w) % 7 === 0 ? 'rollback' : 'commit');
    }
  });
  const sealing = sealers.map(async (sealer) => {
    while (writing) {
      const sealed = await sealer.seal();
      passes += Math.sign(sealed);
    }
  });
  await Promise.all(work);
  writing = false;
  await Promise.all(sealing);
  const observer = writers[0]!;
  await sealAllOf(sealers[0]!, observer);
  const { rows } = await observer.query(
    `select (select count(*)::int from audit_entry) as entries, count(*)::int as seals, count(distinct entry_id)::int as sealed,
       max(seq)::int as last from audit_seal`,
  );
  const { entries } = rows[0] as { entries: number };
  expect(entries).toBeGreaterThan(900);
  expect(rows[0]).toEqual({ entries, seals: entries, sealed: entries, last: entries });
  expect(passes).toBeGreaterThan(2);
  expect(await chain.verify()).toMatchObject({ faults: [], sealed: entries, waiting: 0 });
});

it('anchors the end once, where only the owner of the file can read it, each line on the disk', async () => {
  const sealer = chain.sealer();
  const writer = await chain.writer();
  await write(writer, 'anchor');
  await sealAllOf(sealer, writer);
  expect([sealer.anchor(), sealer.anchor()]).toEqual([true, false]);
  const lines = readFileSync(chain.anchorFile, 'utf8').trimEnd().split('\n');
  const { rows } = await writer.query(
    `select seq::int as count, encode(mac, 'hex') as head from audit_seal order by seq desc limit 1`,
  );
  expect(JSON.parse(lines.at(-1)!)).toMatchObject(rows[0] as object);
  expect(JSON.parse(lines[0]!)).toMatchObject({ no: 1, count: 0 });
  expect(statSync(chain.anchorFile).mode & 0o777).toBe(0o600);
});

it('anchors at a clean stop what was sealed since the last anchor', async () => {
  const writer = await chain.writer();
  const newest = () => readFileSync(chain.anchorFile, 'utf8').trimEnd().split('\n').at(-1);
  /** A record under a seal, by another sealer: what waits for other databases of the tests' cluster would wait at a stop as well. */
  const sealed = async (subject: string): Promise<string> => {
    await write(writer, subject);
    await sealAllOf(chain.sealer(), writer);
    const { rows } = await writer.query<{ head: string }>(
      `select encode(s.mac, 'hex') as head from audit_seal s join audit_entry e on e.id = s.entry_id where e.subject_type = $1`,
      [subject],
    );
    return rows[0]!.head;
  };
  const first = await sealed('first');
  const sealing = chain.start();
  await expect.poll(newest, { timeout: 10_000 }).toContain(first);
  const last = await sealed('last'); // a minute before the next anchor
  await sealing.stop();
  expect(newest()).toContain(last);
});

it('lets no role of the application change a seal or place a record', async () => {
  const writer = await chain.writer();
  await expect(writer.query('delete from audit_seal')).rejects.toThrow(/permission denied/);
  await expect(writer.query('update audit_seal set seq = seq + 1')).rejects.toThrow(/permission denied/);
  const placed = `insert into audit_entry (action, subject_type, xact) values ('a', 'b', '1')`;
  await expect(writer.query(placed)).rejects.toThrow(/permission denied/);
});
