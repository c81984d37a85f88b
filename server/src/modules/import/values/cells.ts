import type { Field } from '../layout/fields.ts';
import type { RosterRow } from '../layout/roster-rows.ts';
import type { Faults, Note } from '../verdict/records.ts';
import type { RawCell } from '../workbook/workbook.ts';
import type { Read } from './fault.ts';
import { fault } from './fault.ts';
import { squeeze } from './text.ts';

/** What people type into a cell to say that there is nothing. */
const NOTHING = /^(无|没有|暂无|空|[-—–/\\]+)$/;

/** Signs of a cell. Whoever has more to say says it in the remark. */
const LONGEST = 100;
const LONGEST_REMARK = 500;

/** Reads one row's cells, gathering faults and notes as it goes. */
export class CellReader {
  readonly faults: Faults = {};
  readonly notes: Note[] = [];
  readonly #row: RosterRow;

  constructor(row: RosterRow) {
    this.#row = row;
    if (row.carried.length > 0) this.notes.push({ field: row.carried[0] ?? null, message: '空格照上一行' });
  }

  /** The cell, unless it is empty or says nothing; formulas and error values become faults. */
  cell(field: Field): RawCell | undefined {
    const written = this.#row.cells[field];
    // The apostrophe that a returned workbook sets before = + - @ is no part of the value.
    const cell = written?.kind === 'TEXT' ? { ...written, text: written.text.replace(/^\s*'/, '') } : written;
    if (!cell || NOTHING.test(squeeze(cell.text))) return undefined;
    if (cell.kind === 'FORMULA') {
      this.faults[field] = fault('FORMULA', '这一格是公式，请粘贴成数值').fault;
      return undefined;
    }
    if (cell.kind === 'ERROR') {
      this.faults[field] = fault('CELL_ERROR', `这一格是错误值 ${cell.text}，请填实际的值`).fault;
      return undefined;
    }
    const most = field === 'remark' ? LONGEST_REMARK : LONGEST;
    if (cell.text.length > most) {
      this.faults[field] = fault(
        'TOO_LONG',
        `这一格有 ${cell.text.length} 个字，最多 ${most} 个，请核对`,
      ).fault;
      return undefined;
    }
    return cell;
  }

  read<T>(field: Field, reader: (cell: RawCell) => Read<T>): T | undefined {
    const cell = this.cell(field);
    if (!cell) return undefined;
    const read = reader(cell);
    if (read.fault) {
      this.faults[field] = read.fault;
      return undefined;
    }
    if (read.note) this.notes.push({ field, message: read.note });
    return read.value;
  }

  text(field: Field, normalise: (text: string) => string): string {
    const cell = this.cell(field);
    return cell ? normalise(cell.text) : '';
  }

  /** The field must have a value; a cell that already has a fault keeps that one. */
  demand(field: Field, value: unknown, label: string): void {
    if ((value === undefined || value === '') && !this.faults[field]) {
      this.faults[field] = fault('EMPTY', `${label}空着，请填上`).fault;
    }
  }
}
