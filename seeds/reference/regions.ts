import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

export interface RegionRow {
  code: string;
  name: string;
  level: string;
  parentCode: string | null;
  path: string;
}

/** Codes and names that rosters still use: 旬阳县 610928 became 旬阳市 610981 in 2021. */
export const formerRegions = [
  { code: '610981', formerCode: '610928', formerName: '旬阳县', until: '2021-02-03' },
];

/** Compiled code runs from server/dist; the data lies in the sources. */
function dataFile(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const root = here.includes(`${join('server', 'dist')}`)
    ? here.slice(0, here.indexOf(join('server', 'dist')))
    : join(here, '../..');
  return join(root, 'seeds/reference/ankang-divisions.csv');
}

/** Ankang's real territory, parents before children: one city, 10 counties, 139 towns, 1,924 villages. */
export function ankangRegions(): RegionRow[] {
  const rows = parse<Record<string, string>>(readFileSync(dataFile(), 'utf8'), { columns: true });
  const paths = new Map<string, string>();
  return rows.map((row) => {
    const { code = '', name = '', level = '', parent_code: parent = '' } = row;
    const path = `${parent ? paths.get(parent) : ''}${code}/`;
    paths.set(code, path);
    return { code, name, level, parentCode: parent || null, path };
  });
}
