import { AcceptImportSuggestionsDocument, ImportRowsDocument } from '@qinyou/schema';
import {
  Box,
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TablePagination,
  TableRow,
} from '@mui/material';
import { useState } from 'react';
import { Answer, Empty, formatNumber, useAsk, useIntent } from '../../shared/index.ts';
import type { Verdict } from './Preview.tsx';
import { inReadingOrder, isBeforeWriting, isBusy, shortFault, type Run } from './steps.ts';

interface PreviewTableProps {
  run: Run;
  verdict: Verdict;
  rows: number;
}

const NOTHING: Record<Verdict, string> = {
  ADD: '没有新增的行',
  CHANGE: '没有要改的行',
  SKIP: '没有跳过的行',
  REFUSE: '没有退回的行，每一行都读得懂',
  REVIEW: '没有要你定的事',
};

const PAGE_WORDS = { first: '第一页', last: '最后一页', next: '下一页', previous: '上一页' };

/** The rows of one verdict: faulty cells in red with the reason, and a button where the right value is known. */
export const PreviewTable = ({ run, verdict, rows }: PreviewTableProps) => {
  const [page, setPage] = useState(0);
  const [size, setSize] = useState(10);
  const [mended, setMended] = useState<Run | null>(null);
  const waits = run === mended || isBusy(run);
  const answer = useAsk(
    ImportRowsDocument,
    { id: run.id, filter: { verdict }, page: { number: page + 1, size } },
    { enabled: rows > 0 && !waits }, // while it is checked again the rows stay as they were seen
  );
  const accept = useIntent(AcceptImportSuggestionsDocument, { said: () => '改好了，正在重新核对' });
  const mend = async (row: number, field: string) => {
    setMended(run); // until another state of it arrives
    if (!(await accept.run({ input: { id: run.id, cells: [{ row, field }] } }))) setMended(null);
  };
  const canMend = isBeforeWriting(run);
  const columns = inReadingOrder(
    run.columns.filter(({ field }) => field),
    answer.data?.importRows.items ?? [],
  );
  const labels = new Map(run.fields.map(({ field, label }) => [field, label]));
  if (rows === 0) return <Empty kind={verdict === 'REFUSE' ? 'good' : 'none'} title={NOTHING[verdict]} />;
  return (
    <Answer of={answer} rows={6}>
      {({ importRows }) => (
        <>
          <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label="预览的行">
            <Table size="small" sx={{ '& td, & th': { whiteSpace: 'nowrap' } }}>
              <TableHead>
                <TableRow>
                  <TableCell align="right">行</TableCell>
                  {verdict !== 'REFUSE' && <TableCell>说明</TableCell>}
                  {columns.map(({ column, field }) => (
                    <TableCell key={column}>{labels.get(field ?? '')}</TableCell>
                  ))}
                </TableRow>
              </TableHead>
              <TableBody>
                {importRows.items.map(({ row, reasons, cells }) => (
                  <TableRow key={row}>
                    <TableCell
                      align="right"
                      sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}
                    >
                      {formatNumber(row)}
                    </TableCell>
                    {verdict !== 'REFUSE' && (
                      <TableCell sx={{ color: 'text.secondary' }}>{reasons.join('；')}</TableCell>
                    )}
                    {inReadingOrder(cells, importRows.items).map((cell) => (
                      <Cell
                        key={cell.field}
                        cell={cell}
                        waits={waits}
                        onAccept={canMend && cell.suggestion ? () => void mend(row, cell.field) : undefined}
                      />
                    ))}
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </Box>
          <TablePagination
            component="div"
            count={importRows.total ?? rows}
            page={page}
            rowsPerPage={size}
            showFirstButton
            showLastButton
            getItemAriaLabel={(type) => PAGE_WORDS[type]}
            rowsPerPageOptions={[10, 25, 100]}
            labelRowsPerPage="每页"
            labelDisplayedRows={({ from, to, count }) =>
              `第 ${formatNumber(from)}–${formatNumber(to)} 行，共 ${formatNumber(count)} 行`
            }
            onPageChange={(_event, next) => setPage(next)}
            onRowsPerPageChange={(event) => {
              setSize(Number(event.target.value));
              setPage(0);
            }}
          />
        </>
      )}
    </Answer>
  );
};

interface CellProps {
  cell: { field: string; shown: string; fault?: string | null; suggestion?: string | null };
  /** The rows are being checked: nothing can be taken now, but the button keeps the focus. */
  waits: boolean;
  onAccept: (() => void) | undefined;
}

const Cell = ({ cell, waits, onAccept }: CellProps) => {
  if (!cell.fault) return <TableCell>{cell.shown}</TableCell>;
  return (
    <TableCell
      sx={(t) => ({
        bgcolor: t.palette.lamp.red.tint,
        boxShadow: `inset 3px 0 0 ${t.palette.lamp.red.glyph}`,
      })}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', columnGap: 1.5 }}>
        <b>{cell.shown || '（空）'}</b>
        <Box
          component="span"
          sx={{
            color: 'lamp.red.text',
            whiteSpace: 'normal',
            flex: 'none',
            width: 'max-content',
            maxWidth: '21em', // a longer reason takes a second line: it must not push the other columns out of sight
          }}
        >
          {onAccept ? shortFault(cell.fault, cell.suggestion) : cell.fault}
        </Box>
        {onAccept && (
          <Button
            size="small"
            aria-disabled={waits}
            onClick={waits ? undefined : onAccept}
            sx={{ minHeight: 24, py: 0, flex: 'none', whiteSpace: 'nowrap', opacity: waits ? 0.6 : 1 }}
          >
            改成{cell.suggestion}
          </Button>
        )}
      </Box>
    </TableCell>
  );
};
