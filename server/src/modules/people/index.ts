export { CadreEntity } from './cadre.entity.ts';
export { CadreCardResolver, HouseholdCardResolver } from './cards.resolver.ts';
export { HouseholdEntity } from './household.entity.ts';
export { HouseholdMemberEntity } from './household-member.entity.ts';
export { peopleEntities } from './people.entities.ts';
export { cadreCardById, householdCardById, unitCardById } from './people.loaders.ts';
export { CadreCard, HouseholdCard, UnitCard } from './people.type.ts';
export { UnitEntity } from './unit.entity.ts';
