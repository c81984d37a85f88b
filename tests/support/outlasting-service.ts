import pg from 'pg';
import { afterAll } from 'vitest';
import type { TestApp } from './app.ts';
import { overHttp, type Client } from './client.ts';
import { startService, type Service } from './service.ts';

export interface OutlastingService {
  /** The database as the system role sees it. */
  readonly system: pg.Client;
  /** Ends the application of this process, whose data a service of its own takes over. */
  takeOver(): Promise<void>;
  start(): Promise<void>;
  /** As a machine out of memory does. */
  kill(): Promise<void>;
  address(path: string): string;
  /** The same session, asked of the service. */
  askedThere(client: Client): Client;
}

/** The data of an application of this process under a service that is killed and started again; call it at the top of the file. */
export function withOutlastingService(test: TestApp, QINYOU_MASTER_KEY: string): OutlastingService {
  let service: Service;
  let system: pg.Client | undefined;
  const start = async () => {
    const { appUrl, ownerUrl } = test.urls;
    const env = { DATABASE_URL: appUrl, QINYOU_OWNER_URL: ownerUrl, QINYOU_MASTER_KEY };
    service = await startService(test.dataDir, { env });
    await service.ready;
  };
  const address = (path: string) => `http://127.0.0.1:${service.port}${path}`;
  afterAll(async () => {
    service.signal('SIGTERM');
    await service.ended;
    await system?.end();
  });
  return {
    get system() {
      if (!system) throw new Error('withOutlastingService: only after takeOver');
      return system;
    },
    async takeOver() {
      await test.close();
      system = new pg.Client({ connectionString: test.urls.appUrl, options: '-c role=r_system' });
      await system.connect();
      await start();
    },
    start,
    async kill() {
      service.killAll();
      await service.ended;
    },
    address,
    askedThere: (client) => client.through(overHttp(address(''))),
  };
}
