import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import {
  openApplication,
  type Application,
  type ApplicationOptions,
} from '../../server/src/app/application.ts';
import { openLog } from '../../server/src/platform/log.ts';
import { testDatabase } from './database.ts';
import { World } from './world.ts';

export interface TestApp {
  readonly app: Application;
  readonly world: World;
  /** Every statement sent since the last {@link TestApp.forgetStatements}, for the tests that count them. */
  readonly statements: string[];
  /** Logins of the database, for tests that look behind the service. */
  readonly urls: { ownerUrl: string; appUrl: string };
  /** Where the service keeps its files. */
  readonly dataDir: string;
  forgetStatements(): void;
  /** Ends the application before the end of the file; its database and files stay, for a process of their own. */
  close(): Promise<void>;
}

type TestOptions = Partial<
  Pick<ApplicationOptions, 'clock' | 'consoleDir' | 'development' | 'keys' | 'limits' | 'log'>
>;

/** Tests ask as fast as they can, all from one address. */
const UNHURRIED = { points: 1_000_000, seconds: 1 };
const NO_RATES = {
  perAddress: UNHURRIED,
  perAccount: UNHURRIED,
  checking: UNHURRIED,
  guessesPerAddress: UNHURRIED,
  guessesPerLogin: UNHURRIED,
  refusalMs: 1,
};

/** The whole application over a database of its own, for one test file; call it at the top of the file. */
export function withApp(options: TestOptions = {}): TestApp {
  let opened: { app: Application; world: World } | undefined;
  let database: Awaited<ReturnType<typeof testDatabase>> | undefined;
  const statements: string[] = [];
  const dataDir = mkdtempSync(join(import.meta.dirname, '../.tmp/data-'));

  beforeAll(async () => {
    database = await testDatabase();
    const app = await openApplication({
      appUrl: database.appUrl,
      keys: [{ kid: 1, wrapKey: randomBytes(32), indexKey: randomBytes(32) }],
      log: openLog({ level: process.env['LOG_LEVEL'] ?? 'fatal' }),
      dataDir,
      // The session is read again every few seconds, whatever is asked; a reason stands around the work, not in it.
      onQuery: (text) => {
        if (!/token_hash|app\.reason/.test(text)) statements.push(text);
      },
      ...options,
      limits: { ...NO_RATES, ...options.limits },
    });
    opened = { app, world: new World(app) };
  });

  let closed: Promise<void> | undefined;
  const close = () => (closed ??= opened?.app.close() ?? Promise.resolve());
  afterAll(async () => {
    await close();
    await database?.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const open = () => {
    if (!opened) throw new Error('withApp: only inside a test or a hook');
    return opened;
  };
  return {
    get app() {
      return open().app;
    },
    get world() {
      return open().world;
    },
    statements,
    dataDir,
    get urls() {
      return database!;
    },
    forgetStatements: () => void statements.splice(0),
    close,
  };
}
