import { join } from 'node:path';
import { install } from './lib/install.mjs';
import { root } from './lib/paths.mjs';
import { environment, main, node24, show } from './lib/run.mjs';

/** `npm run fuzz`: 100,000 random operations; `FUZZ_SEED` repeats a run, `FUZZ_OPERATIONS` makes it longer or shorter. */
main(async () => {
  await install();
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = ['run', '--config', 'vitest.config.ts', '--project', 'api', 'tests/fuzz'];
  return show(node24(), [vitest, ...args], {
    env: environment({ FUZZ_OPERATIONS: process.env.FUZZ_OPERATIONS ?? '100000' }),
  });
});
