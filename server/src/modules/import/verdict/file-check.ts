import type { Field } from '../layout/fields.ts';
import { fault } from '../values/fault.ts';
import { squeeze } from '../values/text.ts';
import type { CadreRecord, HouseholdRecord, RosterRecord } from './records.ts';

/** What the rows of one file say of each other: the first row of somebody stands, later ones are held against it. */
export type FileFinding =
  | { kind: 'FIRST' }
  /** The same again, nothing new in it. */
  | { kind: 'REPEAT'; of: number }
  /** The same person with one more 帮扶户. */
  | { kind: 'MORE'; of: number }
  | { kind: 'REFUSED' };

const REFUSED: FileFinding = { kind: 'REFUSED' };

/** Finds repeats and contradictions among a cadre roster's rows, fed in order. */
export class CadreFileCheck {
  readonly #people = new Map<string, { record: CadreRecord; claims: Set<string> }>();
  readonly #identitiesByName = new Map<string, Set<string>>();

  check(record: CadreRecord): FileFinding {
    if (isFaulty(record)) return REFUSED;
    const key = this.#personKey(record);
    if (key === undefined) {
      record.faults.name = fault('CONTRADICTION', '这个单位有几个同名的人，请填证件号码').fault;
      return REFUSED;
    }
    const known = this.#people.get(key);
    if (!known) {
      this.#people.set(key, { record, claims: new Set(claimKeys(record)) });
      return { kind: 'FIRST' };
    }
    const difference = cadreDifference(known.record, record);
    if (difference) {
      record.faults[difference.field] = fault('CONTRADICTION', difference.message).fault;
      return REFUSED;
    }
    const news = claimKeys(record).filter((claim) => !known.claims.has(claim));
    for (const claim of news) known.claims.add(claim);
    return { kind: news.length > 0 ? 'MORE' : 'REPEAT', of: known.record.row };
  }

  /** By identity number; without one by unit and name, as long as that names one person. */
  #personKey(record: CadreRecord): string | undefined {
    const name = `${record.unit}|${record.name}`;
    const identities = this.#identitiesByName.get(name) ?? new Set<string>();
    this.#identitiesByName.set(name, identities);
    if (record.identity) {
      if (identities.size === 1 && identities.has('')) this.#adopt(name, record.identity, identities);
      identities.add(record.identity);
      return record.identity;
    }
    if (identities.size > 1) return undefined;
    const [only] = identities;
    if (only) return only;
    identities.add('');
    return name;
  }

  /** The person was met without a number before; this row gives it. */
  #adopt(name: string, identity: string, identities: Set<string>): void {
    const person = this.#people.get(name);
    if (!person || this.#people.has(identity)) return;
    identities.delete('');
    this.#people.delete(name);
    this.#people.set(identity, person);
  }
}

/** What later rows are held against: of 100,000 households that much stays in memory until the last row, and no more. */
interface KeptHousehold extends Pick<
  HouseholdRecord,
  'row' | 'number' | 'group' | 'head' | 'identity' | 'size' | 'cause' | 'status' | 'phone'
> {
  village: string;
}

const keep = (record: HouseholdRecord): KeptHousehold => {
  const { row, number, group, head, identity, size, cause, status, phone } = record;
  return { row, number, group, head, identity, size, cause, status, phone, village: villageKey(record) };
};

/** Finds repeats and contradictions among a household roster's rows, fed in order. */
export class HouseholdFileCheck {
  readonly #byNumber = new Map<string, KeptHousehold>();
  /** By village and head. */
  readonly #byPlace = new Map<string, Map<string, KeptHousehold>>();
  readonly #byIdentity = new Map<string, KeptHousehold>();

