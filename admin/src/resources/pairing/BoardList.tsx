import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import {
  Box,
  Button,
  Checkbox,
  IconButton,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
} from '@mui/material';
import type { BoardCountsRowFragment, BoardItemsQuery } from '@qinyou/schema';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMay } from '../../providers/session.ts';
import { Answer, ChipRow, Empty, formatNumber, withUnit } from '../../shared/index.ts';
import { BoardRow } from './BoardRow.tsx';
import { isSure, type BoardItem } from './board-words.ts';
import { PAGE_SIZE, type BoardPlace } from './use-board.ts';
import type { BoardActions } from './use-board-actions.ts';

export interface BoardListProps {
  place: BoardPlace;
  items: UseQueryResult<BoardItemsQuery>;
  counts: BoardCountsRowFragment | undefined;
  today: string;
  focusId: string | null;
  drawerOpen: boolean;
  ticked: ReadonlySet<string>;
  actions: BoardActions;
  onTick: (id: string) => void;
  onTickAll: (ids: readonly string[]) => void;
  onOpen: (id: string) => void;
  onWaive: (cadreIds: readonly string[]) => void;
}

/** The middle pane: chips with counts, what is ticked, worst first, one action a row. */
export const BoardList = (props: BoardListProps) => {
  const { place, items, counts } = props;
  const choose = (kind: string) => place.go({ kind: kind === 'ALL' ? null : kind });
  return (
    <Box
      component="section"
      aria-label="清单"
      sx={{
        flex: 1,
        minWidth: 0,
        minHeight: 0,
        display: 'flex',
        flexDirection: 'column',
        bgcolor: 'background.paper',
        border: 1,
        borderColor: 'divider',
        borderRadius: '8px',
        overflow: 'hidden',
      }}
    >
      <Box sx={{ px: 1.5, py: 1 }}>
        <ChipRow
          label="哪一类"
          chosen={place.kind}
          onChoose={choose}
          choices={[
            {
              key: 'ALL',
              label: '全部',
              count: counts && counts.gaps + counts.duplicates + counts.officials,
            },
            { key: 'GAP', label: '没有干部', count: counts?.gaps },
            { key: 'DUPLICATE', label: '有两名干部', count: counts?.duplicates },
            { key: 'OFFICIAL', label: '没有朋友', count: counts?.officials },
            { key: 'WAITING', label: '待安排', count: counts?.waiting },
          ]}
        />
      </Box>
      <Answer of={items} rows={10}>
        {({ boardItems }) =>
          boardItems.items.length === 0 ? (
            <Empty kind="good" title={NOTHING[place.kind]} />
          ) : (
            <Rows {...props} rows={boardItems.items} total={boardItems.total ?? 0} />
          )
        }
      </Answer>
    </Box>
  );
};

const NOTHING = {
  ALL: '没有空白，也没有重复',
  GAP: '每户都有干部，或在等名额',
  DUPLICATE: '没有一户有两名干部',
  OFFICIAL: '在岗干部都有朋友，或已说明原因',
  WAITING: '没有等名额的户',
} as const;

const Rows = ({ rows, total, ...props }: BoardListProps & { rows: readonly BoardItem[]; total: number }) => {
  const { place, ticked, onTickAll } = props;
  const mayChange = useMay('pairing.change');
  const sure = rows.filter(isSure);
  const chosen = sure.filter((row) => ticked.has(row.id));
  const first = (place.page - 1) * PAGE_SIZE + 1;
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const turn = (page: number) => place.go({ page: page > 1 ? String(page) : null });
  return (
    <>
      {mayChange && sure.length > 0 && <BulkBar {...props} sure={sure} chosen={chosen} />}
      <TableContainer sx={{ flex: 1, minHeight: 0, overflow: 'auto', borderTop: 1, borderColor: 'divider' }}>
        <Table
          size="small"
          stickyHeader
          sx={{ '& td, & th': { px: 1 }, '& td:first-of-type, & th:first-of-type': { pl: 0.5 } }}
        >
          <TableHead>
            <TableRow>
              <TableCell padding="checkbox">
                {mayChange && (
                  <Checkbox
                    size="small"
                    disabled={sure.length === 0}
                    checked={sure.length > 0 && chosen.length === sure.length}
                    indeterminate={chosen.length > 0 && chosen.length < sure.length}
                    onChange={() => onTickAll(chosen.length === sure.length ? [] : sure.map((row) => row.id))}
                    slotProps={{ input: { 'aria-label': '这页有把握的全选' } }}
                  />
                )}
              </TableCell>
              <TableCell>情况</TableCell>
              <TableCell>谁</TableCell>
              <TableCell align="right">已有</TableCell>
              <TableCell>建议</TableCell>
              <TableCell />
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <BoardRow key={row.id} row={row} {...props} mayChange={mayChange} />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <Box
        component="footer"
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          px: 2,
          py: 0.5,
          borderTop: 1,
          borderColor: 'divider',
          typography: 'body2',
          color: 'text.secondary',
        }}
      >
        <span>{`第 ${formatNumber(first)}–${formatNumber(first + rows.length - 1)} 条，共 ${formatNumber(total)} 条`}</span>
        <Box sx={{ flex: 1 }} />
        <IconButton
          size="small"
          aria-label="上一页"
          disabled={place.page <= 1}
          onClick={() => turn(place.page - 1)}
        >
          <ChevronLeft />
        </IconButton>
        <span>{`${String(place.page)} / ${String(pages)}`}</span>
        <IconButton
          size="small"
          aria-label="下一页"
          disabled={place.page >= pages}
          onClick={() => turn(place.page + 1)}
        >
          <ChevronRight />
        </IconButton>
      </Box>
    </>
  );
};

const BulkBar = ({
  sure,
  chosen,
  actions,
  onTickAll,
  onWaive,
}: BoardListProps & { sure: readonly BoardItem[]; chosen: readonly BoardItem[] }) => {
  const officials = chosen.filter((row) => row.kind === 'OFFICIAL');
  const place = async () => {
    const done = await actions.place(chosen.flatMap((row) => (row.suggestion ? [row.suggestion] : [])));
    if (done) onTickAll([]);
  };
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        minHeight: 40,
        px: 1.5,
        py: 0.5,
        bgcolor: (t) => t.palette.sub,
        borderTop: 1,
        borderColor: 'divider',
        typography: 'body2',
      }}
    >
      {chosen.length > 0 ? (
        <span>
          已选 <b>{chosen.length}</b> 条有把握的
        </span>
      ) : (
        <span>
          这页有 <b>{sure.length}</b> 条有把握的
        </span>
      )}
      <Button size="small" onClick={() => onTickAll(chosen.length > 0 ? [] : sure.map((row) => row.id))}>
        {chosen.length > 0 ? '都不选' : '都选上'}
      </Button>
      <Box sx={{ flex: 1 }} />
      {officials.length > 0 && (
        <Button
          size="small"
          onClick={() => onWaive(officials.map((row) => row.id))}
        >{`给 ${withUnit(officials.length, '人')}说明原因`}</Button>
      )}
      {chosen.length > 0 && (
        <Button variant="outlined" size="small" disabled={actions.pending} onClick={() => void place()}>
          {`照建议办 ${withUnit(chosen.length, '条')}`}
        </Button>
      )}
    </Box>
  );
};
