import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Vault } from '../../platform/crypto.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import { matchingCadres } from './cadre.queries.ts';
import { matchingHouseholds } from './household.queries.ts';
import type { CadreFilter, HouseholdFilter } from './people-lists.inputs.ts';

/** Whose numbers: the heads' of households, of all who live in them, or cadres'. */
export type OpenedPeople = 'HEADS' | 'MEMBERS' | 'CADRES';
export type OpenedField = 'IDENTITY' | 'PHONE';

/** A list of people as a page has it under its filter. */
export interface PeopleOrder {
  people: OpenedPeople;
  households: HouseholdFilter;
  cadres: CadreFilter;
}

/** Somebody in such a list. `subject` is whose page tells of them: the cadre or the household. */
export interface Listed {
  person: string;
  subject: string;
  path: string;
}

/** The people of a list in the order of their places, whoever is alive, at home and not erased; cadres unit by unit. */
function peopleIn(
  scope: Scope,
  { people, households, cadres }: PeopleOrder,
  most: number,
): RawBuilder<Listed> {
  if (people === 'CADRES') {
    return sql<Listed>`${matchingCadres(scope, cadres)
      .where('c.erased_at', 'is', null)
      .select(['c.id as person', 'c.id as subject', 'c.path'])
      .orderBy('c.path')
      .orderBy('c.initials')
      .orderBy('c.id')
      .limit(most)}`;
  }
  const homes = matchingHouseholds(scope, households)
    .innerJoin('household_member as m', 'm.household_id', 'h.id')
    .where('m.died_on', 'is', null)
    .where('m.left_on', 'is', null)
    .where('m.erased_at', 'is', null);
  const some = people === 'HEADS' ? homes.whereRef('m.id', '=', 'h.head_id') : homes;
  return sql<Listed>`${some
    .select(['m.id as person', 'h.id as subject', 'h.path'])
    .orderBy('h.path')
    .orderBy('h.id')
    .orderBy(sql`m.id is not distinct from h.head_id`, 'desc')
    .orderBy('m.birth_date')
    .orderBy('m.id')
    .limit(most)}`;
}

/** At most so many of a list, in one statement, so that nobody who moves meanwhile is listed twice. */
export const listPeople = (db: Database, scope: Scope, order: PeopleOrder, most: number): Promise<Listed[]> =>
  db.rows(scope, statement(peopleIn(scope, order, most)));

/** How many a list has, counted up to `most`. */
export async function countPeople(
  db: Database,
  scope: Scope,
  order: PeopleOrder,
  most: number,
): Promise<number> {
  const counting = sql<{ n: number }>`select count(*)::int as n from ${peopleIn(scope, order, most)} people`;
  return (await db.row(scope, statement(counting)))?.n ?? 0;
}

/** Somebody with their numbers in full. */
export interface Opened {
  id: string;
  name: string;
  path: string;
  /** The unit of a cadre, the group of a household. */
  place: string;
  /** Of a cadre the rank; of a member what they are to the head. */
  standing: string;
  /** Of a member: the household's number and head. */
  number: string;
  head: string;
  identity: string | null;
  phone: string | null;
}

type Sealed = Omit<Opened, 'identity' | 'phone'> &
  Record<'key' | 'identityCipher' | 'phoneCipher', Buffer | null>;

/**
 * Opens the numbers of some people of the scope, in the order of `ids`. Whoever has left the scope or was erased meanwhile is left
 * out: the rows are locked, so that an erasure under way is waited for. A key that was destroyed opens nothing.
 * It leaves no record: who lets the values out does, of each person.
 */
export async function openPeople(
  unit: UnitOfWork,
  vault: Vault,
  { people, fields }: { people: OpenedPeople; fields: readonly OpenedField[] },
  ids: readonly string[],
): Promise<Opened[]> {
  const rows = await (people === 'CADRES' ? sealedCadres(unit, ids) : sealedMembers(unit, ids));
  const found = new Map(rows.map((row) => [row.id, row]));
  const value = (of: OpenedField, { key, identityCipher, phoneCipher }: Sealed) => {
    const cipher = of === 'IDENTITY' ? identityCipher : phoneCipher;
    return fields.includes(of) && key && cipher ? vault.open(key, cipher) : null;
  };
  return ids.flatMap((id) => {
    const row = found.get(id);
    if (!row) return [];
    const { key: _key, identityCipher: _identity, phoneCipher: _phone, ...person } = row;
    return [{ ...person, identity: value('IDENTITY', row), phone: value('PHONE', row) }];
  });
}

const inScope = (column: string, { lo, hi }: Scope) =>
  sql<SqlBool>`${sql.ref(column)} >= ${lo} and ${sql.ref(column)} < ${hi}`;

async function sealedCadres({ sql: db, scope }: UnitOfWork, ids: readonly string[]): Promise<Sealed[]> {
  const { rows } =
    await sql<Sealed>`select c.id, c.name, c.path, u.name as place, coalesce(c.rank_title, '') as standing,
      '' as number, '' as head, c.person_key as key, c.identity_cipher as "identityCipher", c.phone_cipher as "phoneCipher"
    from cadre c join unit u on u.id = c.unit_id
    where c.id = any(${[...ids]}::uuid[]) and c.erased_at is null and ${inScope('c.path', scope)} for share of c`.execute(
      db,
    );
  return rows;
}

async function sealedMembers({ sql: db, scope }: UnitOfWork, ids: readonly string[]): Promise<Sealed[]> {
  const { rows } = await sql<Sealed>`select m.id, m.name, m.path, coalesce(h.village_group, '') as place,
      coalesce(d.label, m.relation, '') as standing, coalesce(h.number, '') as number, h.head_name as head,
      m.person_key as key, m.identity_cipher as "identityCipher", m.phone_cipher as "phoneCipher"
    from household_member m join household h on h.id = m.household_id
    left join dictionary_entry d on d.dictionary = 'RELATION' and d.code = m.relation
    where m.id = any(${[...ids]}::uuid[]) and m.erased_at is null and ${inScope('m.path', scope)} for share of m`.execute(
    db,
  );
  return rows;
}
