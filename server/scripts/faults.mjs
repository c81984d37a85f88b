import { join } from 'node:path';
import { buildAdmin, buildServer } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { root } from './lib/paths.mjs';
import { environment, main, node24, show } from './lib/run.mjs';

/**
 * `npm run faults`: the service and its database are killed 20 times each while people write; prints the list of faults with counts.
 * `FAULT_KILLS` makes it longer or shorter.
 */
main(async () => {
  await install();
  await buildServer();
  await buildAdmin();
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = ['run', '--config', 'vitest.config.ts', '--project', 'faults', 'tests/faults/killed.test.ts'];
  return show(node24(), [vitest, ...args], {
    env: environment({ FAULT_KILLS: process.env.FAULT_KILLS ?? '20' }),
  });
});
