import type { Socket } from 'node:net';
import type pg from 'pg';

/** What pg keeps of the connection under a client; it ships no types for it. */
interface Wired {
  connection: { stream: Socket };
}

/** Holds back what is written to the connection until this turn is over: one system call, one packet. */
export function inOneWrite(client: pg.PoolClient): void {
  const { stream } = (client as unknown as Wired).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
