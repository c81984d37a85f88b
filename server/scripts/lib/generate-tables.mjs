import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';
import { environment, node24, show } from './run.mjs';

const { startCluster } = await import(join(root, 'server/dist/server/src/platform/cluster/index.js'));
const { migrate } = await import(join(root, 'server/dist/server/src/platform/db/migrate.js'));

/** Migrates a database that is thrown away and writes down its tables for Kysely. */
const dataDir = mkdtempSync(join(tmpdir(), 'qinyou-tables-'));
const cluster = await startCluster({ dataDir, log: () => undefined, disposable: true });
try {
  await migrate(cluster.ownerUrl);
  const require = createRequire(join(root, 'server/package.json'));
  const cli = join(dirname(require.resolve('kysely-codegen')), 'cli/bin.js');
  const out = join(root, 'server/src/generated/tables.ts');
  const args = [
    '--dialect',
    'postgres',
    '--url',
    cluster.ownerUrl,
    '--out-file',
    out,
    '--date-parser',
    'string',
    '--numeric-parser',
    'number',
    '--exclude-pattern',
    'mikro_orm_migrations',
    '--log-level',
    'error',
  ];
  process.exitCode = await show(node24(), [cli, ...args], { env: environment() });
} finally {
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
