import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { removeCluster, startCluster } from '../../server/src/platform/cluster/index.ts';
import { prepareDatabase } from '../../server/src/app/database.ts';

export interface TestCluster {
  ownerUrl: string;
  appUrl: string;
  /** What PostgreSQL writes about itself. */
  logFile: string;
  stop(): Promise<void>;
}

const tmp = join(import.meta.dirname, '../.tmp');

/** Starts PostgreSQL in a folder of this run and prepares `qinyou_template`, which every test file copies. */
export async function startTestCluster(): Promise<TestCluster> {
  mkdirSync(tmp, { recursive: true });
  await removeLeftovers();
  const dataDir = join(tmp, `cluster-${process.pid}`);
  const cluster = await startCluster({ dataDir, log: () => undefined, disposable: true });
  const stop = async () => {
    await cluster.stop();
    await removeCluster(dataDir);
  };
  try {
    const owner = new pg.Client({ connectionString: cluster.ownerUrl });
    await owner.connect();
    await owner.query('create database qinyou_template');
    await owner.end();
    const template = (url: string) => withDatabase(url, 'qinyou_template');
    await prepareDatabase({ ownerUrl: template(cluster.ownerUrl), appUrl: template(cluster.appUrl) }, false);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ownerUrl: cluster.ownerUrl,
    appUrl: cluster.appUrl,
    logFile: join(dataDir, 'postgres.log'),
    stop,
  };
}

/** The same login in another database of the cluster. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** A run that was killed leaves its PostgreSQL and its folder behind. */
async function removeLeftovers(): Promise<void> {
  for (const entry of readdirSync(tmp)) {
    const pid = Number(/^cluster-(\d+)$/.exec(entry)?.[1]);
    if (pid && pid !== process.pid && !isAlive(pid)) await removeCluster(join(tmp, entry));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
