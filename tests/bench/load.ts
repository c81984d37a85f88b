import { connect, type Socket } from 'node:net';
import { processorTime } from './processor.ts';

export interface Target {
  name: string;
  port: number;
  /** The processes whose time is counted: the server's, and the postmaster's with its connections. */
  pids: { server: number; database: number };
  /** One whole HTTP/1.1 request, each time the next one. */
  request: () => string;
}

/** Keep-alive connections that ask at once; enough to keep two cores busy. */
const CONNECTIONS = 12;

/** A request as it goes over the wire; the client is written by hand so that it costs little of the machine it shares. */
export function requestOf(path: string, body: object | null, headers: Record<string, string> = {}): string {
  const text = body ? JSON.stringify(body) : '';
  const lines = Object.entries({
    host: '127.0.0.1',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  });
  return `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${text}`;
}

/** The requests in turn, from the first again after the last. */
export function inTurn(requests: readonly string[]): () => string {
  let next = 0;
  return () => requests[next++ % requests.length]!;
}

/** Each request once: the same write a second time would be another one. */
export function onceEach(requests: readonly string[]): () => string {
  let next = 0;
  return () => {
    const request = requests[next++];
    if (request === undefined) throw new Error(`more than ${requests.length} requests: make more of them`);
    return request;
  };
}

/** Bytes of the first answer in `seen`, or 0 while it is not whole. */
function lengthOfAnswer(seen: Buffer): number {
  const end = seen.indexOf('\r\n\r\n');
  if (end < 0) return 0;
  const head = seen.toString('latin1', 0, end).toLowerCase();
  const length = /content-length: (\d+)/.exec(head)?.[1];
  if (length !== undefined) return seen.length >= end + 4 + Number(length) ? end + 4 + Number(length) : 0;
  const last = seen.indexOf('\r\n0\r\n\r\n', end);
  return last < 0 ? 0 : last + 7;
}

function ask(socket: Socket, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen: Buffer = Buffer.alloc(0);
    const take = (chunk: Buffer) => {
      seen = seen.length === 0 ? chunk : Buffer.concat([seen, chunk]);
      const length = lengthOfAnswer(seen);
      if (length === 0) return;
      socket.off('data', take).off('error', reject).off('close', left);
      resolve(seen.toString('utf8', 0, length));
    };
    const left = () => reject(new Error('the server hung up'));
    socket.on('data', take).once('error', reject).once('close', left);
    socket.write(request);
  });
}

const open = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.off('error', reject)));
    socket.once('error', reject).setNoDelay(true);
  });

/** The answer to one request, headers and all. */
export async function once({ port, request }: Target): Promise<string> {
  const socket = await open(port);
  const answer = await ask(socket, request());
  socket.destroy();
  return answer;
}

/** What one round of load found. */
export interface Round {
  /** Answers per second. */
  rate: number;
  /** Milliseconds that 99 of 100 answers stayed under. */
  p99: number;
  /** Processor time of an answer in milliseconds: what the server takes for it, and what PostgreSQL does. */
  server: number;
  database: number;
}

/** Asks as fast as answers come. */
export async function load({ port, pids, request }: Target, milliseconds: number): Promise<Round> {
  const sockets = await Promise.all(Array.from({ length: CONNECTIONS }, () => open(port)));
  const before = { server: processorTime(pids.server), database: processorTime(pids.database) };
  const start = performance.now();
  const waits: number[] = [];
  await Promise.all(
    sockets.map(async (socket) => {
      for (let asked = performance.now(); asked - start < milliseconds; asked = performance.now()) {
        const answer = await ask(socket, request());
        // An error of GraphQL is no work done.
        if (!answer.startsWith('HTTP/1.1 200') || answer.includes('"errors"'))
          throw new Error(answer.slice(0, 400));
        waits.push(performance.now() - asked);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const socket of sockets) socket.destroy();
  const slowest = waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0;
  return {
    rate: waits.length / seconds,
    p99: slowest,
    server: (processorTime(pids.server) - before.server) / waits.length,
    database: (processorTime(pids.database) - before.database) / waits.length,
  };
}
