import { join } from 'node:path';
import { buildServer } from './build.mjs';
import { install } from './install.mjs';
import { root } from './paths.mjs';
import { main, node24, serviceEnvironment, show } from './run.mjs';

/** `npm run qinyou -- …`: the commands of the server, run from the folder one stands in. */
export function qinyou(args) {
  main(async () => {
    await install();
    await buildServer();
    const cli = join(root, 'server/dist/server/src/app/cli.js');
    const cwd = process.env.INIT_CWD ?? process.cwd(); // npm moves to the project's folder first
    return show(node24(), ['--enable-source-maps', cli, ...args], { env: serviceEnvironment(), cwd });
  });
}
