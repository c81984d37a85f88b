import pg from 'pg';
import { migrate } from '../platform/db/migrate.ts';
import { prepareOutside, type OutsideUrls } from '../platform/db/outside.ts';
import { migrateJobs } from '../platform/jobs.ts';
import { seedReference } from '../../../seeds/reference/index.ts';

/** Any number that nothing else locks by. */
const PREPARING = 7_146_109;

/**
 * Brings a database up to this version: its tables, the territory and dictionaries, the job queue. Again, it changes nothing.
 * Two processes that start over one database at the same moment do it one after the other.
 * @throws StartError where an outside database is not as it must be
 */
export async function prepareDatabase(urls: OutsideUrls, outside: boolean): Promise<void> {
  if (outside) await prepareOutside(urls);
  const lock = new pg.Client({ connectionString: urls.ownerUrl });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [PREPARING]); // held by the connection, gone with it
    await migrate(urls.ownerUrl);
    await seedReference(urls.ownerUrl);
    await migrateJobs(urls.ownerUrl, 'qinyou_app');
  } finally {
    await lock.end();
  }
}
