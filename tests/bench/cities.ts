import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { seedCity } from '../../seeds/city/index.ts';
import { prepareDatabase } from '../../server/src/app/database.ts';
import { removeCluster, startCluster, type Cluster } from '../../server/src/platform/cluster/index.ts';
import { Vault } from '../../server/src/platform/crypto.ts';
import type { masterKey } from '../support/master-key.ts';

export const tmp = join(import.meta.dirname, '../.tmp');

export interface SeededCity {
  cluster: Cluster;
  close(): Promise<void>;
}

/** A city of a size in a folder that holds it already and keeps it, or in one of its own that goes with it. */
export async function openCity(
  kept: string | undefined,
  keys: ReturnType<typeof masterKey>['keys'],
  size?: Parameters<typeof seedCity>[0]['size'],
): Promise<SeededCity> {
  mkdirSync(tmp, { recursive: true });
  const folder = kept ?? mkdtempSync(join(tmp, 'bench-city-'));
  const cluster = await startCluster({ dataDir: folder, log: () => undefined });
  await prepareDatabase(cluster, false);
  await seedCity({
    ownerUrl: cluster.ownerUrl,
    vault: new Vault(keys),
    passwordHash: 'nobody signs in here',
    today: new Date().toISOString().slice(0, 10),
    ...(size && { size }),
    say: () => undefined,
  });
  return {
    cluster,
    async close() {
      await cluster.stop();
      if (!kept) await removeCluster(folder);
    },
  };
}
