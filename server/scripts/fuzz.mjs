import { join } from 'node:path';
import { install } from './lib/install.mjs';
import { root } from './lib/paths.mjs';
import { environment, main, node24, show } from './lib/run.mjs';

const LOOKS = ['tests/property', 'tests/api/audit/random-tampering.test.ts', 'tests/fuzz'];

/**
 * `npm run fuzz`: 40 random lands whose every list is held against its plain definition, 1,000 random tamperings with the record, and
 * 100,000 random operations. `PROPERTY_SEED`, `AUDIT_SEED` and `FUZZ_SEED` repeat a run, `PROPERTY_SEEDS`, `AUDIT_TAMPERINGS` and
 * `FUZZ_OPERATIONS` make it longer or shorter.
 */
main(async () => {
  await install();
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = ['run', '--config', 'vitest.config.ts', '--project', 'api', ...LOOKS];
  return show(node24(), [vitest, ...args], {
    env: environment({
      PROPERTY_SEEDS: process.env.PROPERTY_SEEDS ?? '40',
      AUDIT_TAMPERINGS: process.env.AUDIT_TAMPERINGS ?? '1000',
      FUZZ_OPERATIONS: process.env.FUZZ_OPERATIONS ?? '100000',
    }),
  });
});
