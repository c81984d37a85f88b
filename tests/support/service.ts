import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The service as people start it: a process of its own, its data in a folder of the test. */
export interface Service {
  port: number;
  /** Milliseconds until the ready line. Rejects with the output where the process ends first. */
  ready: Promise<number>;
  /** Exit code; null where a signal ended it. */
  ended: Promise<number | null>;
  stdout(): string;
  stderr(): string;
  /** Milliseconds from the start until these words had been printed. Throws where they haven't. */
  saidAt(words: string): number;
  /** To the started process alone, as `kill` does. */
  signal(name: NodeJS.Signals): void;
  /** To everything it started except PostgreSQL; harmless after the end. */
  signalAll(name: NodeJS.Signals): void;
  /** As a machine out of memory does. */
  killAll(): void;
}

/** Runs what `npm start` runs. */
export async function startService(
  dataDir: string,
  options: { port?: number; env?: Record<string, string>; nodeArgs?: readonly string[] } = {},
): Promise<Service> {
  const port = options.port ?? (await freePort());
  const begun = Date.now();
  const child = spawn(
    process.execPath,
    [...(options.nodeArgs ?? []), join(root, 'server/scripts/start.mjs')],
    {
      cwd: root,
      env: {
        ...process.env,
        PORT: String(port),
        QINYOU_DATA: dataDir,
        NODE_ENV: 'production',
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // a process group of its own, so that killAll reaches the service behind the script
    },
  );
  let stdout = '';
  let stderr = '';
  const parts: { at: number; length: number }[] = [];
  child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (part: Buffer) => {
      stdout += part.toString();
      parts.push({ at: Date.now() - begun, length: stdout.length });
      if (/^Qinyou is ready at /m.test(stdout)) resolve(Date.now() - begun);
    });
    child.once('close', () => reject(new Error(`ended before it was ready:\n${stdout}${stderr}`)));
  });
  ready.catch(() => undefined); // a test of a start that must fail looks at `ended`
  const signalAll = (name: NodeJS.Signals) => {
    try {
      if (child.pid) process.kill(-child.pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // all of it has ended already
    }
  };
  return {
    port,
    ready,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    saidAt(words) {
      const end = stdout.indexOf(words) + words.length;
      const part = stdout.includes(words) ? parts.find(({ length }) => length >= end) : undefined;
      if (!part) throw new Error(`never said ${words}`);
      return part.at;
    },
    signal: (name) => void child.kill(name),
    signalAll,
    killAll: () => signalAll('SIGKILL'),
  };
}

/** Of a start that must not succeed: its exit code, every line it complains with, and whether it was ready all the same. */
export const outcomeOf = async (service: Service) => ({
  code: await service.ended,
  lines: service.stderr().trim().split('\n'),
  ready: service.stdout().includes('ready'),
});

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
