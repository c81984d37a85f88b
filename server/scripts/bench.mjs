import { join } from 'node:path';
import { buildServer } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { root } from './lib/paths.mjs';
import { environment, main, node24, serviceFlags, show } from './lib/run.mjs';

/** `npm run bench`: the measurements of tests/bench, which need decorators compiled and so run under vitest. */
main(async () => {
  await install();
  await buildServer();
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = ['run', '--config', 'tests/bench/vitest.config.ts', ...process.argv.slice(2)];
  return show(node24(), [vitest, ...args], {
    env: environment({ BENCH_SERVICE_FLAGS: serviceFlags.join(' ') }),
  });
});
