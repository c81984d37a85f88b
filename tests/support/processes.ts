import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The number of the PostgreSQL that runs on a data folder. Throws where none does. */
export const postmasterOf = (dataDir: string): number =>
  Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8')); // an ended one that nobody has fetched
  } catch {
    return false;
  }
}
