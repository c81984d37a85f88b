import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const common = {
  environment: 'node',
  restoreMocks: true,
  isolate: false, // ADR 0032: decorated classes are evaluated once per worker; a file must leave nothing behind in a module
  setupFiles: ['server/src/platform/metadata.ts'],
} as const;

/** type-graphql and MikroORM read the types that decorators emit. */
const oxc = { decorator: { legacy: true, emitDecoratorMetadata: true } } as const;
/** Node gives libraries graphql's CommonJS build; the bundler would give our sources the other one, and two realms don't mix. */
const resolve = {
  alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
};
const againstTheClock = 'tests/faults/start.test.ts';
const database = 'tests/support/global-setup.ts';

export default defineConfig({
  oxc,
  test: {
    maxWorkers: 2, // the files mostly wait for PostgreSQL or a browser, so on two cores a second one costs little
    projects: [
      {
        oxc,
        resolve,
        test: {
          ...common,
          name: 'unit',
          include: ['server/src/**/*.test.ts', 'admin/src/**/*.test.{ts,tsx}', 'seeds/**/*.test.ts'],
        },
      },
      {
        oxc,
        resolve,
        test: {
          ...common,
          name: 'api',
          include: ['tests/{api,guards,fuzz,property}/**/*.test.ts'],
          globalSetup: [database],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        oxc,
        resolve,
        test: {
          ...common,
          name: 'faults', // real processes, each file with data and ports of its own
          include: ['tests/faults/**/*.test.ts'],
          exclude: [againstTheClock],
          globalSetup: [database, 'tests/support/demo-data.ts'],
          maxWorkers: 3, // they wait for processes and disks more than they work
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        oxc,
        resolve,
        test: {
          ...common,
          name: 'start', // against the clock: after all others, and nothing else runs beside it
          include: [againstTheClock],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        oxc,
        resolve,
        test: {
          ...common,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: [database],
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
