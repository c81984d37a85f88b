import { setImmediate } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import { Client } from 'pg';
import type { DB } from '../../server/src/generated/tables.ts';
import type { Vault } from '../../server/src/platform/crypto.ts';
import { linkAccounts, makeAccounts } from '../demo/accounts.ts';
import { makeCadres } from '../demo/cadres.ts';
import { signConfirmations } from '../demo/confirmations.ts';
import { Dice } from '../demo/dice.ts';
import { oneHousehold, type DemoHousehold } from '../demo/households.ts';
import { demoYear, isEmpty } from '../demo/index.ts';
import { makeClaims, type Calendar, type DemoPairing } from '../demo/pairings.ts';
import { PersonalValues } from '../demo/personal.ts';
import type { Place } from '../demo/places.ts';
import { Rows } from '../demo/rows.ts';
import { intoBareTables } from './bare-tables.ts';
import { copyRows } from './copy.ts';
import { serving, townPairings } from './pairings.ts';
import { wholeTerritory } from './places.ts';
import { cityUnits } from './units.ts';

const SEED = 20_170_719;
const POOR_VILLAGES = 40; // percent
/** Municipal places a county is sent (R6). */
const SENT = 600;

/** Registered households of Ankang (260,100 in 2020, rounded down) and the cadres there are for them. */
const REAL: CitySize = { cadres: 50_000, households: 260_000 };

export interface CitySize {
  cadres: number;
  households: number;
}

export interface CityGround {
  /** The owner of the tables, who alone may set row-level security aside. */
  ownerUrl: string;
  vault: Vault;
  /** Hash of the one password of the demo's accounts. */
  passwordHash: string;
  /** `YYYY-MM-DD`. */
  today: string;
  /** Another size than the real one. */
  size?: CitySize;
  say: (line: string) => void;
}

/**
 * Fills an empty database with a city of the real size: 50,000 cadres and 260,000 households over every village, with the
 * pairings of two past years and now. All of it or nothing; the same day gives the same city.
 * @returns whether the database was empty
 */
export async function seedCity(ground: CityGround): Promise<boolean> {
  const client = new Client({ connectionString: ground.ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    const db = overOne(client);
    if (!(await isEmpty(db))) return false;
    await pastRowSecurity(client, () => fill(client, db, ground));
    await client.query('commit');
    ground.say('正在汇总和整理统计信息……');
    await client.query('analyze'); // before folding: without figures of the new rows the planner goes through them all
    await Promise.all([client.query('select fold_board($1)', [ground.today]), tidied(ground.ownerUrl)]);
    await client.query('vacuum analyze board_household, board_place, board_cadre, board_unit, board_touched');
    return true;
  } finally {
    await client.end(); // what is not committed by now never was
  }
}

async function tidied(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('vacuum');
  } finally {
    await client.end();
  }
}

async function fill(client: Client, db: Kysely<DB>, ground: CityGround): Promise<void> {
  const { vault, today, say } = ground;
  const calendar = { year: demoYear(today), today };
  const dice = new Dice(SEED);
  const rows = new Rows((table, written) => copyRows(client, table, written));
  await intoBareTables(client, async () => {
    const city = await peopled(client, db, ground, dice, rows, calendar);
    await linkAccounts(db, city.cadres, city.accounts);
    say('往年的签名……');
    await signConfirmations(db, dice, rows, { vault, ...city, calendar });
    say('正在建索引、查约束……');
  });
}

/** Units, cadres, households, who is whose friend and who may sign in. */
async function peopled(
  client: Client,
  db: Kysely<DB>,
  { vault, passwordHash, size = REAL, say }: CityGround,
  dice: Dice,
  rows: Rows,
  calendar: Calendar,
) {
  const { year } = calendar;
  const personal = new PersonalValues(vault);
  const regions: Place[] = await db
    .selectFrom('region')
    .select(['id', 'code', 'name', 'level', 'path'])
    .orderBy('path')
    .execute();
  const { city, counties, households: sizes } = wholeTerritory(regions, size.households);
  const poor = new Set(
    regions.filter(({ level }) => level === 'VILLAGE' && dice.chance(POOR_VILLAGES)).map(({ id }) => id),
  );
  await client.query('update region set poor = true where id = any($1)', [[...poor]]);

  for (const one of [year - 2, year - 1, year])
    rows.add('programme_year', { year: one, confirm_by: `${one}-03-31` });
  const units = cityUnits(dice, rows, { city, counties, cadres: size.cadres, since: `${year - 2}-01-01` });
  await rows.flush();
  const cadres = [];
  for (const unit of units) {
    cadres.push(...makeCadres(dice, rows, personal, [unit], year));
    await rows.spill();
  }
  say(`${units.length} 个单位，${cadres.length.toLocaleString('en')} 名干部`);

  const serves = serving(dice, counties, cadres);
  const households: DemoHousehold[] = [];
  const pairings: DemoPairing[] = [];
  for (const county of counties) {
    rows.add('municipal_place', { year, county_id: county.place.id, places: SENT });
    for (const town of county.subdistricts) {
      const here: DemoHousehold[] = [];
      for (const village of town.villages) {
        for (let i = 1; i <= sizes.get(village.id)!; i++) {
          const number = `${village.code}${String(i).padStart(4, '0')}`;
          here.push(oneHousehold(dice, rows, personal, { county, village, number, year, poor: poor.has(village.id) })); // prettier-ignore
        }
        await setImmediate(); // what is being written wants its turn
      }
      const cadresHere = serves.get(town.place.path)!;
      pairings.push(...townPairings(dice, rows, { county, cadres: cadresHere, households: here }, calendar));
      households.push(...here);
      await rows.spill();
    }
    say(`${county.place.name}：${county.households.toLocaleString('en')} 户`);
  }
  makeClaims(dice, rows, cadres, households, pairings, calendar);
  const accounts = makeAccounts(dice, rows, passwordHash, city, counties, units, cadres);
  await rows.flush();
  return { units, cadres, pairings, accounts };
}

/** COPY is not to be had under row-level security, which binds even the owner here; it stands again before anyone can look. */
async function pastRowSecurity(client: Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select oid::regclass::text as name from pg_class where relforcerowsecurity order by 1',
  );
  for (const { name } of rows) await client.query(`alter table ${name} no force row level security`);
  await work();
  await client.query('set constraints all immediate'); // a table with checks to come can't be altered
  for (const { name } of rows) await client.query(`alter table ${name} force row level security`);
}

/** Statements of the builder over the one connection that the transaction is on. */
function overOne(client: Client): Kysely<DB> {
  const connection = Object.assign(client, { release: () => undefined });
  return new Kysely<DB>({
    dialect: new PostgresDialect({
      pool: { options: {}, connect: () => Promise.resolve(connection), end: () => Promise.resolve() },
    }),
  });
}
