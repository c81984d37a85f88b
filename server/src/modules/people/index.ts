export { CadreEntity } from './cadre.entity.ts';
export { CadreCardResolver, HouseholdCardResolver } from './cards.resolver.ts';
export { HouseholdEntity } from './household.entity.ts';
export { HouseholdMemberEntity } from './household-member.entity.ts';
export { giveBackNumberCase, takeNumberCase } from './number-cases.ts';
export { peopleEntities } from './people.entities.ts';
export { cadreCardById, householdCardById, unitCardById } from './people.loaders.ts';
export { CadreCard, HouseholdCard, UnitCard } from './people.type.ts';
export { UnitEntity } from './unit.entity.ts';
export {
  birthDateOf,
  checkSign,
  identityFault,
  normalIdentity,
  sexOf,
  type IdentityFault,
} from './identity-number.rules.ts';
export { identityMask, nameMask, normalPhone, phoneFault, phoneMask } from './masks.ts';
export { eligible, need, standing, type Circumstances, type PovertyWeights } from './people.rules.ts';
export { povertyWeights, weightsIn } from './poverty-weights.ts';
export { BatchVault, PersonVault, personColumns, type SealedPerson } from './person-vault.ts';
export { initials, loginStem } from './pinyin.ts';
export { CadreResolver, KinDeclarationResolver, PostingResolver } from './cadre.resolver.ts';
export { CadreWritesResolver } from './cadre-writes.resolver.ts';
export { hasStopped, type StoppedStatus } from './cadre-status.rules.ts';
export { Cadre, CadreStatusEnum, RankEnum, type CadreStatus } from './cadre.type.ts';
export { cadreById, listCadres } from './cadre.queries.ts';
export { CadreService } from './cadre.service.ts';
export { cardsOf, householdCards } from './household-cards.ts';
export { listHouseholds } from './household.queries.ts';
export { CadreFilter, CadreOrderEnum, HouseholdFilter, HouseholdOrderEnum } from './people-lists.inputs.ts';
export { DictionaryResolver } from './dictionary.resolver.ts';
export { HouseholdResolver } from './household.resolver.ts';
export { HouseholdWritesResolver } from './household-writes.resolver.ts';
export { HouseholdLineageResolver } from './lineage.resolver.ts';
export { HouseholdService } from './household.service.ts';
export { Household } from './household.type.ts';
export { KinService } from './kin.service.ts';
export { MemberService } from './member.service.ts';
export { inTurn, type Merged, type PeopleEvents, type Stopped, type Unmerged } from './people-events.ts';
export { PostingService } from './posting.service.ts';
export {
  countPeople,
  listPeople,
  openPeople,
  type Listed,
  type Opened,
  type OpenedField,
  type OpenedPeople,
  type PeopleOrder,
} from './open-people.ts';
export { OptionalReason, ReasonField } from './reason-fields.ts';
export { withoutNumbers } from './free-text.rules.ts';
export { sealRemark, type SealedRemark } from './sealed-remark.ts';
export {
  followRoster,
  isHeads,
  renameCadre,
  takeOverCadre,
  type ToldHousehold,
} from './roster-corrections.ts';
export { RevealService } from './reveal.service.ts';
export { reweighBatch, startReweighing } from './reweighing.ts';
export { unitPath } from './unit-path.rules.ts';
export { UnitResolver, VillageAssignmentResolver } from './unit.resolver.ts';
export { UnitWritesResolver } from './unit-writes.resolver.ts';
export { UnitService } from './unit.service.ts';
export { RANKS, type Rank } from './rank.rules.ts';
export { rankTitles, reclassify, type RankTitles } from './rank-titles.ts';
export { ERASED, formerly, spared, type Erased, type ErasureSubject } from './erased.ts';
export { erasePerson, personToErase } from './erase-person.ts';
