import { sql, type SqlBool } from 'kysely';
import { build } from '../../../platform/db/query-builder.ts';
import { grouped, inOrder, type LoaderDefinition } from '../../../platform/graphql/context.ts';
import type { Pairing } from '../pairing.type.ts';

const friendships = () =>
  build
    .selectFrom('pairing as p')
    .where('p.withdrawn_at', 'is', null)
    .select(['p.id', 'p.version', 'p.kind', 'p.slot', 'p.source'])
    .select(['p.from_date as from', 'p.to_date as to', 'p.end_reason as endReason'])
    .select(['p.cadre_id as cadreId', 'p.household_id as householdId'])
    .orderBy(sql`p.to_date is not null`)
    .orderBy('p.from_date', 'desc')
    .orderBy('p.id');

/** Friends of households, past ones too; the policy of the axis says which pairings there are. */
export const friendsByHousehold: LoaderDefinition<string, Pairing[]> = {
  name: 'friendsByHousehold',
  async batch(db, scope, ids) {
    const query = friendships().where(sql<SqlBool>`p.household_id = any(${[...ids]}::uuid[])`);
    const rows = (await db.rows(scope, query, 'friendsByHousehold')) as Pairing[];
    return grouped(ids, rows, ({ householdId }) => householdId);
  },
};

/** Households of cadres, past ones too. */
export const friendsByCadre: LoaderDefinition<string, Pairing[]> = {
  name: 'friendsByCadre',
  async batch(db, scope, ids) {
    const query = friendships().where(sql<SqlBool>`p.cadre_id = any(${[...ids]}::uuid[])`);
    const rows = (await db.rows(scope, query, 'friendsByCadre')) as Pairing[];
    return grouped(ids, rows, ({ cadreId }) => cadreId);
  },
};

/** How many households a cadre is responsible for today. */
export const loadByCadre: LoaderDefinition<string, { cadreId: string; load: number }> = {
  name: 'loadByCadre',
  async batch(db, scope, ids) {
    const query = build
      .selectFrom('pairing as p')
      .where(sql<SqlBool>`p.cadre_id = any(${[...ids]}::uuid[])`)
      .where('p.kind', '=', 'RESPONSIBLE')
      .where('p.withdrawn_at', 'is', null)
      .where('p.to_date', 'is', null)
      .groupBy('p.cadre_id')
      .select(['p.cadre_id as cadreId', (eb) => eb.fn.countAll<number>().as('load')]);
    return inOrder(ids, await db.rows(scope, query, 'loadByCadre'), ({ cadreId }) => cadreId);
  },
};
