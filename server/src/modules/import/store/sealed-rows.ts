import type { PlaceMatch, RegionFact } from '../match/regions.ts';
import type { FileFinding } from '../verdict/file-check.ts';
import type { Judgement } from '../verdict/judgement.ts';
import type { CadreRecord, HouseholdRecord } from '../verdict/records.ts';
import type { RawCell } from '../workbook/workbook.ts';
import type { Locker } from '../../../platform/locker.ts';

type AnyRecord = CadreRecord | HouseholdRecord;

/** A row that was checked: as it stood, as it was read, and what would become of it. */
export interface JudgedRow<R extends AnyRecord = AnyRecord> {
  row: number;
  raw: readonly (RawCell | undefined)[];
  record: R;
  finding: FileFinding;
  judgement: Judgement;
  /** The blind index of the record's identity number: it is made once. */
  index: Buffer | undefined;
}

/** The same without the place that was found, for those who only show it. */
export interface ShownRow {
  row: number;
  raw: (RawCell | undefined)[];
  record: Omit<CadreRecord, 'claim'> | Omit<HouseholdRecord, 'match'>;
  judgement: Judgement;
}

/** A place that was found is kept by its id: the regions are at hand where rows are written. */
type PackedMatch = { id: string } | Exclude<PlaceMatch, { found: unknown }>;

type PackedCell = string | 0;

/** A row as it is sealed. */
export interface PackedRow {
  row: number;
  raw: PackedCell[];
  record: AnyRecord;
  match?: PackedMatch | undefined;
  finding: FileFinding;
  judgement: Judgement;
  index: string | undefined;
}

export const sealRows = (locker: Locker, rows: readonly JudgedRow[]): Buffer =>
  locker.seal(rows.map(packRow));

export function packRow({ row, raw, record, finding, judgement, index }: JudgedRow): PackedRow {
  const [bare, match] = withoutMatch(record);
  return {
    row,
    raw: Array.from(raw, (cell) => (cell ? cell.kind[0]! + cell.text : 0)),
    record: bare,
    match: pack(match),
    finding,
    judgement,
    index: index?.toString('base64'),
  };
}

/** @param regions by id; a place that is no longer among them is one that isn't found */
export const openRows = <R extends AnyRecord>(
  locker: Locker,
  sealed: Buffer,
  regions: ReadonlyMap<string, RegionFact>,
): JudgedRow<R>[] => locker.open<PackedRow[]>(sealed).map((row) => unpackRow<R>(row, regions));

export function unpackRow<R extends AnyRecord>(
  { row, raw, record, match, finding, judgement, index }: PackedRow,
  regions: ReadonlyMap<string, RegionFact>,
): JudgedRow<R> {
  return {
    row,
    raw: raw.map(unpackCell),
    record: withMatch(record, match && unpack(match, regions)) as R,
    finding,
    judgement,
    index: index === undefined ? undefined : Buffer.from(index, 'base64'),
  };
}

export function showRows(locker: Locker, sealed: Buffer): ShownRow[] {
  return locker
    .open<PackedRow[]>(sealed)
    .map(({ row, raw, record, judgement }) => ({ row, raw: raw.map(unpackCell), record, judgement }));
}

function withoutMatch(record: AnyRecord): [AnyRecord, PlaceMatch | undefined] {
  if ('head' in record) return [{ ...record, match: undefined }, record.match];
  const { claim } = record;
  // A claim without its match is no claim; JSON has no types, and unpacking puts it back.
  return claim ? [{ ...record, claim: { ...claim, match: NOWHERE } }, claim.match] : [record, undefined];
}

function withMatch(record: AnyRecord, match: PlaceMatch | undefined): AnyRecord {
  if ('head' in record) return match ? { ...record, match } : record;
  return record.claim && match ? { ...record, claim: { ...record.claim, match } } : record;
}

const NOWHERE: PlaceMatch = { failed: 'VILLAGE', within: '' };

function pack(match: PlaceMatch | undefined): PackedMatch | undefined {
  if (!match) return undefined;
  if ('found' in match) return { id: match.found.id };
  return match.failed === 'AMBIGUOUS' ? { failed: 'AMBIGUOUS', candidates: [] } : match;
}

function unpack(match: PackedMatch, regions: ReadonlyMap<string, RegionFact>): PlaceMatch {
  if (!('id' in match)) return match;
  const found = regions.get(match.id);
  return found ? { found } : NOWHERE;
}

const KINDS: Record<string, RawCell['kind']> = { T: 'TEXT', N: 'NUMBER', F: 'FORMULA', E: 'ERROR' };

const unpackCell = (cell: PackedCell): RawCell | undefined =>
  cell === 0 ? undefined : { kind: KINDS[cell[0]!] ?? 'TEXT', text: cell.slice(1) };
