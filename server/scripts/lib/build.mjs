import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, isStamped, root } from './paths.mjs';
import { environment, node24, quiet, Trouble } from './run.mjs';

const shared = [
  'server/scripts/lib/build.mjs',
  'tsconfig.json',
  'pnpm-lock.yaml',
  'package.json',
  'schema/generated',
];

/**
 * Compiles the server where its sources changed. `tolerant` keeps what was emitted in spite of type errors: generating must work
 * while the code that uses the generated files does not compile yet.
 */
export async function buildServer({ tolerant = false } = {}) {
  const sources = ['server/src', 'server/package.json', 'server/tsconfig.json', 'seeds', ...shared];
  await build('server', sources, async (target) => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { code, output } = await quiet(
      '正在编译服务端',
      node24(),
      [tsc, '-p', 'server/tsconfig.json', '--outDir', target],
      {
        env: environment(),
      },
    );
    // Compiled seeds lie inside the server's folder and would find its packages instead of their own.
    if (existsSync(join(target, 'seeds'))) {
      rmSync(join(target, 'seeds/node_modules'), { force: true }); // another build may run at the same time
      symlinkSync(join(root, 'seeds/node_modules'), join(target, 'seeds/node_modules'), 'junction');
    }
    if (code === 0) return true;
    console.error(output.trim());
    if (tolerant && existsSync(join(target, 'server/src'))) return false;
    throw new Trouble('服务端没有编译成功，错误见上。');
  });
}

/** Builds the console where its sources changed. */
export async function buildAdmin() {
  const sources = [
    'admin/src',
    'admin/public',
    'admin/index.html',
    'admin/package.json',
    'admin/vite.config.ts',
  ];
  await build(
    'admin',
    [...sources, 'admin/tsconfig.json', 'schema/schema.graphql', ...shared],
    async (target) => {
      const vite = join(root, 'admin/node_modules/vite/bin/vite.js');
      const { code, output } = await quiet(
        '正在构建控制台',
        node24(),
        [vite, 'build', '--outDir', target, '--logLevel', 'warn'],
        {
          cwd: join(root, 'admin'),
          env: environment({ NODE_ENV: 'production' }),
        },
      );
      if (code === 0) return true;
      console.error(output.trim());
      throw new Trouble('控制台没有构建成功，错误见上。');
    },
  );
}

/** Makes `dist` anew; the stamp is written last, so that a build that failed or was killed is made again. */
async function build(workspace, sources, make) {
  const dist = join(root, workspace, 'dist');
  const stamp = fingerprint([...new Set(sources)]);
  if (isStamped(join(dist, '.stamp'), stamp)) return;
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  if (await make(dist)) writeFileSync(join(dist, '.stamp'), stamp);
}
