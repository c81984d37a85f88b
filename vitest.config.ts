import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const common = {
  environment: 'node',
  restoreMocks: true,
  setupFiles: ['server/src/platform/metadata.ts'],
} as const;

/** type-graphql and MikroORM read the types that decorators emit. */
const oxc = { decorator: { legacy: true, emitDecoratorMetadata: true } } as const;
/** Node gives libraries graphql's CommonJS build; the bundler would give our sources the other one, and two realms don't mix. */
const resolve = {
  alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
};
const database = 'tests/support/global-setup.ts';

export default defineConfig({
  oxc,
  test: {
    maxWorkers: 2, // the files mostly wait for PostgreSQL, so on two cores a second one costs little
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
          include: ['tests/{api,guards}/**/*.test.ts'],
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
          name: 'faults', // real processes against the clock: nothing else runs beside them
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: [database],
          fileParallelism: false,
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
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
