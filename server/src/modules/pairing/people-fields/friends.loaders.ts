import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Axis } from '../../../platform/auth/scope.ts';
import { build } from '../../../platform/db/query-builder.ts';
import { grouped, inOrder, type LoaderDefinition } from '../../../platform/graphql/context.ts';
import { fromRow, joined } from '../pairing.rows.ts';
import type { Pairing } from '../pairing.type.ts';

/** Friendships with the cards of both sides, so that the edges below cost nothing more; present ones first. */
const friendships = (axis: Axis, which: RawBuilder<SqlBool>) =>
  joined(
    axis,
    build.selectFrom('pairing as p').selectAll('p').where('p.withdrawn_at', 'is', null).where(which),
  )
    .orderBy(sql`p.to_date is not null`)
    .orderBy('p.from_date', 'desc')
    .orderBy('p.id');

/** Friends of households, past ones too; the policy of the axis says which pairings there are. */
export const friendsByHousehold: LoaderDefinition<string, Pairing[]> = {
  name: 'friendsByHousehold',
  async batch(db, scope, ids) {
    const rows = await db.bound(scope, `friendsByHousehold.${scope.axis}`, { ids: [...ids] }, (v) =>
      friendships(scope.axis, sql<SqlBool>`p.household_id = any(${v.ids}::uuid[])`),
    );
    return grouped(ids, rows.map(fromRow), ({ householdId }) => householdId);
  },
};

/** Households of cadres, past ones too. */
export const friendsByCadre: LoaderDefinition<string, Pairing[]> = {
  name: 'friendsByCadre',
  async batch(db, scope, ids) {
    const rows = await db.bound(scope, `friendsByCadre.${scope.axis}`, { ids: [...ids] }, (v) =>
      friendships(scope.axis, sql<SqlBool>`p.cadre_id = any(${v.ids}::uuid[])`),
    );
    return grouped(ids, rows.map(fromRow), ({ cadreId }) => cadreId);
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
