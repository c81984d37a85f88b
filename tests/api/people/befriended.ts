import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import type { Place } from '../../support/world.ts';
import type { withPeople } from './stage.ts';

/** The household that friends of every kind have in turn. */
export const HEAD = '夏侯知秋';
const PHONE = '15298766033';
export const CARD = 'headName villageGroup povertyStatus cause size village { name }';
export const LIST = `query ($filter: HouseholdFilter, $sort: HouseholdSort) {
  households(filter: $filter, sort: $sort) { total items { id } } }`;
export const ONE = `query ($id: ID!) { household(id: $id) { headName povertyStatus cause size members { phoneMask } } }`;

/** R7: all that a friend who is not responsible (any more) reads of it; and what the responsible one does. */
export const nameOnly = { headName: HEAD, villageGroup: null, povertyStatus: null, cause: null, size: null };
export const whole = {
  headName: HEAD,
  villageGroup: '3 组',
  povertyStatus: 'NOT_LIFTED',
  cause: 'ILLNESS',
  size: 4,
};

/** Whatever one could ask a list to find it by, in whichever order. */
export const questions = (village: Place) =>
  [
    {},
    { cause: 'ILLNESS' },
    { povertyStatus: 'NOT_LIFTED' },
    { eligible: true },
    { friend: 'HAS' },
    { friend: 'MANY' },
    { ended: true },
    { within: village.path },
    { q: '知秋' },
    { q: 'xhzq' },
    { q: '6033' },
  ].flatMap((filter) =>
    ['PLACE', 'NEED', 'NAME', 'SIZE'].map((field) => ({ filter, sort: { field, order: 'DESC' } })),
  );

/** Makes it, and says how it is paired: with a cadre of a unit, for a time. */
export async function befriendedHome(stage: ReturnType<typeof withPeople>) {
  const { world, app } = stage.test;
  const home = await stage.home(stage.here, HEAD, { phone: PHONE, size: 4 });
  await app.db.write({ accountId: null, grantId: null }, systemScope, ({ sql: db }) =>
    db
      .updateTable('household')
      .set({ cause: 'ILLNESS', village_group: '3 组', need: 60 })
      .where('id', '=', home.id)
      .execute(),
  );
  const pair = (
    cadre: { id: string; path: string },
    kind: 'RESPONSIBLE' | 'RETAINED',
    from: string,
    to: string | null = null,
  ) =>
    world.pairing(home.id, stage.here, cadre.id, cadre, {
      kind,
      slot: kind === 'RESPONSIBLE' ? 1 : null,
      from_date: from,
      to_date: to,
    });
  return { home, pair };
}
