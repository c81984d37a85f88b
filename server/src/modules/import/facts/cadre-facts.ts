import { sql, type RawBuilder } from 'kysely';
import { covers, type Scope } from '../../../platform/auth/scope.ts';
import type { Vault } from '../../../platform/crypto.ts';
import type { PersonVault, Rank } from '../../people/index.ts';
import { rankOf, type RankPattern } from '../../pairing/index.ts';
import type { CadreFact, CadreFacts } from '../verdict/judge-cadre.ts';
import type { CadreRecord, ClaimRecord } from '../verdict/records.ts';
import { IdentityTable, plainPhone, type StoredPerson } from './personal.ts';
import { askedOf, type Reader } from './reader.ts';

/** A stored cadre with what a change of it needs. */
export interface StoredCadre extends CadreFact, StoredPerson {
  unitId: string;
  path: string;
  version: number;
}

export interface StoredUnit {
  id: string;
  name: string;
  path: string;
  formerNames: string[];
}

export interface LoadedCadres extends CadreFacts {
  byId(id: string): StoredCadre | undefined;
  unit(name: string): StoredUnit | undefined;
  rankOf(title: string): Rank;
  /** Tells that a claim is there now, so that a further row of the same file doesn't make it twice. */
  addClaim(cadreId: string, claim: ClaimRecord): void;
}

interface Sources {
  read: Reader;
  readAll: Reader;
  vault: Vault;
  people: PersonVault;
  scope: Scope;
  year: number;
}

/** R1 knows five ranks; a title that fits none counts as the one with the fewest places until a person has settled it. */
const UNKNOWN_RANK: Rank = 'TECHNICAL';

/** Looks up everything that a batch of rows is judged against. */
export async function loadCadreFacts(
  sources: Sources,
  records: readonly CadreRecord[],
): Promise<LoadedCadres> {
  const { read, readAll, vault, people, scope, year } = sources;
  const identities = new IdentityTable(records, people);
  const units = await read(sql<StoredUnit>`
    select id, name, path, former_names as "formerNames" from unit u
    where ended_on is null and (path >= ${scope.lo} and path < ${scope.hi} or ${seatedHere(scope)}) order by path`);
  const unitTable = new Map(
    units.toReversed().flatMap((unit) => [unit.name, ...unit.formerNames].map((name) => [name, unit])),
  );
  const named = records.flatMap(({ unit, name }) => {
    const id = unitTable.get(unit)?.id;
    return id ? [{ id, name }] : [];
  });
  const inScope = sql<boolean>`c.path >= ${scope.lo} and c.path < ${scope.hi}`;
  // `offset 0`: through the indexes, see the households' facts.
  const known = (which: RawBuilder<boolean>) => sql<Omit<StoredCadre, 'identity' | 'phone' | 'unitAliases'>>`
    with wanted as (
      select id from cadre where identity_index = any(${identities.indexes}::bytea[])
      union
      select c.id from (select unit_id, array_agg(name) as names
          from unnest(${named.map((n) => n.id)}::uuid[], ${named.map((n) => n.name)}::text[]) as t(unit_id, name) group by unit_id) n,
        lateral (select id from cadre where unit_id = n.unit_id and name = any(n.names) offset 0) c
    )
    select c.id, c.name, u.name as unit, c.unit_id as "unitId", c.sex, c.rank_title as "rankTitle", c.path, c.version, ${inScope} as own,
      c.person_key as "personKey", c.identity_index as "identityIndex", c.phone_cipher as "phoneCipher"
    from wanted w, lateral (select * from cadre where id = w.id offset 0) c join unit u on u.id = c.unit_id where ${which}`;
  // R6: of the people of a unit that sits here and that the city administers, only that they are known and what was claimed here.
  const guests = sql<boolean>`not (${inScope}) and ${seatedHere(scope)}`;
  const rows = [...(await read(known(inScope))), ...(await readAll(known(guests)))];
  const elsewhere = await readAll(sql<{ index: Buffer }>`
    select c.identity_index as index from cadre c join unit u on u.id = c.unit_id
    where c.identity_index = any(${identities.indexes}::bytea[]) and not (${inScope}) and not ${seatedHere(scope)}`);
  const ids = rows.map(({ id }) => id);
  const claims = await read(sql<{ cadreId: string; path: string; head: string; village: string | null }>`
    select cadre_id as "cadreId", path, claimed_head as head, case when household_id is null then claimed_village end as village
    from pairing_claim where cadre_id = any(${ids}::uuid[]) and (year = ${year} or status in ('OPEN', 'UNKNOWN', 'AMBIGUOUS', 'ACCEPTED'))
    union
    select p.cadre_id, h.path, h.head_name, null from pairing p join household h on h.id = p.household_id
    where p.cadre_id = any(${ids}::uuid[]) and p.to_date is null and p.withdrawn_at is null`);
  const asked = await readAll(askedOf(ids)); // what was asked of a guest lies with the city (R6)
  const patterns = await read(sql<RankPattern>`select pattern, rank, position from rank_mapping`);
  const stored = rows.map((row) => ({
    ...row,
    identity: identities.plain(row.identityIndex),
    phone: plainPhone(vault, row),
    unitAliases: unitTable.get(row.unit)?.formerNames ?? [],
  }));
  return new CadreTable(stored, unitTable, patterns, scope, {
    elsewhere: new Set(elsewhere.map(({ index }) => identities.plain(index))),
    asked: new Set(asked.map(({ key }) => key)),
    claims: new Set(
      claims.flatMap(({ cadreId, path, head, village }) => claimKeysOf(cadreId, path, head, village)),
    ),
  });
}

