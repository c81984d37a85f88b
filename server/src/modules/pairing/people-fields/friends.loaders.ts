import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { build } from '../../../platform/db/query-builder.ts';
import { grouped, inOrder, type LoaderDefinition } from '../../../platform/graphql/context.ts';
import { fromRow, withCadres, withHouseholds } from '../pairing.rows.ts';
import type { Pairing } from '../pairing.type.ts';

/** Friendships that were not taken back; the policy of the axis says which there are. */
const friendships = (which: RawBuilder<SqlBool>) =>
  build.selectFrom('pairing as p').selectAll('p').where('p.withdrawn_at', 'is', null).where(which);

const PRESENT_FIRST = sql`p.to_date is not null, p.from_date desc, p.id`;

/**
 * Friends of households, past ones too, with the cards of the cadres, so that the edges to them cost nothing more. The household's own
 * card is not read: whoever asks for its friends has it.
 */
export const friendsByHousehold: LoaderDefinition<string, Pairing[]> = {
  name: 'friendsByHousehold',
  async batch(db, scope, ids) {
    const rows = await db.bound(scope, 'friendsByHousehold', { ids: [...ids] }, (v) =>
      withCadres(friendships(sql<SqlBool>`p.household_id = any(${v.ids}::uuid[])`)).orderBy(PRESENT_FIRST),
    );
    return grouped(ids, rows.map(fromRow), ({ householdId }) => householdId);
  },
};

/** Households of cadres, past ones too, with the cards of the households and without the cadre's own. */
export const friendsByCadre: LoaderDefinition<string, Pairing[]> = {
  name: 'friendsByCadre',
  async batch(db, scope, ids) {
    const rows = await db.bound(scope, `friendsByCadre.${scope.axis}`, { ids: [...ids] }, (v) =>
      withHouseholds(scope.axis, friendships(sql<SqlBool>`p.cadre_id = any(${v.ids}::uuid[])`)).orderBy(
        PRESENT_FIRST,
      ),
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
