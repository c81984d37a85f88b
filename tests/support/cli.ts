import { spawn } from 'node:child_process';
import { join } from 'node:path';

const dist = join(import.meta.dirname, '../../server/dist');

/** The compiled commands, as `npm run qinyou` runs them: what was compiled once comes from a cache, which saves a second each. */
export const cli = join(dist, 'server/src/app/cli.js');
export const cliEnvironment = { ...process.env, NODE_COMPILE_CACHE: join(dist, '.compiled') };

export interface Said {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `qinyou …` in a process of its own, as an operator does; the server is built before the tests run. */
export function qinyou(args: string[], env: Record<string, string>): Promise<Said> {
  const child = spawn(process.execPath, [cli, ...args], { env: { ...cliEnvironment, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}
