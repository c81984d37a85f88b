import { sql } from 'kysely';
import { covers, type PathRange } from '../../platform/auth/scope.ts';
import type { Vault } from '../../platform/crypto.ts';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { conflict, notFound, ruleViolated } from '../../platform/errors.ts';
import { ERASED, spared, type Erased, type ErasureSubject, type FormerHome } from './erased.ts';
import { nameMask } from './masks.ts';

interface PersonRow {
  id: string;
  path: string;
  name: string;
  erased: boolean;
  key: Buffer | null;
  index: Buffer | null;
  identity: Buffer | null;
  phone: Buffer | null;
  masks: (string | null)[];
  accountId: string | null;
  householdId: string | null;
}

const PERSONAL = sql`id, path, name, erased_at is not null as erased, person_key as key, identity_index as index,
  identity_cipher as identity, phone_cipher as phone, array[identity_mask, phone_mask] as masks`;

const EVERYWHERE: PathRange = { lo: '', hi: '\u{10ffff}' };

/**
 * Reads whoever is to be erased, locked, so that nobody writes about them meanwhile.
 * @throws NOT_FOUND, RULE_VIOLATED R32 where they were erased before, CONFLICT where they came to live elsewhere just now
 */
export async function personToErase(
  unit: UnitOfWork,
  vault: Vault,
  { subject, id }: { subject: ErasureSubject; id: string },
  scope: PathRange = EVERYWHERE,
): Promise<Erased> {
  const homes = subject === 'CADRE' ? [] : await lockHomes(unit, subject, id);
  const people = await lockPeople(unit, subject, id);
  const homeId = subject === 'MEMBER' ? people[0]?.householdId : id;
  const home = homes.find((one) => one.id === homeId);
  if (subject !== 'CADRE' && !home)
    throw subject === 'MEMBER' && people[0] ? overtaken(id) : notFound('一户');
  const erased = subject === 'HOUSEHOLD' ? home!.erased : people[0]?.erased;
  const path = home?.path ?? people[0]?.path;
  if (erased === undefined || path === undefined || !covers(scope, path)) throw notFound('个人');
  if (erased) throw ruleViolated('R32', '这条资料已经依法删除过了');
  const memberIds = home ? people.map((person) => person.id) : [];
  const livedIn = home ? await formerHomes(unit, home.id, memberIds) : [];
  if (livedIn.some(({ householdId }) => !homes.some((one) => one.id === householdId))) throw overtaken(id);
  const whole = subject !== 'MEMBER' || home!.headId === id;
  const known = [...people.map(({ name }) => name), ...(subject === 'HOUSEHOLD' ? [home!.headName] : [])];
  const names = [...new Set(known)].filter((name) => name !== ERASED);
  return {
    subject,
    id,
    path,
    cadreId: subject === 'CADRE' ? id : null,
    householdId: home?.id ?? null,
    memberIds,
    accountId: people[0]?.accountId ?? null,
    village: home?.village ?? '',
    formerHomes: livedIn,
    names,
    words: wordsOf(vault, people, names, subject === 'HOUSEHOLD' ? home!.number : null),
    indexes: [
      ...people.flatMap(({ index }) => index ?? []),
      ...(subject === 'HOUSEHOLD' && home?.number ? [Buffer.from(`户编号 ${home.number}`)] : []),
    ],
    whole,
  };
}

interface Home {
  id: string;
  path: string;
  number: string | null;
  headId: string | null;
  headName: string;
  erased: boolean;
  village: string;
}

const overtaken = (id: string) => conflict({ id }, '这户刚被别人改过。刷新以后再办');

/**
 * The household and those that its people lived in before, which are written to as well: locked in the one order that whoever merges,
 * splits or takes that back keeps to (`lock_households`), so that nobody waits in a circle.
 */
async function lockHomes({ sql: db }: UnitOfWork, subject: ErasureSubject, id: string): Promise<Home[]> {
  const whose = subject === 'MEMBER' ? sql`id = ${id}` : sql`household_id = ${id}`;
  const { rows } = await sql<Home>`
    with person as (select id, household_id from household_member where ${whose})
    select h.id, h.path, h.number, h.head_id as "headId", h.head_name as "headName", h.erased_at is not null as erased,
      r.name as village
    from household h join region r on r.id = h.region_id
    where h.id = any(array(
      select ${id}::uuid union select household_id from person
      union select unnest(array[household_id, other_id]) from household_lineage where members && array(select id from person)))
    order by h.id for no key update of h`.execute(db);
  return rows;
}

