export { CadreEntity } from './cadre.entity.ts';
export { CadreCardResolver, HouseholdCardResolver } from './cards.resolver.ts';
export { HouseholdEntity } from './household.entity.ts';
export { HouseholdMemberEntity } from './household-member.entity.ts';
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
export { eligible, isRegistered, need, standing, type Circumstances } from './people.rules.ts';
export { PersonVault, personColumns, type SealedPerson } from './person-vault.ts';
export { initials, loginStem } from './pinyin.ts';
