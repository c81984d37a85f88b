import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildAdmin, buildServer } from './build.mjs';
import { install } from './install.mjs';
import { root } from './paths.mjs';
import { main, node24, serviceEnvironment, serviceFlags } from './run.mjs';

/** `npm start`: installs and builds what is missing, then runs the service and stands for it until it ends. */
export function start() {
  main(async () => {
    await install();
    await buildServer();
    await buildAdmin();
    return runService();
  });
}

/**
 * Resolves with the service's exit code. The service hears of our end over the IPC channel, which closes even when we are killed;
 * npm's end shows only in a new parent.
 */
function runService() {
  return new Promise((resolve, reject) => {
    const service = spawn(node24(), [...serviceFlags, join(root, 'server/dist/server/src/main.js')], {
      env: serviceEnvironment(),
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => service.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
    }
    const parent = process.ppid;
    const watch = process.env.npm_lifecycle_event === 'start' ? setInterval(stopIfOrphaned, 500) : undefined;
    function stopIfOrphaned() {
      if (process.ppid !== parent) service.kill('SIGTERM');
    }
    service.once('error', reject);
    service.once('exit', (code, signal) => {
      clearInterval(watch);
      resolve(signal ? 1 : (code ?? 1));
    });
  });
}
