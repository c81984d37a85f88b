import { migrate } from '../platform/db/migrate.ts';
import { prepareOutside, type OutsideUrls } from '../platform/db/outside.ts';
import { migrateJobs } from '../platform/jobs.ts';
import { seedReference } from '../../../seeds/reference/index.ts';

/**
 * Brings a database up to this version: its tables, the territory and dictionaries, the job queue. Again, it changes nothing.
 * @throws StartError where an outside database is not as it must be
 */
export async function prepareDatabase(urls: OutsideUrls, outside: boolean): Promise<void> {
  if (outside) await prepareOutside(urls);
  await migrate(urls.ownerUrl);
  await seedReference(urls.ownerUrl);
  await migrateJobs(urls.ownerUrl, 'qinyou_app');
}
