import { identityMask, phoneMask, withoutNumbers } from '../people/index.ts';
import { fieldsOf, labelOf, type Field } from './layout/fields.ts';
import type { ImportCell, ImportCounts, ImportFigure, ImportRun } from './import.type.ts';
import { asPower } from './values/identity.ts';
import type { RunCounts, StoredRun } from './store/runs.ts';
import type { ShownRow } from './store/sealed-rows.ts';

const REASON_LABELS: Record<string, string> = {
  NEW: '库里没有',
  NEW_UNIT: '新单位',
  MORE_CLAIM: '多一户帮扶户',
  CHANGED: '和库里不同',
  SAME_AS_STORED: '和库里一样',
  REPEATED_ROW: '重复行',
  FAULTY_CELL: '有错的格',
  OUTSIDE_AREA: '不归你管',
  REMARK: '备注有情况',
  OTHER_HEAD: '户主不同',
  OTHER_NAME: '同号，姓名不同',
  OTHER_IDENTITY: '证件号码不同',
  OTHER_VILLAGE: '村不同',
  OTHER_UNIT: '单位不同',
  IDENTITY_TAKEN: '证件号码已在别户',
  SUPERIOR: '待上级核查',
  ENDED: '已销户',
  UNKNOWN_RANK: '职级对不上',
};

/** A stored run as its uploader sees it. */
export function showRun(run: StoredRun): ImportRun {
  const { header, counts, startedAt, finishedAt } = run;
  return {
    id: run.id,
    kind: run.kind,
    year: run.year,
    fileName: run.fileName,
    fileBytes: run.fileBytes,
    state: run.state,
    done: run.done,
    total: run.total,
    headerRow: header?.firstRow ?? null,
    columns:
      header?.columns.map(({ column, header: text, field, by }) => ({ column, header: text, field, by })) ??
      [],
    fields: fieldsOf(run.kind).map(({ field, label, required }) => ({ field, label, required })),
    missingColumns: header?.missing ?? [],
    layout: run.layout,
    counts: counts && showCounts(run, counts),
    outcome: run.state === 'DONE' ? run.outcome : null,
    problemCode: run.problemCode,
    problem: run.problem,
    took:
      startedAt && finishedAt
        ? Math.max(0, new Date(finishedAt).getTime() - new Date(startedAt).getTime())
        : null,
    createdAt: new Date(run.createdAt).toISOString(),
    expiresAt: new Date(run.expiresAt).toISOString(),
  };
}

function showCounts({ kind }: StoredRun, counts: RunCounts): ImportCounts {
  const { verdicts, claims } = counts;
  const figures = (table: Record<string, number>, label: (code: string) => string): ImportFigure[] =>
    Object.entries(table)
      .map(([code, rows]) => ({ code, label: label(code), rows }))
      .toSorted((a, b) => b.rows - a.rows);
  const fieldLabel = (field: string) => labelOf(kind, field as Field);
  return {
    rows: counts.rows,
    add: verdicts.ADD,
    change: verdicts.CHANGE,
    skip: verdicts.SKIP,
    refuse: verdicts.REFUSE,
    review: verdicts.REVIEW,
    held: counts.held,
    writable: counts.writable,
    reasons: figures(counts.reasons, (code) => REASON_LABELS[code] ?? code),
    faults: figures(counts.faults, fieldLabel),
    changes: figures(counts.changes, fieldLabel),
    newUnits: counts.newUnits,
    claims: claims.written,
    claimsMatched: claims.open,
    claimsUnknown: claims.unknown,
    claimsAmbiguous: claims.ambiguous,
  };
}

/** The cells of a row in the order of the sheet, personal values masked. */
export function showCells(run: StoredRun, { raw, record }: ShownRow): ImportCell[] {
  return (run.header?.columns ?? []).flatMap(({ column, field }): ImportCell[] => {
    if (!field) return [];
    const wrong = record.faults[field];
    const text = raw[column]?.text.trim() ?? '';
    return [
      {
        field,
        shown: masked(field, text, record),
        fault: wrong?.message ?? null,
        suggestion: wrong?.suggestion ?? null,
      },
    ];
  });
}

/** What was read is shown in its usual mask; what could not be read keeps only as much as its fault needs to be seen. */
function masked(field: Field, text: string, record: ShownRow['record']): string {
  if (field === 'identity') {
    if (record.identity) return identityMask(record.identity);
    if (record.faults.identity?.code === 'LOST_DIGITS') return asPower(text);
    return text.length > 10 && /^[\d\s]/.test(text)
      ? identityMask(text.replace(/\s/g, ''))
      : text.slice(0, 40);
  }
  if (field === 'phone') return record.phone ? phoneMask(record.phone) : text.slice(0, 20);
  return (field === 'number' ? text : withoutNumbers(text)).slice(0, 60);
}
