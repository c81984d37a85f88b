import { sql, type Kysely } from 'kysely';
import type { DB } from '../../server/src/generated/tables.ts';
import type { Vault } from '../../server/src/platform/crypto.ts';
import { linkAccounts, makeAccounts } from './accounts.ts';
import { makeCadres } from './cadres.ts';
import { signConfirmations } from './confirmations.ts';
import { Dice } from './dice.ts';
import { makeHouseholds } from './households.ts';
import { makeClaims, makePairings } from './pairings.ts';
import { PersonalValues } from './personal.ts';
import { pickPlaces, type Place } from './places.ts';
import { insertAll, Rows } from './rows.ts';
import { makeUnits } from './units.ts';

export { DEMO_PASSWORD, SIGN_INS } from './accounts.ts';

/** Any number would do; this one gives a city with something of everything. */
const SEED = 20_170_718;
const POOR_VILLAGES = 40; // percent

export interface DemoGround {
  vault: Vault;
  /** Hash of the one password of the demo's accounts. */
  passwordHash: string;
  /** `YYYY-MM-DD`. */
  today: string;
}

/** The year that is being confirmed: the one whose 31 March comes next. */
export const demoYear = (today: string): number =>
  Number(today.slice(0, 4)) + (today.slice(5) > '03-31' ? 1 : 0);

/** Whether nobody has ever had an account here; only such a database is filled. */
export async function isEmpty(db: Kysely<DB>): Promise<boolean> {
  return (await db.selectFrom('account').select('id').limit(1).execute()).length === 0;
}

/**
 * Fills an empty database with the demo city: 10 counties, 60 units, 600 cadres, 2,500 households and the pairings of two
 * past years and now. The same day gives the same city. To be called within one transaction as the system role.
 */
export async function seedDemo(db: Kysely<DB>, { vault, passwordHash, today }: DemoGround): Promise<void> {
  const year = demoYear(today);
  const dice = new Dice(SEED);
  const rows = new Rows((table, written) => insertAll(db, table, written));
  const personal = new PersonalValues(vault);
  const regions: Place[] = await db
    .selectFrom('region')
    .select(['id', 'code', 'name', 'level', 'path'])
    .orderBy('path')
    .execute();
  const { city, counties } = pickPlaces(dice, regions);
  const villages = counties.flatMap(({ subdistricts }) => subdistricts.flatMap((town) => town.villages));
  const poor = new Set(villages.filter(() => dice.chance(POOR_VILLAGES)).map(({ id }) => id));
  for (const id of poorElsewhere(regions, villages)) poor.add(id);

  for (const one of [year - 2, year - 1, year])
    rows.add('programme_year', { year: one, confirm_by: `${one}-03-31` });
  const units = makeUnits(dice, rows, city, counties, `${year - 2}-01-01`);
  const cadres = makeCadres(dice, rows, personal, units, year);
  const households = makeHouseholds(dice, rows, personal, counties, year, poor);
  const calendar = { year, today };
  const pairings = makePairings(dice, rows, cadres, households, calendar);
  makeClaims(dice, rows, cadres, households, pairings, calendar);
  const accounts = makeAccounts(dice, rows, passwordHash, city, counties, units, cadres);

  await rows.flush();
  await db
    .updateTable('region')
    .set({ poor: true })
    .where('id', '=', sql<string>`any(${[...poor]}::uuid[])`)
    .execute();
  await linkAccounts(db, cadres, accounts);
  await signConfirmations(db, dice, rows, { vault, units, cadres, pairings, accounts, calendar });
}

/**
 * Villages without households are listed as poor alike, or the territory would look as if next to none were; never residents'
 * committees. By dice of their own, so that nobody else's fate hangs on how many there are.
 */
function poorElsewhere(regions: readonly Place[], villages: readonly Place[]): string[] {
  const dice = new Dice(SEED + 1);
  const settled = new Set(villages.map(({ id }) => id));
  return regions
    .filter(({ id, level, name }) => level === 'VILLAGE' && !settled.has(id) && !name.endsWith('居委会'))
    .filter(() => dice.chance(POOR_VILLAGES))
    .map(({ id }) => id);
}
