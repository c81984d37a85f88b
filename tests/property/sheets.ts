import ExcelJS from 'exceljs';
import type { Dice } from '../../seeds/demo/dice.ts';
import type { TestApp } from '../support/app.ts';
import { isUnit, stands } from './facts.ts';
import type { Asking } from './lists/list.ts';
import { chooseItems, choosePairings } from './lists/pairings.ts';
import { chooseCadres, chooseHouseholds, OFFICES_AND_UNITS } from './lists/people.ts';
import type { Asker } from './plant.ts';
import type { Sight } from './sight.ts';

/** A file that somebody may take away: where it lies, and by the plain definition what stands in these columns of its rows. */
interface Sheet {
  url: string;
  columns: number[];
  rows: string[][];
  /** Whether they come in this order. */
  ordered: boolean;
}

const HEADER_ROW = 3;
function address(path: string, query: Record<string, unknown>): string {
  const given = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (typeof value === 'string') given.set(key, value);
  return `${path}?${given.toString()}`;
}
const list = (kind: string, { filter, sort }: { filter: object; sort: object | null }) =>
  address(`/download/list/${kind}`, { filter: JSON.stringify(filter), sort: sort && JSON.stringify(sort) });

/** A filter whose area is one's own: for another the file itself is NOT_FOUND. */
function chosen<T extends { filter: Record<string, unknown> }>(
  asking: Asking,
  choose: (asking: Asking) => T,
): T {
  for (;;) {
    const one = choose(asking);
    const area = asking.facts.regions.find(({ path }) => path === one.filter['within']);
    if (one.filter['within'] === undefined || (area && asking.sight.region(area))) return one;
  }
}

function someSheets(asking: Asking): Sheet[] {
  const { sight, facts } = asking;
  const [cadres, households, friendships] = [chosen(asking, chooseCadres), chosen(asking, chooseHouseholds), chosen(asking, choosePairings)]; // prettier-ignore
  const { filter, rows } = chosen(asking, chooseItems);
  const { unitId: unit, ...rest } = filter;
  const standing = facts.pairings.filter((one) => sight.pairing(one) && stands(one));
  return [
    {
      url: list('cadres', cadres),
      columns: [2, 3],
      rows: cadres.rows.map((one) => [one.name, one.unit.name]),
      ordered: true,
    },
    { url: list('households', households), columns: [2, 3], rows: households.rows.map((one) => [one.number, one.headName]), ordered: true }, // prettier-ignore
    { url: list('pairings', friendships), columns: [2, 6, 9], rows: friendships.rows.map((one) => [one.household.headName, one.cadre.name, one.from]), ordered: true }, // prettier-ignore
    { url: address('/board.xlsx', { ...rest, unit }), columns: [3], rows: rows.map(({ household, cadre }) => [household?.headName ?? cadre?.name ?? '']), ordered: false }, // prettier-ignore
    { url: '/ledger.xlsx', columns: [5, 10, 12], rows: standing.map((one) => [one.household.headName, one.cadre.name, one.from]), ordered: false }, // prettier-ignore
  ];
}

/** What is wrong with the files that somebody takes away. */
export async function sheets(test: TestApp, sight: Sight, { token }: Asker, dice: Dice): Promise<string[]> {
  const faults: string[] = [];
  const allowed = OFFICES_AND_UNITS.includes(sight.role);
  const headers = token ? { cookie: `qinyou_session=${token}` } : {};
  for (const { url, columns, rows, ordered } of someSheets({ sight, facts: sight.facts, dice })) {
    const { statusCode, rawPayload } = await test.app.http.inject({ url, headers });
    const who = `${sight.role || 'nobody'} at ${sight.grant?.at && (isUnit(sight.grant.at) ? sight.grant.at.name : sight.grant.at.path)}: ${decodeURIComponent(url)}`;
    const wanted = allowed ? 200 : token ? 403 : 401;
    if (statusCode !== wanted) faults.push(`${who}: ${statusCode} instead of ${wanted}`);
    if (statusCode !== 200) continue;
    const written = await rowsOf(rawPayload, columns);
    const inOrder = (all: string[][]) => all.map((row) => row.join('|')).toSorted();
    const [a, b] = ordered ? [written, rows] : [inOrder(written), inOrder(rows)];
    if (JSON.stringify(a) !== JSON.stringify(b))
      faults.push(`${who}\nhas ${JSON.stringify(a)}\nnot ${JSON.stringify(b)}`);
  }
  return faults;
}

/** What stands in these columns, row by row, without the line of the total. */
async function rowsOf(bytes: Buffer, columns: readonly number[]): Promise<string[][]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const rows: string[][] = [];
  book.worksheets[0]?.eachRow((row, nth) => {
    if (nth > HEADER_ROW && typeof row.getCell(1).value === 'number')
      rows.push(columns.map((column) => row.getCell(column).text));
  });
  return rows;
}