  check(record: HouseholdRecord): FileFinding {
    if (isFaulty(record)) return REFUSED;
    const village = villageKey(record);
    const samePlace = this.#byPlace.get(village)?.get(record.head);
    const sameIdentity = record.identity ? this.#byIdentity.get(record.identity) : undefined;
    const same = record.number
      ? (this.#byNumber.get(record.number) ?? (sameIdentity?.number ? undefined : sameIdentity))
      : (sameIdentity ?? samePlace);
    if (same) return this.#compare(same, record);
    if (sameIdentity) {
      const other = sameIdentity.head === record.head ? '户编号' : '户主';
      record.faults.identity = fault('REPEATED', `和第 ${sameIdentity.row} 行同号，${other}不同`).fault;
      return REFUSED;
    }
    const kept = keep(record);
    if (record.number) this.#byNumber.set(record.number, kept);
    if (record.identity) this.#byIdentity.set(record.identity, kept);
    if (!samePlace) this.#heads(village).set(record.head, kept);
    return { kind: 'FIRST' };
  }

  #heads(village: string): Map<string, KeptHousehold> {
    let heads = this.#byPlace.get(village);
    if (!heads) this.#byPlace.set(village, (heads = new Map()));
    return heads;
  }

  #compare(first: KeptHousehold, record: HouseholdRecord): FileFinding {
    if (first.head !== record.head) {
      const field = record.number && record.number === first.number ? 'number' : 'identity';
      record.faults[field] = fault('REPEATED', `和第 ${first.row} 行同号，户主不同`).fault;
      return REFUSED;
    }
    const difference = householdDifference(first, record);
    if (!difference) return { kind: 'REPEAT', of: first.row };
    record.faults[difference.field] = fault('CONTRADICTION', difference.message).fault;
    return REFUSED;
  }
}

interface Difference {
  field: Field;
  message: string;
}

function cadreDifference(first: CadreRecord, record: CadreRecord): Difference | undefined {
  const at = `和第 ${first.row} 行`;
  if (first.name !== record.name) return { field: 'identity', message: `${at}同号，姓名不同` };
  if (first.unit !== record.unit) return { field: 'unit', message: `${at}是同一个人，单位不同，请定一个` };
  if (differ(first.rankTitle, record.rankTitle))
    return { field: 'rank', message: `${at}是同一个人，职级不同` };
  if (differ(first.phone, record.phone)) return { field: 'phone', message: `${at}是同一个人，电话不同` };
  if (differ(first.sex, record.sex)) return { field: 'sex', message: `${at}是同一个人，性别不同` };
  return undefined;
}

function householdDifference(first: KeptHousehold, record: HouseholdRecord): Difference | undefined {
  const at = `和第 ${first.row} 行是同一户`;
  if (first.village !== villageKey(record)) return { field: 'village', message: `${at}，村不同` };
  if (differ(first.identity, record.identity)) return { field: 'identity', message: `${at}，证件号码不同` };
  if (differ(first.size, record.size)) return { field: 'size', message: `${at}，家庭人口不同` };
  if (differ(first.phone, record.phone)) return { field: 'phone', message: `${at}，电话不同` };
  if (differ(first.status, record.status)) return { field: 'status', message: `${at}，脱贫属性不同` };
  if (differ(first.cause, record.cause)) return { field: 'cause', message: `${at}，致贫原因不同` };
  if (differ(first.group, record.group)) return { field: 'group', message: `${at}，小组不同` };
  return undefined;
}

/** Two values contradict each other only where both are there. */
function differ<T>(a: T | undefined, b: T | undefined): boolean {
  return a !== undefined && a !== '' && b !== undefined && b !== '' && a !== b;
}

function claimKeys({ claim }: CadreRecord): string[] {
  if (!claim) return [];
  const village =
    'found' in claim.match
      ? claim.match.found.id
      : squeeze(`${claim.place.town ?? ''}/${claim.place.village}`);
  return [`${village}|${claim.head}`];
}

function villageKey(record: HouseholdRecord): string {
  return record.match && 'found' in record.match ? record.match.found.id : '';
}

export function isFaulty(record: RosterRecord): boolean {
  return Object.keys(record.faults).length > 0;
}