/** Of a unit `u`: it sits in the area of the scope, whoever administers it. */
const seatedHere = ({ lo, hi }: Scope) => sql<boolean>`exists (select from region s
  where s.id = u.seat_id and s.path >= ${lo} and s.path < ${hi})`;

function claimKeysOf(cadreId: string, path: string, head: string, village: string | null): string[] {
  const keys = [`${cadreId}|${path}|${head}`];
  if (village !== null) keys.push(`${cadreId}|?${village}|${head}`);
  return keys;
}

/** The village as the roster writes it, for claims whose village isn't known. */
export function writtenVillage({ place }: ClaimRecord): string {
  return `${place.county ?? ''}${place.town ?? ''}${place.village}`;
}

class CadreTable implements LoadedCadres {
  readonly #stored: Map<string, StoredCadre>;
  readonly #byIdentity: Map<string, StoredCadre>;
  readonly #byName: Map<string, StoredCadre[]>;
  readonly #units: Map<string, StoredUnit>;
  readonly #patterns: RankPattern[];
  readonly #scope: Scope;
  readonly #known: { elsewhere: Set<string | null>; claims: Set<string>; asked: Set<string> };

  constructor(
    stored: StoredCadre[],
    units: Map<string, StoredUnit>,
    patterns: RankPattern[],
    scope: Scope,
    known: { elsewhere: Set<string | null>; claims: Set<string>; asked: Set<string> },
  ) {
    this.#stored = new Map(stored.map((cadre) => [cadre.id, cadre]));
    this.#byIdentity = new Map(stored.flatMap((cadre) => (cadre.identity ? [[cadre.identity, cadre]] : [])));
    this.#byName = Map.groupBy(stored, (cadre) => `${cadre.unitId}|${cadre.name}`);
    this.#units = units;
    this.#patterns = patterns;
    this.#scope = scope;
    this.#known = known;
  }

  byId(id: string) {
    return this.#stored.get(id);
  }

  byIdentity(identity: string) {
    return this.#byIdentity.get(identity);
  }

  byUnitAndName(unit: string, name: string) {
    return this.#byName.get(`${this.#units.get(unit)?.id}|${name}`) ?? [];
  }

  takenOutside(identity: string) {
    return this.#known.elsewhere.has(identity);
  }

  unitKnown(unit: string) {
    return this.#units.has(unit);
  }

  unit(name: string) {
    return this.#units.get(name);
  }

  rankKnown(title: string) {
    return rankOf(title, this.#patterns) !== null;
  }

  rankOf(title: string) {
    return rankOf(title, this.#patterns) ?? UNKNOWN_RANK;
  }

  hasClaim(cadreId: string, { claim }: CadreRecord) {
    return claim !== undefined && this.#known.claims.has(this.#claimKey(cadreId, claim));
  }

  asked(cadreId: string, message: string) {
    return this.#known.asked.has(`${cadreId}|${message}`);
  }

  addClaim(cadreId: string, claim: ClaimRecord) {
    this.#known.claims.add(this.#claimKey(cadreId, claim));
  }

  #claimKey(cadreId: string, claim: ClaimRecord): string {
    const village = villagePath(claim, this.#scope);
    return village
      ? `${cadreId}|${village}|${claim.head}`
      : `${cadreId}|?${writtenVillage(claim)}|${claim.head}`;
  }
}

/** The village's path where it is known and lies in the importer's area; of others nothing is said. */
export function villagePath({ match }: ClaimRecord, scope: Scope): string | undefined {
  return 'found' in match && covers(scope, match.found.path) ? match.found.path : undefined;
}
