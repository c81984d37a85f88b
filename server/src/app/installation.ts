import { runningCluster, startCluster } from '../platform/cluster/index.ts';
import { loadMasterKeys, reloadMasterKeys } from '../platform/keys.ts';
import { openLog } from '../platform/log.ts';
import { openApplication, type Application } from './application.ts';
import type { Config } from './config.ts';
import { prepareDatabase } from './database.ts';

export interface Installation {
  app: Application;
  /** For what only the owner of the tables may do. */
  ownerUrl: string;
  close(): Promise<void>;
}

/**
 * Opens the installation that the settings name, for a command: an outside database, the embedded one of a service that is
 * running, or the embedded one by itself. No port is taken.
 * @throws StartError with one sentence
 */
export async function openInstallation(config: Config, say: (line: string) => void): Promise<Installation> {
  const running = config.outside ?? runningCluster(config.dataDir);
  const keys = await loadMasterKeys(config.dataDir);
  const cluster = running ? null : await startCluster({ dataDir: config.dataDir, log: say });
  const { ownerUrl, appUrl } = running ?? cluster!;
  try {
    if (!running || config.outside) await prepareDatabase({ ownerUrl, appUrl }, config.outside !== null);
    const app = await openApplication({
      appUrl,
      keys,
      readKeys: () => reloadMasterKeys(config.dataDir),
      dataDir: config.dataDir,
      log: openLog({ level: 'warn' }),
    });
    if (!running || config.outside) await app.services.erasures.settle();
    return {
      app,
      ownerUrl,
      async close() {
        await app.close();
        await cluster?.stop();
      },
    };
  } catch (error) {
    await cluster?.stop();
    throw error;
  }
}
