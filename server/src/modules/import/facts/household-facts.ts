import { sql } from 'kysely';
import { covers, type Scope } from '../../../platform/auth/scope.ts';
import { byteas, texts } from '../../../platform/db/binary-array.ts';
import type { Vault } from '../../../platform/crypto.ts';
import type { PersonVault } from '../../people/index.ts';
import type { HouseholdFact, HouseholdFacts } from '../verdict/judge-household.ts';
import type { HouseholdRecord } from '../verdict/records.ts';
import { IdentityTable, plainPhone, type StoredPerson } from './personal.ts';
import { askedOf, type Reader } from './reader.ts';

/** A stored household with what a change of it needs. */
export interface StoredHousehold extends HouseholdFact, StoredPerson {
  headId: string | null;
  path: string;
  version: number;
}

export interface LoadedHouseholds extends HouseholdFacts {
  byId(id: string): StoredHousehold | undefined;
}

interface Sources {
  /** In the importer's area. */
  read: Reader;
  /** Over everything; answers only whether a number is in use. */
  readAll: Reader;
  vault: Vault;
  people: PersonVault;
  scope: Scope;
}

/** Looks up everything that a batch of rows is judged against, in three statements whatever its size. */
export async function loadHouseholdFacts(
  { read, readAll, vault, people, scope }: Sources,
  records: readonly HouseholdRecord[],
): Promise<LoadedHouseholds> {
  const identities = new IdentityTable(records, people);
  const numbers = [...new Set(records.flatMap(({ number }) => number ?? []))];
  const numberArray = texts(numbers);
  const indexes = byteas(identities.indexes);
  const places = records.flatMap(({ match, head }) =>
    match && 'found' in match ? [{ path: match.found.path, head }] : [],
  );
  // `offset 0`: one by one through an index. While a roster fills the table the planner knows nothing of it and would read it whole.
  const rows = await read(sql<Omit<StoredHousehold, 'identity' | 'phone'>>`
    with wanted as (
      select id from household where number = any(${numberArray}::text[])
      union
      select h.id from (select path, array_agg(head) as heads
          from unnest(${texts(places.map((p) => p.path))}::text[], ${texts(places.map((p) => p.head))}::text[]) as t(path, head) group by path) p,
        lateral (select id from household where path = p.path and head_name = any(p.heads) offset 0) h
      union
      select household_id from household_member where identity_index = any(${indexes}::bytea[]) and left_on is null
    )
    select h.id, h.number, h.region_id as "villageId", r.name as village, coalesce(h.village_group, '') as "group",
      h.head_name as head, h.size, h.cause, h.poverty_status as status, h.ended_on is not null as ended, h.path, h.version,
      h.head_id as "headId", m.person_key as "personKey", m.identity_index as "identityIndex", m.phone_cipher as "phoneCipher"
    from wanted w, lateral (select * from household where id = w.id offset 0) h join region r on r.id = h.region_id
    left join household_member m on m.id = h.head_id
    where h.path >= ${scope.lo} and h.path < ${scope.hi}`);
  const owners = await read(sql<{ index: Buffer; householdId: string }>`
    select identity_index as index, household_id as "householdId" from household_member
    where identity_index = any(${indexes}::bytea[]) and left_on is null and path >= ${scope.lo} and path < ${scope.hi}`);
  const asked = await read(askedOf(rows.map(({ id }) => id)));
  const elsewhere = await readAll(sql<{ index: Buffer | null; number: string | null }>`
    select identity_index as index, null::text as number from household_member
    where identity_index = any(${indexes}::bytea[]) and left_on is null and not (path >= ${scope.lo} and path < ${scope.hi})
    union all
    select null, number from household where number = any(${numberArray}::text[]) and not (path >= ${scope.lo} and path < ${scope.hi})`);
  const stored = rows.map((row) => ({
    ...row,
    identity: identities.plain(row.identityIndex),
    phone: plainPhone(vault, row),
  }));
  return new HouseholdTable(stored, scope, {
    asked: new Set(asked.map(({ key }) => key)),
    owners: new Map(owners.map(({ index, householdId }) => [identities.plain(index) ?? '', householdId])),
    elsewhere: new Set(elsewhere.map(({ index, number }) => number ?? identities.plain(index))),
  });
}

class HouseholdTable implements LoadedHouseholds {
  readonly #byId: Map<string, StoredHousehold>;
  readonly #byNumber: Map<string, StoredHousehold>;
  readonly #byPlace: Map<string, StoredHousehold[]>;
  readonly #scope: Scope;
  readonly #known: { owners: Map<string, string>; elsewhere: Set<string | null>; asked: Set<string> };

  constructor(
    stored: StoredHousehold[],
    scope: Scope,
    known: { owners: Map<string, string>; elsewhere: Set<string | null>; asked: Set<string> },
  ) {
    this.#byId = new Map(stored.map((household) => [household.id, household]));
    this.#byNumber = new Map(
      stored.flatMap((household) => (household.number ? [[household.number, household]] : [])),
    );
    this.#byPlace = Map.groupBy(stored, ({ villageId, head }) => `${villageId}|${head}`);
    this.#scope = scope;
    this.#known = known;
  }

  byId(id: string) {
    return this.#byId.get(id);
  }

  byNumber(number: string) {
    return this.#byNumber.get(number);
  }

  byVillageAndHead(villageId: string, head: string) {
    return this.#byPlace.get(`${villageId}|${head}`) ?? [];
  }

  byIdentity(identity: string) {
    return this.#byId.get(this.#known.owners.get(identity) ?? '');
  }

  takenOutside(identity: string | undefined, number: string | undefined) {
    const { elsewhere } = this.#known;
    return (
      (identity !== undefined && elsewhere.has(identity)) || (number !== undefined && elsewhere.has(number))
    );
  }

  asked(householdId: string, message: string) {
    return this.#known.asked.has(`${householdId}|${message}`);
  }

  covers({ path }: { path: string }) {
    return covers(this.#scope, path);
  }
}
