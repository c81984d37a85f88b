import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './paths.mjs';

/** Something went wrong that people can act on: the sentence is printed, nothing else. */
export class Trouble extends Error {}

/** Runs the script's work and turns its end into an exit code. */
export function main(work) {
  work().then(
    (code) => {
      process.exitCode = code ?? 0;
    },
    (error) => {
      console.error(error instanceof Trouble ? error.message : error);
      process.exitCode = 1;
    },
  );
}

let found;

/** The Node that the service runs on: the one that npm brought, else this machine's own where it is new enough. */
export function node24() {
  if (found) return found;
  const candidates = [join(root, 'node_modules/node/bin/node'), process.execPath];
  found = candidates.find((candidate) => existsSync(candidate) && majorOf(candidate) >= 24);
  if (found) return found;
  throw new Trouble('没有可用的 Node.js 24：请安装 Node.js 24 或更新的版本，再运行一次。');
}

/** The environment for our own programs: that Node comes first, whatever started us. */
export function environment(extra = {}) {
  return { ...process.env, ...extra, PATH: `${join(node24(), '..')}:${process.env.PATH ?? ''}` };
}

/** The environment of the service: its data lie in the project's folder, wherever the command was given. */
export function serviceEnvironment() {
  return environment({
    QINYOU_DATA: resolve(root, process.env.QINYOU_DATA || '.data'),
    NODE_COMPILE_CACHE: join(root, 'server/dist/.compiled'), // halves the time to load
  });
}

/**
 * How the service's Node keeps house: it lets its young objects take 128 MB and what is left of old ones four times what is needed,
 * which a roster of 100,000 households made 700 MB of.
 */
export const serviceFlags = ['--max-semi-space-size=16', '--heap-growing-percent=50'];

/** Runs a program with its output shown; resolves with its exit code. */
export function show(command, args, options = {}) {
  return new Promise((fulfil, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code, signal) => fulfil(signal ? 1 : (code ?? 1)));
  });
}

/**
 * Runs a program in silence, with a sign of life every ten seconds.
 * @returns its output and exit code
 */
export function quiet(title, command, args, options = {}) {
  console.log(`${title}……`);
  const begun = Date.now();
  const ticks = setInterval(
    () => console.log(`  还在进行，已用 ${Math.round((Date.now() - begun) / 1000)} 秒……`),
    10_000,
  );
  return new Promise((fulfil, reject) => {
    const child = spawn(command, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const parts = [];
    child.stdout.on('data', (part) => parts.push(part));
    child.stderr.on('data', (part) => parts.push(part));
    child.once('error', reject);
    child.once('close', (code) => fulfil({ code: code ?? 1, output: Buffer.concat(parts).toString('utf8') }));
  }).finally(() => clearInterval(ticks));
}

function majorOf(node) {
  if (node === process.execPath) return Number(process.versions.node.split('.')[0]);
  const run = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return run.status === 0 ? Number(/^v(\d+)/.exec(run.stdout)?.[1]) : 0; // made for another system: it doesn't run
}
