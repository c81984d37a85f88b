import '../metadata.ts';
import type { EntityClass } from '@mikro-orm/core';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM } from '@mikro-orm/postgresql';
import { takeBackLost } from './lost-connections.ts';
import { IDLE_MS } from './read-pools.ts';

/** The application's ORM: entities and units of work. The schema is written by hand (migrations), its diff is never run. */
export function openOrm(
  clientUrl: string,
  entities: EntityClass<object>[],
  onQuery?: (text: string) => void,
) {
  return MikroORM.init({
    clientUrl,
    entities,
    metadataProvider: ReflectMetadataProvider,
    pool: { min: 0, max: 8, idleTimeoutMillis: IDLE_MS },
    driverOptions: { onPoolCreated: takeBackLost },
    forceUtcTimezone: true,
    ...(onQuery && { debug: ['query'], logger: onQuery, colors: false }),
  });
}
