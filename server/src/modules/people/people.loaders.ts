import { build } from '../../platform/db/query-builder.ts';
import { inOrder, type LoaderDefinition } from '../../platform/graphql/context.ts';
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
      .selectFrom('household')
      .select([
        'id',
        'head_name as headName',
        'village_group as villageGroup',
        'poverty_status as povertyStatus',
      ])
      .select(['cause', 'size', 'region_id as regionId'])
      .where('id', 'in', [...ids]);
    return inOrder(ids, await db.rows(scope, query), ({ id }) => id);
  },
};
