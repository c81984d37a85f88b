import type { Writable } from 'node:stream';
import { writeOfficialSheet, type Column } from '../sheet/official-sheet.ts';
import type { LedgerRow } from './ledger.queries.ts';

export interface LedgerHeading {
  area: string;
  year: number;
  /** Who reports: the office or unit of the grant. */
  reporter: string;
  preparedBy: string;
  /** `YYYY-MM-DD`. */
  preparedOn: string;
  /** A past year, from what was signed. */
  signed: boolean;
}

const COLUMNS: readonly Column<LedgerRow>[] = [
  ['序号', 6, (_row, place) => place],
  ['镇', 11, (row) => row.town],
  ['村（社区）', 15, (row) => row.village],
  ['组', 7, (row) => row.group],
  ['户主', 10, (row) => row.head],
  ['联系电话', 15, (row) => row.phone],
  ['人口', 6, (row) => row.size],
  ['户类型', 14, (row) => row.status],
  ['致贫原因', 12, (row) => row.cause],
  ['结对干部', 11, (row) => row.cadre],
  ['干部单位', 25, (row) => row.unit],
  ['结对日期', 12, (row) => row.from],
  ['备注', 10, (row) => (row.kind === 'RETAINED' ? '保留交友' : '')],
];

/**
 * 干部结对交友台账 in its official form, with the total at the end.
 * @returns how many rows it has; the file is not whole before `commit` is called
 */
export function writeLedger(
  out: Writable,
  { area, year, signed, ...heading }: LedgerHeading,
  batches: AsyncIterable<LedgerRow[]>,
) {
  const title = `${area}干部结对交友台账（${year} 年度${signed ? '，以签字时为准' : ''}）`;
  let retained = 0;
  async function* counted() {
    for await (const batch of batches) {
      retained += batch.filter(({ kind }) => kind === 'RETAINED').length;
      yield batch;
    }
  }
  const total = (rows: number) =>
    rows === 0 ? '没有结对' : `合计 ${rows} 对${retained > 0 ? `，其中保留交友 ${retained} 对` : ''}`;
  return writeOfficialSheet(out, { name: '台账', title, ...heading, columns: COLUMNS, total }, counted());
}
