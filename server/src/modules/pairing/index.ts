export { Act } from './act.ts';
export { BoardRunResolver, BoardRunService } from './bulk/index.ts';
export { boardRoutes } from './sheet/board.routes.ts';
export { CADRE_KIND_WORDS, CADRE_STATUS_WORDS, RANK_WORDS } from './sheet/list-sheet.ts';
export { writeOfficialSheet, type Column, type Mark } from './sheet/official-sheet.ts';
export { placeOf } from './sheet/place.ts';
export { listRoutes } from './sheet/list.routes.ts';
export { ListSheetService } from './sheet/list-sheet.service.ts';
export { BoardSheetService } from './sheet/board-sheet.service.ts';
export {
  applyClaims,
  recordClaims,
  rematchClaims,
  type Applied,
  type ClaimDraft,
  type Matched,
} from './claims.ts';
export { itemsOf as boardItemsOf, needsOf, sentOf } from './board.sql.ts';
export { foldBoard, startFolding } from './board-folding.ts';
export { isActive, type Day, type Refusal } from './pairing.rules.ts';
export { PairingActResolver } from './pairing-act.resolver.ts';
export { PairingResolver } from './pairing.resolver.ts';
export { MAX_BULK, PairingService } from './pairing.service.ts';
export { Pairing } from './pairing.type.ts';
export { placesLeft, rankOf, type RankPattern, type RankQuota } from './quota.rules.ts';
export { loadSetting, type Setting } from './setting.ts';
export { lockReplacements, replaceFriends, type RefusedReplacement, type Replacement } from './replace.ts';
export { readPlaces } from './setting.places.ts';
export { SettingResolver } from './setting.resolver.ts';
export { RankQuotaInput } from './setting.type.ts';
export {
  handoverTodos,
  scheduledRoutes,
  ScheduledHandoverResolver,
  ScheduledHandoverService,
} from './scheduled/index.ts';
export { SentCadreResolver } from './sent/sent.resolver.ts';
export { demandPresentYear } from './waive.ts';
export { SettingService } from './setting.service.ts';
export { CadreFriendsResolver, HouseholdFriendsResolver } from './people-fields/friends.resolver.ts';
export { followPeople } from './people-fields/follow-people.ts';
export { ConfirmationResolver } from './confirmation/confirmation.resolver.ts';
export { ConfirmationService } from './confirmation/confirmation.service.ts';
export { CountyConfirmationResolver } from './confirmation/county.resolver.ts';
export { HomeResolver, type TodoSource } from './confirmation/home.resolver.ts';
export { light, type Lamp, type Light } from './confirmation/light.rules.ts';
export { ledgerRoutes, LedgerService } from './ledger/index.ts';
export { eraseFromPairings } from './erase-from-pairings.ts';
export { eraseFromSignatures } from './confirmation/erase-from-signatures.ts';
