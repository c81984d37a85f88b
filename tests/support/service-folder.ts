import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { removeCluster } from '../../server/src/platform/cluster/index.ts';
import { copyDemoData } from './demo-data.ts';
import { startService, type Service } from './service.ts';

const tmp = join(import.meta.dirname, '../.tmp');

export interface ServiceFolder {
  /** A folder of the test's own, for backups and the like. */
  readonly folder: string;
  /** Where the service that runs from the beginning keeps its data. */
  readonly data: string;
  /** Where another may be restored to. */
  readonly restored: string;
  /** The service that runs now. */
  readonly service: Service;
  /** Ends it as an operator would. */
  stop(): Promise<void>;
  /** Starts one over what was restored, and waits until it is ready. */
  startRestored(): Promise<Service>;
}

/** The service of the demo city in a folder that goes with the test; call it at the top of the file. */
export function withServiceFolder(name: string): ServiceFolder {
  let folder = '';
  let running: Service | undefined;
  const start = async (dataDir: string) => {
    running = await startService(dataDir);
    await running.ready;
    return running;
  };

  beforeAll(async () => {
    mkdirSync(tmp, { recursive: true });
    folder = mkdtempSync(join(tmp, `${name}-`));
    copyDemoData(join(folder, 'data'));
    await start(join(folder, 'data'));
  });

  afterAll(async () => {
    running?.killAll();
    await running?.ended;
    for (const one of ['data', 'restored']) await removeCluster(join(folder, one));
    rmSync(folder, { recursive: true, force: true });
  });

  const service = () => {
    if (!running) throw new Error('withServiceFolder: only inside a test or a hook');
    return running;
  };
  return {
    get folder() {
      return folder;
    },
    get data() {
      return join(folder, 'data');
    },
    get restored() {
      return join(folder, 'restored');
    },
    get service() {
      return service();
    },
    async stop() {
      service().signal('SIGTERM');
      await service().ended;
    },
    startRestored: () => start(join(folder, 'restored')),
  };
}
