import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Migration, Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';

/** The hand-written SQL lies in the sources; compiled code finds it there too, since `tsc` copies no SQL. */
function migrationFolder(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); at !== dirname(at); at = dirname(at)) {
    const candidate = join(at, 'src', 'migrations');
    if (existsSync(candidate)) return candidate;
  }
  throw new Error('server/src/migrations is missing');
}

function fromFile(folder: string, file: string) {
  return {
    name: file.replace(/\.sql$/, ''),
    class: class extends Migration {
      override up(): void {
        this.addSql(readFileSync(join(folder, file), 'utf8'));
      }
    },
  };
}

/**
 * Brings a database to the newest schema as its owner. Each file is one transaction and runs once.
 * @returns the names of the migrations that ran
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const folder = migrationFolder();
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  const orm = await MikroORM.init({
    clientUrl: ownerUrl,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    migrations: {
      migrationsList: files.toSorted().map((file) => fromFile(folder, file)),
      snapshot: false,
      silent: true,
      transactional: true,
    },
  });
  try {
    const ran = await orm.migrator.up();
    return ran.map((migration) => migration.name);
  } finally {
    await orm.close(true);
  }
}
