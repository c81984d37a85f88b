import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const manifest = createRequire(join(root, 'server/package.json')).resolve('kysely-codegen/package.json');

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

it('the table types are those of the migrated database', async () => {
  const written = ['--out-file', join(root, 'server/src/generated/tables.ts')];
  const chosen = [
    '--date-parser',
    'string',
    '--numeric-parser',
    'number',
    '--exclude-pattern',
    '{*mikro_orm*,jobs.*}',
  ];
  const target = ['--url', database.ownerUrl, '--dialect', 'postgres', '--verify'];
  const bin = join(dirname(manifest), 'dist/cli/bin.js');
  await expect(run(process.execPath, [bin, ...target, ...written, ...chosen])).resolves.toBeDefined();
});
