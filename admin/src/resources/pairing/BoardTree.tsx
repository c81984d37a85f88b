import { Box, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { SimpleTreeView } from '@mui/x-tree-view/SimpleTreeView';
import { BoardDocument, type BoardBranchRowFragment, type BoardQuery } from '@qinyou/schema';
import { useState } from 'react';
import { Answer, useAsk, withUnit } from '../../shared/index.ts';
import { BoardBranch, QuietBranch, leftOf } from './BoardBranch.tsx';
import type { BoardPlace, Grouping } from './use-board.ts';

type Board = BoardQuery['board'];

/** The pane at the left: territory or units with what each still has, worst marked. */
export const BoardTree = ({ place }: { place: BoardPlace }) => {
  const { area, by, year, within, unitId, go } = place;
  const root = useAsk(BoardDocument, { within: area.path, year, by });
  const [open, setOpen] = useState<string[]>([]);
  const chosen = unitId ?? within;
  return (
    <Box
      component="section"
      aria-label={by === 'UNIT' ? '按单位' : '按区划'}
      sx={{
        width: { xs: '100%', md: 200 },
        flex: 'none',
        minHeight: 0,
        maxHeight: { xs: 280, md: 'none' },
        display: 'flex',
        flexDirection: 'column',
        p: 1,
        bgcolor: 'background.paper',
        border: 1,
        borderColor: 'divider',
        borderRadius: '8px',
      }}
    >
      <ToggleButtonGroup
        exclusive
        fullWidth
        size="small"
        value={by}
        aria-label="怎么分"
        onChange={(_, next: Grouping | null) =>
          next && go({ by: next === 'UNIT' ? next : null, unit: null, within: null })
        }
        sx={{
          mb: 1,
          '& .MuiToggleButton-root': {
            height: 32,
            py: 0,
            typography: 'body2',
            color: 'text.secondary',
            borderColor: 'divider',
            '&.Mui-selected': { bgcolor: (t) => t.palette.tint, color: 'primary.main', fontWeight: 600 },
          },
        }}
      >
        <ToggleButton value="REGION">按区划</ToggleButton>
        <ToggleButton value="UNIT">按单位</ToggleButton>
      </ToggleButtonGroup>
      <Box sx={{ overflowY: 'auto', minHeight: 0 }}>
        <Answer of={root} rows={8}>
          {({ board }) => (
            <SimpleTreeView
              aria-label={by === 'UNIT' ? '单位' : '区划'}
              expandedItems={[area.path, ...open]}
              onExpandedItemsChange={(_, ids) => setOpen(ids.filter((id) => id !== area.path))}
              selectedItems={chosen}
              onSelectedItemsChange={(_, id) => id && select(id, board, by, go)}
              itemChildrenIndentation={12}
            >
              <BoardBranch branch={board.area} root>
                <Branches board={board} place={place} open={open} />
              </BoardBranch>
            </SimpleTreeView>
          )}
        </Answer>
      </Box>
    </Box>
  );
};

function select(id: string, board: Board, by: Grouping, go: BoardPlace['go']) {
  if (by === 'UNIT') go({ unit: id === board.area.id ? null : id });
  else go({ within: id === board.area.id ? null : id });
}

const WORDS: Readonly<Record<string, string>> = {
  COUNTY: '个县',
  TOWN: '个镇',
  VILLAGE: '个村',
  UNIT: '个单位',
};

/** Those with something to do, worst first in a list of units and in their usual order in the territory; the rest in one line. */
const Branches = ({ board, place, open }: { board: Board; place: BoardPlace; open: readonly string[] }) => {
  const busy = board.branches.filter((branch) => leftOf(branch) > 0);
  const shown = place.by === 'UNIT' ? busy.toSorted((a, b) => leftOf(b) - leftOf(a)) : busy;
  const rest = board.branches.filter((branch) => leftOf(branch) === 0 && branch.level !== 'UNITS');
  const [empty, quiet] = [true, false].map((none) =>
    rest.filter(({ lamp, counts }) => (lamp === 'NONE' && counts.waiting === 0) === none),
  ) as [typeof rest, typeof rest];
  const word = WORDS[rest[0]?.level ?? ''] ?? '处';
  return (
    <>
      {shown.map((branch) => (
        <BoardBranch key={branch.id} branch={branch}>
          {hasBranches(branch) &&
            (open.includes(branch.id) ? (
              <Below branch={branch} place={place} open={open} />
            ) : (
              <Typography sx={{ display: 'none' }} />
            ))}
        </BoardBranch>
      ))}
      {quiet.length > 0 && (
        <QuietBranch
          id={`${board.id}·quiet`}
          label={`${withUnit(quiet.length, word)}没有问题`}
          branches={quiet}
        />
      )}
      {empty.length > 0 && (
        <QuietBranch
          id={`${board.id}·empty`}
          label={`${withUnit(empty.length, word)}还没有农户`}
          branches={empty}
        />
      )}
    </>
  );
};

const hasBranches = ({ level }: BoardBranchRowFragment) => level === 'COUNTY' || level === 'TOWN';

const Below = ({
  branch,
  place,
  open,
}: {
  branch: BoardBranchRowFragment;
  place: BoardPlace;
  open: readonly string[];
}) => {
  const { data } = useAsk(
    BoardDocument,
    { within: branch.id, year: place.year, by: 'REGION' },
    { keep: false },
  );
  return data ? <Branches board={data.board} place={place} open={open} /> : null;
};
