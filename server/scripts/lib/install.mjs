import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, isStamped, root } from './paths.mjs';
import { quiet, Trouble } from './run.mjs';

const PNPM = 'pnpm@12.21.0';
const manifests = ['', 'server/', 'admin/', 'schema/', 'seeds/', 'tests/'].map(
  (folder) => `${folder}package.json`,
);

/** Installs what the lockfile says, where it has not been done for this lockfile on this machine. */
export async function install() {
  const stampFile = join(root, 'node_modules/.qinyou-installed');
  const stamp = `${fingerprint(['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests])} ${process.platform} ${process.arch}`;
  if (isStamped(stampFile, stamp) && existsSync(join(root, 'server/node_modules/fastify'))) return;
  const args = ['-y', PNPM, 'install', '--frozen-lockfile', '--config.confirm-modules-purge=false'];
  const { code, output } = await quiet('正在安装依赖（第一次约一两分钟）', 'npx', args, {
    shell: process.platform === 'win32',
  });
  if (code !== 0) {
    console.error(output.trim().split('\n').slice(-25).join('\n'));
    throw new Trouble('依赖没有装好（原因见上）；请检查网络能否访问 npm 仓库、磁盘是否已满，再运行一次。');
  }
  writeFileSync(stampFile, stamp);
}
