import {
  Box,
  Button,
  Checkbox,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  useMediaQuery,
  type Theme,
} from '@mui/material';
import type { BoardBranchRowFragment, BoardCountsRowFragment, BoardItemsQuery } from '@qinyou/schema';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { useMay } from '../../providers/session.ts';
import { Answer, CardFoot, ChipRow, Empty, Pager, useFocusKept } from '../../shared/index.ts';
import { BoardRow } from './BoardRow.tsx';
import { BulkBar } from './BulkBar.tsx';
import { ColumnsMenu, useColumns } from './columns.tsx';
import { mayTick, type BoardItem } from './board-words.ts';
import { PAGE_SIZE, type BoardPlace } from './use-board.ts';
import type { BoardActions } from './use-board-actions.ts';
import type { BoardRunControl } from './use-board-run.ts';
import type { Ticks } from './use-ticks.ts';
import type { Waiving } from './WaiveDialog.tsx';

export interface BoardListProps {
  place: BoardPlace;
  items: UseQueryResult<BoardItemsQuery>;
  counts: BoardCountsRowFragment | undefined;
  /** The place or unit that is looked at. */
  area: BoardBranchRowFragment | undefined;
  today: string;
  focusId: string | null;
  drawerOpen: boolean;
  ticks: Ticks;
  /** 只看这些 is on. */
  only: boolean;
  actions: BoardActions;
  control: BoardRunControl;
  onOnly: (on: boolean) => void;
  onOpen: (id: string) => void;
  onWaive: (waiving: Waiving) => void;
}

/** The middle pane: chips with counts, what is ticked, worst first, one action a row. */
export const BoardList = (props: BoardListProps) => {
  const { place, items, counts } = props;
  const area = useFocusKept();
  const choose = (kind: string) => place.go({ kind: kind === 'ALL' ? null : kind });
  return (
    <Box
      ref={area}
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
      <Box sx={{ px: 1.5, py: 1, display: 'flex', alignItems: 'flex-start', gap: 1 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
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
              { key: 'GAP', label: '交友空白', count: counts?.gaps },
              { key: 'DUPLICATE', label: '有两名干部', count: counts?.duplicates },
              { key: 'OFFICIAL', label: '没有朋友', count: counts?.officials },
              { key: 'WAITING', label: '待安排', count: counts?.waiting },
            ]}
          />
        </Box>
        <ColumnsMenu />
      </Box>
      <Answer of={items} rows={10}>
        {({ boardItems }) =>
          boardItems.items.length === 0 ? (
            <Nothing {...props} />
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
  GAP: '每户都有干部，或待安排',
  DUPLICATE: '没有一户有两名干部',
  OFFICIAL: '在岗干部都有朋友，或已说明原因',
  WAITING: '没有待安排的户',
} as const;

/** Good news, or nobody there to be a friend to. */
const Nothing = ({ place, area }: BoardListProps) => {
  const mayImport = useMay('importRuns');
  if (area?.lamp !== 'NONE' || place.kind === 'OFFICIAL')
    return <Empty kind="good" title={NOTHING[place.kind]} />;
  return (
    <Empty
      kind="none"
      title={`${area.name}还没有符合条件的农户`}
      next={
        mayImport && (
          <Button component={Link} to="/import">
            去导入农户花名册
          </Button>
        )
      }
    >
      建档立卡户和监测户进来以后，谁没有干部、谁有两个会列在这里。
    </Empty>
  );
};

const Rows = ({ rows, total, ...props }: BoardListProps & { rows: readonly BoardItem[]; total: number }) => {
  const { place, ticks } = props;
  const mayChange = useMay('pairing.change');
  const narrow = useMediaQuery<Theme>((t) => t.breakpoints.down('sm'));
  const mayWaive = useMay('pairing.waive');
  const free = rows.filter((row) => mayTick(row, mayWaive));
  const chosen = free.filter((row) => ticks.ticked.has(row.id));
  const turn = (page: number) => {
    ticks.settle();
    place.go({ page: page > 1 ? String(page) : null });
  };
  const columns = useColumns();
  return (
    <>
      {mayChange && (free.length > 0 || ticks.ticked.size > 0) && (
        <BulkBar {...props} free={free} total={total} />
      )}
      <TableContainer sx={{ flex: 1, minHeight: 0, overflow: 'auto', borderTop: 1, borderColor: 'divider' }}>
        <Table
          size="small"
          stickyHeader
          sx={{ '& td, & th': { px: 1 }, '& td:first-of-type, & th:first-of-type': { pl: 0.5 } }}
        >
          <TableHead>
            <TableRow>
              <TableCell padding="checkbox">
                {mayChange && free.length > 0 && (
                  <Checkbox
                    size="small"
                    checked={free.length > 0 && chosen.length === free.length}
                    indeterminate={chosen.length > 0 && chosen.length < free.length}
                    onChange={() => ticks.set(free, chosen.length < free.length)}
                    slotProps={{ input: { 'aria-label': '这页全选' } }}
                  />
                )}
              </TableCell>
              {columns.kind && !narrow && <TableCell>情况</TableCell>}
              <TableCell>谁</TableCell>
              {columns.since && !narrow && <TableCell align="right">已有</TableCell>}
              <TableCell>建议</TableCell>
              {!narrow && <TableCell />}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <BoardRow
                key={row.id}
                row={row}
                {...props}
                mayChange={mayChange}
                columns={columns}
                narrow={narrow}
              />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <CardFoot>
        <Pager page={place.page} size={PAGE_SIZE} total={total} unit="条" onPage={turn} />
      </CardFoot>
    </>
  );
};
