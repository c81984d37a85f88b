import '../metadata.ts';
import type { EntityClass } from '@mikro-orm/core';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM } from '@mikro-orm/postgresql';

/**
 * The application's ORM: entities within units of work, over whose connections they travel; it opens none of its own. The schema is
 * written by hand (migrations), its diff is never run.
 */
export function openOrm(clientUrl: string, entities: EntityClass<object>[]) {
  return MikroORM.init({
    clientUrl,
    entities,
    metadataProvider: ReflectMetadataProvider,
    pool: { min: 0, max: 1 },
    forceUtcTimezone: true,
  });
}
