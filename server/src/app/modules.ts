import type { EntityClass } from '@mikro-orm/core';
import type { NonEmptyArray } from 'type-graphql';
import type { Logger } from 'pino';
import type { Clock } from '../platform/clock.ts';
import type { Vault } from '../platform/crypto.ts';
import type { Database } from '../platform/db/database.ts';
import type { Routes } from '../platform/http/routes.ts';
import type { Rates } from '../platform/http/rates.ts';
import type { Jobs } from '../platform/jobs.ts';
import {
  accessFollowsPeople,
  AccessResolver,
  AccessService,
  AccountService,
  AccountsResolver,
  GrantService,
  GrantsResolver,
  HolderService,
} from '../modules/access/index.ts';
import {
  AllocationResolver,
  AllocationReviewResolver,
  allocationRoutes,
  AllocationService,
  AllocationSettingResolver,
  HandoverResolver,
} from '../modules/allocation/index.ts';
import { loadAuditKeys, type AuditKeys } from '../modules/audit/index.ts';
import { FiguresResolver, type CurrentFigures } from '../modules/figures/index.ts';
import {
  FailedAttempts,
  IdentityResolver,
  OneTimeCodes,
  OwnAccountResolver,
  OwnAccountService,
  SignInService,
  type Sessions,
} from '../modules/identity/index.ts';
import {
  CadreCardResolver,
  CadreResolver,
  CadreService,
  CadreWritesResolver,
  DictionaryResolver,
  HouseholdCardResolver,
  HouseholdLineageResolver,
  HouseholdResolver,
  HouseholdService,
  HouseholdWritesResolver,
  inTurn,
  KinDeclarationResolver,
  KinService,
  MemberService,
  peopleEntities,
  PersonVault,
  PostingResolver,
  PostingService,
  RevealService,
  UnitResolver,
  UnitService,
  UnitWritesResolver,
  VillageAssignmentResolver,
} from '../modules/people/index.ts';
import {
  DisclosureResolver,
  disclosureRoutes,
  DisclosureService,
  disclosureTodos,
} from '../modules/disclosure/index.ts';
import { ErasureList, ErasureResolver, ErasureService } from '../modules/erasure/index.ts';
import { casesFollowPeople, ImportResolver, ImportService, importRoutes } from '../modules/import/index.ts';
import {
  boardRoutes,
  BoardRunResolver,
  BoardRunService,
  BoardSheetService,
  CadreFriendsResolver,
  ConfirmationResolver,
  ConfirmationService,
  CountyConfirmationResolver,
  followPeople,
  handoverTodos,
  HomeResolver,
  HouseholdFriendsResolver,
  ledgerRoutes,
  LedgerService,
  listRoutes,
  ListSheetService,
  PairingActResolver,
  PairingResolver,
  PairingService,
  ScheduledHandoverResolver,
  ScheduledHandoverService,
  scheduledRoutes,
  SentCadreResolver,
  SettingResolver,
  SettingService,
} from '../modules/pairing/index.ts';
import { RegionResolver, type Territory } from '../modules/region/index.ts';

/** What modules are built from. */
export interface Ground {
  db: Database;
  clock: Clock;
  vault: Vault;
  figures: CurrentFigures;
  sessions: Sessions;
  territory: Territory;
  jobs: Jobs;
  log: Logger;
  rates: Rates;
  /** Where encrypted uploads lie. */
  filesDir: string;
  /** Where the list of erasures lies, and the key of the audit chain. */
  dataDir: string;
}

/** Every entity of every module, for the ORM. */
export const entities: EntityClass<object>[] = [...peopleEntities];

type ResolverClass = new (...args: never[]) => object;

