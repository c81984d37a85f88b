import '../platform/metadata.ts';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { systemClock, type Clock } from '../platform/clock.ts';
import { Vault, type KeyRing } from '../platform/crypto.ts';
import { Database } from '../platform/db/database.ts';
import { Notices } from '../platform/db/notices.ts';
import { openOrm } from '../platform/db/orm.ts';
import { Rates } from '../platform/http/rates.ts';
import { KEYS_CHANNEL } from '../platform/keys.ts';
import { Jobs } from '../platform/jobs.ts';
import { DEFAULT_LIMITS, type Limits } from '../platform/limits.ts';
import { CurrentFigures, FIGURES_CHANNEL } from '../modules/figures/index.ts';
import { Sessions, SESSIONS_CHANNEL } from '../modules/identity/index.ts';
import { Territory, TERRITORY_CHANNEL } from '../modules/region/index.ts';
import { startGraphql } from './graphql-server.ts';
import { buildHttp } from './http.ts';
import { assemble, entities } from './modules.ts';
import { buildGuardedSchema } from './schema.ts';

export interface ApplicationOptions {
  appUrl: string;
  keys: KeyRing;
  /** The keys as they are now, for a rotation that runs beside this process. */
  readKeys?: () => KeyRing;
  log: Logger;
  dataDir: string;
  consoleDir?: string | null;
  development?: boolean;
  /** Single figures that differ from the defaults. */
  limits?: Partial<Limits>;
  clock?: Clock;
  /** Told of every statement, for the tests that pin how many an operation needs. */
  onQuery?: (text: string) => void;
}

/** The composition root: everything that one process runs over one migrated database. */
export async function openApplication(options: ApplicationOptions) {
  const { appUrl, log, onQuery, clock = systemClock } = options;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const rates = new Rates(limits);
  const db = new Database(await openOrm(appUrl, entities), { connectionString: appUrl, onQuery });
  const vault = new Vault(options.keys);
  const jobs = new Jobs(appUrl, log);
  const notices = new Notices(appUrl, log);
  const figures = new CurrentFigures(db);
  const sessions = new Sessions(db, clock, figures);
  const territory = new Territory(db);
  const { readKeys } = options;
  if (readKeys)
    notices.on(KEYS_CHANNEL, { heard: () => vault.use(readKeys()), lost: () => vault.use(readKeys()) });
  notices.on(FIGURES_CHANNEL, figures);
  notices.on(SESSIONS_CHANNEL, sessions);
  notices.on(TERRITORY_CHANNEL, territory);
  const services = assemble({
    db,
    clock,
    vault,
    figures,
    sessions,
    territory,
    jobs,
    log,
    rates,
    filesDir: join(options.dataDir, 'files'),
    dataDir: options.dataDir,
  });
  const schema = buildGuardedSchema(services.resolvers);
  const { graphql, isKnown } = await startGraphql(schema, log, {
    development: options.development ?? false,
    limits,
    rates,
  });
  const http = await buildHttp({
    graphql,
    isKnown,
    db,
    sessions,
    log,
    limits,
    rates,
    routes: services.routes,
    consoleDir: options.consoleDir ?? null,
  });
  await notices.open();
  await jobs.start();

  return {
    db,
    vault,
    clock,
    figures,
    services,
    schema,
    http,
    async close() {
      await http.close();
      await graphql.stop();
      await jobs.stop();
      await notices.close();
      await db.close();
    },
  };
}

export type Application = Awaited<ReturnType<typeof openApplication>>;
