import { createRequire } from 'node:module';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The measurements: one after another, with nothing else running. `npm run bench`. */
export default defineConfig({
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  resolve: {
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }], // one realm, as in the tests
  },
  test: {
    setupFiles: ['server/src/platform/metadata.ts'],
    root: join(import.meta.dirname, '../..'),
    environment: 'node',
    // BENCH_PROFILE=1: where the time of each operation goes, instead of how much it is; the import tells both.
    include:
      process.env['BENCH_PROFILE'] === '1'
        ? ['tests/bench/*.profile.ts', 'tests/bench/import.bench.ts']
        : ['tests/bench/*.bench.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