/** Where these people lived before a split or a merge (R7). */
async function formerHomes(
  { sql: db }: UnitOfWork,
  homeId: string,
  memberIds: readonly string[],
): Promise<FormerHome[]> {
  const { rows } = await sql<FormerHome>`select h.id as "householdId", h.path, r.name as village
    from household h join region r on r.id = h.region_id
    where h.id <> ${homeId} and h.id in (select unnest(array[household_id, other_id]) from household_lineage
      where members && ${[...memberIds]}::uuid[])
    order by h.id`.execute(db);
  return rows;
}

async function lockPeople({ sql: db }: UnitOfWork, subject: ErasureSubject, id: string) {
  const [table, which, more] =
    subject === 'CADRE'
      ? [sql.table('cadre'), sql`id = ${id}`, sql`account_id as "accountId", null as "householdId"`]
      : [
          sql.table('household_member'),
          subject === 'MEMBER' ? sql`id = ${id}` : sql`household_id = ${id}`,
          sql`null as "accountId", household_id as "householdId"`,
        ];
  const { rows } = await sql<PersonRow>`select ${PERSONAL}, ${more} from ${table} where ${which}
    order by id for no key update`.execute(db);
  return rows;
}

/** Everything that a text about them could hold. One sign alone is no word: it stands in other words, too. */
function wordsOf(
  vault: Vault,
  people: readonly PersonRow[],
  names: readonly string[],
  number: string | null,
): string[] {
  const opened = people.flatMap(({ key, identity, phone }) =>
    [identity, phone].flatMap((cipher) => (key && cipher ? vault.open(key, cipher) : [])),
  );
  const words = [
    ...names,
    ...names.map(nameMask),
    ...opened,
    ...people.flatMap(({ masks }) => masks),
    number,
  ];
  return [...new Set(words)].filter((word): word is string => word !== null && word.length > 1);
}

/**
 * Takes a person out of the registers of people: keys, blind indexes, masks, names and what they are searched by. Rows, places,
 * dates of posts and all that is counted stay.
 * @returns the ids under which the record speaks of them
 */
export async function erasePerson(unit: UnitOfWork, person: Erased, at: Date): Promise<string[]> {
  const { sql: db } = unit;
  const nobody = sql`name = ${ERASED}, sex = null, birth_date = null, person_key = null, identity_cipher = null, identity_mask = null,
    identity_index = null, identity_tail = null, phone_cipher = null, phone_mask = null, phone_works_on = null, erased_at = ${at},
    version = version + 1`;
  if (person.cadreId) {
    await sql`update cadre set ${nobody}, initials = '' where id = ${person.cadreId}`.execute(db);
    await sql`update kin_declaration set relation = null where cadre_id = ${person.cadreId}`.execute(db);
    return [person.cadreId];
  }
  await sql`update household_member set ${nobody} where id = any(${[...person.memberIds]}::uuid[]) and erased_at is null`.execute(
    db,
  );
  await eraseHome(unit, person, at);
  return [person.householdId!, ...person.memberIds];
}

async function eraseHome({ sql: db }: UnitOfWork, person: Erased, at: Date): Promise<void> {
  const { householdId: id } = person;
  if (person.subject === 'HOUSEHOLD') {
    await sql`update household set head_name = ${ERASED}, head_initials = '', number = null, village_group = null, remark = null,
        remark_key = null, remark_cipher = null,
        ended_reason = case when ended_reason is not null then ${ERASED} end, erased_at = ${at}, version = version + 1
      where id = ${id}`.execute(db);
    await sql`update kin_declaration set relation = null where household_id = ${id}`.execute(db);
    return;
  }
  const { rows } = await sql<{ remark: string | null; ended: string | null; head: boolean }>`
    select remark, ended_reason as ended, coalesce(head_id = any(${[...person.memberIds]}::uuid[]), false) as head from household where id = ${id}`.execute(
    db,
  );
  const { remark, ended, head } = rows[0]!;
  const kept = spared(person, remark);
  await sql`update household set remark = ${kept}, remark_key = case when remark = ${kept} then remark_key end,
      remark_cipher = case when remark = ${kept} then remark_cipher end, ended_reason = ${spared(person, ended)},
      head_name = case when ${head} then ${ERASED} else head_name end, head_initials = case when ${head} then '' else head_initials end,
      version = version + 1
    where id = ${id}`.execute(db);
}
