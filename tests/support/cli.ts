import { spawn } from 'node:child_process';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '../../server/dist/server/src/app/cli.js');

export interface Said {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `qinyou …` in a process of its own, as an operator does; the server is built before the tests run. */
export function qinyou(args: string[], env: Record<string, string>): Promise<Said> {
  const child = spawn(process.execPath, [cli, ...args], { env: { ...process.env, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}
