import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isAlive } from './initialise.ts';
import { readPidFile } from './postmaster.ts';
import { loadSecrets } from './secrets.ts';

export interface RunningCluster {
  ownerUrl: string;
  appUrl: string;
}

/** The PostgreSQL that a running service has started on this data folder, or null where none is: a command joins it. */
export function runningCluster(dataDir: string): RunningCluster | null {
  const folder = join(resolve(dataDir), 'postgres');
  const file = existsSync(folder) ? readPidFile(folder) : undefined;
  if (!file?.ready || !isAlive(file.pid)) return null;
  const secrets = loadSecrets(resolve(dataDir), false);
  const url = (login: string, password: string) =>
    `postgres://${login}:${password}@127.0.0.1:${file.port}/qinyou`;
  return { ownerUrl: url('qinyou_owner', secrets.owner), appUrl: url('qinyou_app', secrets.app) };
}
