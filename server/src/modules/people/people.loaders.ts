import { sql } from 'kysely';
import { build } from '../../platform/db/query-builder.ts';
import { inOrder, type LoaderDefinition } from '../../platform/graphql/context.ts';
import { householdCards } from './household-cards.ts';
import type { CadreCard, HouseholdCard, UnitCard } from './people.type.ts';

/** Units are public knowledge: a unit's name is on its door. */
export const unitCardById: LoaderDefinition<string, UnitCard> = {
  name: 'unitCardById',
  async batch(db, scope, ids) {
    const query = build
      .selectFrom('unit')
      .select(['id', 'name', 'level'])
      .where('id', 'in', [...ids]);
    return inOrder(ids, await db.rows(scope, query), ({ id }) => id);
  },
};

export const cadreCardById: LoaderDefinition<string, CadreCard> = {
  name: 'cadreCardById',
  async batch(db, scope, ids) {
    const query = build
      .selectFrom('cadre')
      .select(['id', 'name', 'unit_id as unitId'])
      .where('id', 'in', [...ids]);
    return inOrder(ids, await db.rows(scope, query), ({ id }) => id);
  },
};

export const householdCardById: LoaderDefinition<string, HouseholdCard> = {
  name: 'householdCardById',
  async batch(db, scope, ids) {
    const query = build
      .selectFrom(householdCards(scope.axis, sql`${[...ids]}::uuid[]`))
      .select(['h.id', 'h.head_name as headName', 'h.village_group as villageGroup'])
      .select(['h.poverty_status as povertyStatus', 'h.cause', 'h.size', 'h.region_id as regionId'])
      .where('h.id', 'in', [...ids]);
    return inOrder(ids, await db.rows(scope, query), ({ id }) => id);
  },
};
