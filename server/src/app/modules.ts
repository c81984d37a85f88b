import type { EntityClass } from '@mikro-orm/core';
import type { NonEmptyArray } from 'type-graphql';
import type { Logger } from 'pino';
import type { Clock } from '../platform/clock.ts';
import type { Vault } from '../platform/crypto.ts';
import type { Database } from '../platform/db/database.ts';
import type { Routes } from '../platform/http/routes.ts';
import type { Jobs } from '../platform/jobs.ts';
import { AccessResolver, AccessService } from '../modules/access/index.ts';
import { IdentityResolver, SignInService } from '../modules/identity/index.ts';
import { CadreCardResolver, HouseholdCardResolver, peopleEntities } from '../modules/people/index.ts';
import { ImportResolver, ImportService, importRoutes } from '../modules/import/index.ts';
import {
  PairingResolver,
  PairingService,
  SettingResolver,
  SettingService,
} from '../modules/pairing/index.ts';
import { RegionResolver } from '../modules/region/index.ts';

/** What modules are built from. */
export interface Ground {
  db: Database;
  clock: Clock;
  vault: Vault;
  jobs: Jobs;
  log: Logger;
  /** Where encrypted uploads lie. */
  filesDir: string;
}

/** Every entity of every module, for the ORM. */
export const entities: EntityClass<object>[] = [...peopleEntities];

type ResolverClass = new (...args: never[]) => object;

/** Every resolver class, for the schema. */
export const resolverClasses: NonEmptyArray<ResolverClass> = [
  IdentityResolver,
  RegionResolver,
  CadreCardResolver,
  HouseholdCardResolver,
  AccessResolver,
  PairingResolver,
  SettingResolver,
  ImportResolver,
];

/** Builds the services and the resolvers over them: the one place where modules meet. */
export function assemble(ground: Ground) {
  const { db, clock, vault } = ground;
  const signIn = new SignInService(db);
  const access = new AccessService(db);
  const pairings = new PairingService(db, clock);
  const settings = new SettingService(db);
  const imports = new ImportService(ground);
  const resolvers: object[] = [
    new IdentityResolver(signIn),
    new RegionResolver(),
    new CadreCardResolver(),
    new HouseholdCardResolver(),
    new AccessResolver(access),
    new PairingResolver(pairings, clock),
    new SettingResolver(settings),
    new ImportResolver(imports, vault),
  ];
  /** Uploads and downloads, beside GraphQL. */
  const routes: Routes[] = [importRoutes(imports, { db, vault })];
  return { resolvers, routes, signIn, access, pairings, settings, imports };
}

export type Services = ReturnType<typeof assemble>;
