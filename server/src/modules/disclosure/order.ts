import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { covers, systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { build, statement } from '../../platform/db/query-builder.ts';
import { invalidInput, notFound } from '../../platform/errors.ts';
import { CADRE_KIND_WORDS, CADRE_STATUS_WORDS, placeOf, RANK_WORDS } from '../pairing/index.ts';
import type { CadreFilter, HouseholdFilter, PeopleOrder } from '../people/index.ts';
import type { DisclosureOrder } from './disclosure.inputs.ts';
import type { StoredDisclosure } from './stored.ts';

const FRIEND = { HAS: '有责任干部', NONE: '没有责任干部', MANY: '不止一名干部' } as const;

/**
 * The list that is asked for. What somebody typed into a search may be a name or a number, and what is asked for is kept for good.
 * @throws INVALID_INPUT where it is searched
 */
export function orderOf({ people, households, cadres }: DisclosureOrder): PeopleOrder {
  const filter = people === 'CADRES' ? cadres : households;
  if (filter?.q?.trim())
    throw invalidInput({ order: '搜索词可能是谁的姓名，会一直留着。清掉搜索词，用地方和条件来选' });
  return { people, households: households ?? {}, cadres: cadres ?? {} };
}

/** The list of a stored one, as it was asked for. */
export const storedOrder = ({ people, filter }: StoredDisclosure): PeopleOrder => ({
  people,
  households: filter,
  cadres: filter,
});

export interface Described {
  area: string;
  conditions: string[];
}

/** The list in words, as whoever decides reads them. @throws NOT_FOUND for a place or unit that is not the caller's */
export async function describe(
  db: Database,
  actor: Actor,
  scope: Scope,
  { people, households, cadres }: PeopleOrder,
): Promise<Described> {
  const within = people === 'CADRES' ? cadres.within : households.within;
  const { name } = await placeOf(db, scope, within ?? actor.path);
  const conditions = await (people === 'CADRES' ? ofCadres(db, scope, cadres) : ofHouseholds(db, households));
  return { area: name, conditions };
}

async function ofHouseholds(db: Database, filter: HouseholdFilter): Promise<string[]> {
  const label = async (dictionary: string, code: string | null | undefined) => {
    if (!code) return null;
    const query = sql<{
      label: string;
    }>`select label from dictionary_entry where dictionary = ${dictionary} and code = ${code}`;
    const found = await db.row(systemScope, statement(query));
    return found?.label ?? code;
  };
  const status = await label('POVERTY_STATUS', filter.povertyStatus);
  const cause = await label('POVERTY_CAUSE', filter.cause);
  return words(
    status && `脱贫属性：${status}`,
    cause && `致贫原因：${cause}`,
    filter.friend && FRIEND[filter.friend],
    typeof filter.eligible === 'boolean' && (filter.eligible ? '应结对的户' : '不计入结对的户'),
    filter.ended && '含已注销的户',
  );
}

async function ofCadres(db: Database, scope: Scope, filter: CadreFilter): Promise<string[]> {
  return words(
    filter.unitId && `单位：${await unitName(db, scope, filter.unitId)}`,
    filter.rank && RANK_WORDS[filter.rank],
    filter.status && CADRE_STATUS_WORDS[filter.status],
    filter.kind && CADRE_KIND_WORDS[filter.kind],
    typeof filter.friendless === 'boolean' && (filter.friendless ? '没有朋友的' : '有朋友的'),
  );
}

async function unitName(db: Database, scope: Scope, id: string): Promise<string> {
  const query = build.selectFrom('unit').select(['name', 'path']).where('id', '=', id);
  const found = await db.row(scope, query);
  if (!found || !covers(scope, found.path)) throw notFound('个单位');
  return found.name;
}

const words = (...some: (string | false | null | undefined)[]): string[] =>
  some.filter((one): one is string => Boolean(one));