/** Every resolver class, for the schema. */
export const resolverClasses: NonEmptyArray<ResolverClass> = [
  IdentityResolver,
  OwnAccountResolver,
  FiguresResolver,
  RegionResolver,
  CadreCardResolver,
  HouseholdCardResolver,
  HouseholdLineageResolver,
  HouseholdResolver,
  HouseholdWritesResolver,
  DictionaryResolver,
  CadreResolver,
  CadreWritesResolver,
  PostingResolver,
  KinDeclarationResolver,
  UnitResolver,
  UnitWritesResolver,
  VillageAssignmentResolver,
  HouseholdFriendsResolver,
  CadreFriendsResolver,
  AccessResolver,
  AccountsResolver,
  GrantsResolver,
  PairingResolver,
  PairingActResolver,
  BoardRunResolver,
  ScheduledHandoverResolver,
  SentCadreResolver,
  SettingResolver,
  ConfirmationResolver,
  CountyConfirmationResolver,
  HomeResolver,
  ImportResolver,
  DisclosureResolver,
  ErasureResolver,
  AllocationSettingResolver,
  HandoverResolver,
  AllocationResolver,
  AllocationReviewResolver,
];

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** Builds the services and the resolvers over them: the one place where modules meet. */
export function assemble(ground: Ground) {
  const { db, clock, vault, figures, sessions, territory } = ground;
  const failed = new FailedAttempts(db, vault);
  const signIn = new SignInService(db, clock, figures, failed);
  const codes = new OneTimeCodes(db, clock, figures, failed);
  const access = new AccessService(db, sessions);
  const persons = new PersonVault(vault);
  const events = inTurn(accessFollowsPeople, followPeople, casesFollowPeople);
  const households = new HouseholdService(db, vault, clock, events);
  const members = new MemberService(db, clock, persons, events);
  const cadres = new CadreService(db, clock, persons, events);
  const units = new UnitService(db, clock);
  const pairings = new PairingService(db, clock);
  const boardRuns = new BoardRunService(ground);
  const scheduledHandovers = new ScheduledHandoverService(ground);
  const settings = new SettingService(db);
  const confirmations = new ConfirmationService(db, vault, clock);
  const imports = new ImportService({ ...ground, events });
  const disclosures = new DisclosureService(ground);
  const allocations = new AllocationService(ground);
  const { dataDir } = ground;
  const auditKeys = once((): AuditKeys => loadAuditKeys(dataDir, true));
  const erasures = new ErasureService(
    { db, clock, vault, auditKeys, erasureList: new ErasureList(dataDir) },
    { imports, disclosures },
  );
  const resolvers: object[] = [
    new IdentityResolver(signIn, codes, ground.rates),
    new OwnAccountResolver(new OwnAccountService(db, clock, figures, failed), ground.rates),
    new FiguresResolver(figures),
    new RegionResolver(territory),
    new CadreCardResolver(),
    new HouseholdCardResolver(territory),
    new HouseholdResolver(territory),
    new HouseholdWritesResolver(households, members, new RevealService(db, vault)),
    new HouseholdLineageResolver({ db, clock, events }),
    new DictionaryResolver(),
    new CadreResolver(territory),
    new CadreWritesResolver(cadres, new PostingService(db, clock), new KinService(db, clock)),
    new PostingResolver(),
    new KinDeclarationResolver(),
    new UnitResolver(territory),
    new UnitWritesResolver(units),
    new VillageAssignmentResolver(territory),
    new HouseholdFriendsResolver(),
    new CadreFriendsResolver(),
    new AccessResolver(access),
    new AccountsResolver(new AccountService(db, clock, codes), clock),
    new GrantsResolver(new GrantService(db, clock, codes), new HolderService(db, clock, codes), clock),
    new PairingResolver(pairings, clock),
    new PairingActResolver(),
    new BoardRunResolver(boardRuns, clock),
    new ScheduledHandoverResolver(scheduledHandovers),
    new SentCadreResolver(clock),
    new SettingResolver(settings, clock),
    new ConfirmationResolver(confirmations, vault, clock),
    new CountyConfirmationResolver(confirmations, clock),
    new HomeResolver(clock, [handoverTodos, disclosureTodos]),
    new ImportResolver(imports, vault),
    new DisclosureResolver(disclosures, clock),
    new ErasureResolver(erasures),
    new AllocationSettingResolver(),
    new HandoverResolver(clock),
    new AllocationResolver(allocations, clock),
    new AllocationReviewResolver(clock),
  ];
  /** Uploads and downloads, beside GraphQL. */
  const routes: Routes[] = [
    importRoutes(imports, { db, vault }),
    ledgerRoutes(new LedgerService(ground)),
    listRoutes(new ListSheetService(ground)),
    boardRoutes(new BoardSheetService(ground), boardRuns),
    scheduledRoutes(scheduledHandovers),
    disclosureRoutes(disclosures),
    allocationRoutes(ground, allocations),
  ];
  return {
    resolvers,
    routes,
    signIn,
    codes,
    access,
    pairings,
    boardRuns,
    scheduledHandovers,
    settings,
    imports,
    disclosures,
    allocations,
    erasures,
  };
}
