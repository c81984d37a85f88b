import { ImportRunsDocument } from '@qinyou/schema';
import { Box, Card, Table, TableBody, TableCell, TableHead, TablePagination, TableRow } from '@mui/material';
import { useState } from 'react';
import { Answer, Empty, PageHeading, formatMoment, formatNumber, useAsk } from '../../shared/index.ts';
import type { Run } from './steps.ts';

const STATES: Record<string, string> = {
  UPLOADED: '等着核对',
  CHECKING: '正在核对',
  NEEDS_COLUMNS: '要对列',
  READY: '等你说写入',
  WRITING: '正在写入',
  DONE: '写好了',
  REFUSED: '文件没读成',
  FAILED: '没办成',
  LEFT: '没有导入',
};

/** 导入记录: every run of this account with its figures; files and rows are gone after 24 hours, the figures stay. */
const ImportRecords = () => {
  const [page, setPage] = useState(0);
  const runs = useAsk(ImportRunsDocument, { page: { number: page + 1, size: 25 }, withTotal: true });
  return (
    <>
      <PageHeading
        title="导入记录"
        crumbs={[{ label: '导入花名册', to: '/import' }, { label: '导入记录' }]}
      />
      <Card>
        <Answer of={runs} rows={8}>
          {({ importRuns }) =>
            importRuns.items.length === 0 ? (
              <Empty kind="none" title="还没有导入过" />
            ) : (
              <>
                <Records runs={importRuns.items} />
                <TablePagination
                  component="div"
                  count={importRuns.total ?? 0}
                  page={page}
                  rowsPerPage={25}
                  rowsPerPageOptions={[25]}
                  onPageChange={(_event, next) => setPage(next)}
                />
              </>
            )
          }
        </Answer>
      </Card>
    </>
  );
};

const Records = ({ runs }: { runs: readonly Run[] }) => (
  <Box sx={{ overflowX: 'auto' }}>
    <Table size="small" sx={{ '& td, & th': { whiteSpace: 'nowrap' } }}>
      <TableHead>
        <TableRow>
          <TableCell>什么时候</TableCell>
          <TableCell>文件</TableCell>
          <TableCell>花名册</TableCell>
          <TableCell>怎样了</TableCell>
          {['新增', '修改', '跳过', '退回', '待核'].map((word) => (
            <TableCell key={word} align="right">
              {word}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {runs.map(({ id, createdAt, fileName, kind, state, counts }) => (
          <TableRow key={id}>
            <TableCell>{formatMoment(createdAt)}</TableCell>
            <TableCell>{fileName}</TableCell>
            <TableCell>{kind === 'CADRES' ? '干部' : '农户'}</TableCell>
            <TableCell>{STATES[state]}</TableCell>
            {[counts?.add, counts?.change, counts?.skip, counts?.refuse, counts?.review].map((n, i) => (
              <TableCell key={String(i)} align="right">
                {formatNumber(n)}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  </Box>
);

export default ImportRecords;
