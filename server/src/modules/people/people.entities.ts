import { CadreEntity } from './cadre.entity.ts';
import { HouseholdEntity } from './household.entity.ts';
import { HouseholdMemberEntity } from './household-member.entity.ts';
import { UnitEntity } from './unit.entity.ts';

/** Everything of this module that the ORM stores. */
export const peopleEntities = [UnitEntity, CadreEntity, HouseholdEntity, HouseholdMemberEntity];
