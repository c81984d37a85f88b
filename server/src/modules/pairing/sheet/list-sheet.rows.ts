import type { Writable } from 'node:stream';
import type { Scope } from '../../../platform/auth/scope.ts';
import { invalidInput } from '../../../platform/errors.ts';
import type { LoaderDefinition, RequestContext } from '../../../platform/graphql/context.ts';
import { PageInput, type List } from '../../../platform/graphql/page.ts';
import {
  CadreFilter,
  CadreOrderEnum,
  HouseholdFilter,
  HouseholdOrderEnum,
  listCadres,
  listHouseholds,
  unitCardById,
} from '../../people/index.ts';
import type { Territory } from '../../region/index.ts';
import { PairingFilter, PairingOrderEnum } from '../pairing.inputs.ts';
import { listPairings } from '../pairing.queries.ts';
import { friendsByHousehold, loadByCadre } from '../people-fields/friends.loaders.ts';
import { filterOf, sortOf, type Asked } from './list-sheet.inputs.ts';
import { CADRE_COLUMNS, HOUSEHOLD_COLUMNS, PAIRING_COLUMNS } from './list-sheet.ts';
import { writeOfficialSheet, type Column, type OfficialSheet } from './official-sheet.ts';

export const LIST_KINDS = ['cadres', 'households', 'pairings'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** Rows of a workbook at the most. */
const MOST_ROWS = 10_000;

export interface Reading {
  context: RequestContext;
  scope: Scope;
  territory: Territory;
  today: string;
  asked: Asked;
}

/** The rows of a list, read and waiting to be written. */
export interface ListSheet {
  rows: number;
  write(out: Writable, heading: Heading): ReturnType<typeof writeOfficialSheet>;
}

type Heading = Omit<OfficialSheet<never>, 'columns' | 'total'>;

/** What each list is called, and how the rows that its page shows under a filter are read. */
export const LISTS: Readonly<
  Record<ListKind, { name: string; read: (reading: Reading) => Promise<ListSheet> }>
> = {
  cadres: { name: '干部名单', read: readCadres },
  households: { name: '农户名单', read: readHouseholds },
  pairings: { name: '结对名单', read: readPairings },
};

async function readCadres({ context, scope, asked }: Reading): Promise<ListSheet> {
  const filter = filterOf(new CadreFilter(), asked.filter);
  const sort = sortOf(CadreOrderEnum, asked.sort);
  const cadres = allOf(await listCadres(context.db, scope, filter, sort, everything()));
  const [units, loads] = await Promise.all([
    each(context, scope, unitCardById, cadres, ({ unitId }) => unitId),
    each(context, scope, loadByCadre, cadres, ({ id }) => id),
  ]);
  const rows = cadres.map((cadre, at) => ({
    ...cadre,
    unit: units[at]?.name ?? '',
    load: loads[at]?.load ?? 0,
  }));
  return sheetOf(rows, CADRE_COLUMNS, '人');
}

async function readHouseholds({ context, scope, territory, asked }: Reading): Promise<ListSheet> {
  const filter = filterOf(new HouseholdFilter(), asked.filter);
  const sort = sortOf(HouseholdOrderEnum, asked.sort);
  const households = allOf(await listHouseholds(context.db, scope, filter, sort, everything()));
  const friends = await each(context, scope, friendsByHousehold, households, ({ id }) => id);
  const places = await Promise.all(households.map(({ path }) => territory.above(path)));
  const rows = households.map((household, at) => ({
    ...household,
    places: places[at] ?? [],
    friends: friends[at] ?? [],
  }));
  return sheetOf(rows, HOUSEHOLD_COLUMNS, '户');
}

async function readPairings({ context, scope, territory, today, asked }: Reading): Promise<ListSheet> {
  const filter = filterOf(new PairingFilter(), asked.filter);
  const sort = sortOf(PairingOrderEnum, asked.sort);
  const pairings = allOf(await listPairings(context, scope, today, filter, sort, everything()));
  const rows = await Promise.all(
    pairings.map(async (pairing) => {
      const village = pairing.householdCard && (await territory.region(pairing.householdCard.regionId));
      return { ...pairing, places: village ? await territory.above(village.path) : [] };
    }),
  );
  return sheetOf(rows, PAIRING_COLUMNS, '对');
}

/** One statement for all, so that nobody who moves meanwhile is listed twice or not at all; one more tells of too many. */
const everything = (): PageInput => Object.assign(new PageInput(), { number: 1, size: MOST_ROWS + 1 });

function allOf<T>({ items }: List<T>): T[] {
  if (items.length > MOST_ROWS)
    throw invalidInput({ filter: `一次最多导出 ${MOST_ROWS} 行。选小一点的地方，或加上筛选，再导出` });
  return items;
}

const each = <Row, V>(
  context: RequestContext,
  scope: Scope,
  loader: LoaderDefinition<string, V>,
  rows: readonly Row[],
  idOf: (row: Row) => string,
): Promise<(V | null)[]> => Promise.all(rows.map((row) => context.loader(loader, scope).load(idOf(row))));

const sheetOf = <Row>(rows: Row[], columns: readonly Column<Row>[], measure: string): ListSheet => ({
  rows: rows.length,
  write: (out, heading) =>
    writeOfficialSheet(
      out,
      { ...heading, columns, total: (count) => `合计 ${count} ${measure}` },
      (async function* () {
        yield rows;
      })(),
    ),
});
