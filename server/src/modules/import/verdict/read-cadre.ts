import type { RosterRow } from '../layout/roster-rows.ts';
import type { RegionMatcher } from '../match/regions.ts';
import { CellReader } from '../values/cells.ts';
import { readIdentity } from '../values/identity.ts';
import { readDate, readPhone, readSex } from '../values/scalars.ts';
import { normalName, plain, squeeze } from '../values/text.ts';
import type { CadreRecord, ClaimRecord } from './records.ts';

export interface ReadingContext {
  regions: RegionMatcher;
  /** Where to look for a village when the roster names no county: the importer's area. */
  areas: readonly string[];
  /** `YYYY-MM-DD` in Ankang. */
  today: string;
  date1904: boolean;
  /** Fields that some column is taken for. */
  mapped: ReadonlySet<string>;
}

/** One row of a cadre roster with every cell read; what can't be read is in `faults`. */
export function readCadre(row: RosterRow, context: ReadingContext): CadreRecord {
  const cells = new CellReader(row);
  const record: CadreRecord = {
    row: row.number,
    unit: cells.text('unit', squeeze),
    name: cells.text('name', normalName),
    sex: cells.read('sex', (cell) => readSex(cell.text)),
    identity: cells.read('identity', (cell) => readIdentity(cell, context.today)),
    rankTitle: cells.text('rank', squeeze),
    phone: cells.read('phone', (cell) => readPhone(cell.text)),
    remark: cells.text('remark', plain),
    claim: readClaim(cells, context),
    faults: cells.faults,
    notes: cells.notes,
  };
  cells.demand('unit', record.unit, '单位');
  cells.demand('name', record.name, '姓名');
  return record;
}

/** An unknown or ambiguous village doesn't refuse the row: the claim is listed as unknown and waits (R2). */
function readClaim(cells: CellReader, context: ReadingContext): ClaimRecord | undefined {
  const head = cells.text('claimHead', normalName);
  const from = cells.read('claimFrom', (cell) => readDate(cell, context.date1904));
  const place = {
    county: cells.text('claimCounty', squeeze),
    town: cells.text('claimTown', squeeze),
    village: cells.text('claimVillage', squeeze),
  };
  if (!head) return undefined;
  const match = place.village
    ? findVillage(place, cells.text('unit', squeeze), context)
    : ({ failed: 'VILLAGE', within: place.town } as const);
  return { head, place, match, from };
}

/** Two counties may have a town of one name; a roster that names no county means that of the cadre's unit. */
function findVillage(place: ClaimRecord['place'], unit: string, { regions, areas }: ReadingContext) {
  const home = place.county ? undefined : regions.countyNamedBy(unit);
  const covered = home && areas.some((area) => home.path.startsWith(area));
  const match = regions.village(place, covered ? [home.path] : areas);
  return 'found' in match || !covered ? match : regions.village(place, areas);
}
