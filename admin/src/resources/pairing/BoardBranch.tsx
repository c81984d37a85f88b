import { Box } from '@mui/material';
import { TreeItem } from '@mui/x-tree-view/TreeItem';
import type { BoardBranchRowFragment } from '@qinyou/schema';
import type { ReactNode } from 'react';
import { placeName } from './board-words.ts';
import { formatNumber, Light } from '../../shared/index.ts';

/** What is left to settle; who waits for a place is not. */
export const leftOf = ({ counts }: Pick<BoardBranchRowFragment, 'counts'>): number =>
  counts.duplicates + counts.gaps + counts.officials;

/** One branch: name, light where it matters, number. */
export const BoardBranch = ({
  branch,
  root = false,
  children,
}: {
  branch: BoardBranchRowFragment;
  root?: boolean;
  children?: ReactNode;
}) => {
  const left = leftOf(branch);
  const lit = !root && left > 0 && branch.level !== 'VILLAGE' && branch.level !== 'UNIT';
  const quiet = left === 0;
  return (
    <TreeItem
      itemId={branch.unitId ?? branch.id}
      label={
        <Box component="span" sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
          <Box
            component="span"
            sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere', fontWeight: root ? 600 : 'inherit' }}
          >
            {placeName(branch.name)}
          </Box>
          {lit && <Light compact lamp={branch.lamp} sx={{ '& svg': { fontSize: 14 } }} />}
          <Box component="span" sx={{ minWidth: 24, textAlign: 'right', fontWeight: root ? 600 : 'inherit' }}>
            {formatNumber(left)}
          </Box>
        </Box>
      }
      sx={{
        '& > .MuiTreeItem-content': {
          py: 0,
          pr: 0.5,
          pl: 'calc(4px + 12px * var(--TreeView-itemDepth, 0))',
          borderRadius: '4px',
          gap: 0.5,
          color: quiet ? 'text.disabled' : 'text.primary',
        },
        '& > .MuiTreeItem-content .MuiTreeItem-label': { typography: 'body2', py: 0.5 },
        '& > .MuiTreeItem-content.Mui-selected': {
          bgcolor: (t) => t.palette.tint,
          color: 'primary.main',
          fontWeight: 600,
        },
        '& > .MuiTreeItem-content.Mui-selected .MuiTreeItem-label': { fontWeight: 600 },
        '& > .MuiTreeItem-content .MuiTreeItem-iconContainer': { width: 16, color: 'text.disabled' },
      }}
    >
      {children}
    </TreeItem>
  );
};

/** Everything without items, folded into one line. */
export const QuietBranch = ({
  id,
  label,
  branches,
}: {
  id: string;
  label: string;
  branches: readonly BoardBranchRowFragment[];
}) => (
  <TreeItem
    itemId={id}
    label={label}
    sx={{
      '& > .MuiTreeItem-content': {
        py: 0,
        pr: 0.5,
        pl: 'calc(4px + 12px * var(--TreeView-itemDepth, 0))',
        borderRadius: '4px',
        color: 'text.disabled',
      },
      '& > .MuiTreeItem-content .MuiTreeItem-label': { typography: 'body2' },
      '& > .MuiTreeItem-content .MuiTreeItem-iconContainer': { width: 16, color: 'text.disabled' },
    }}
  >
    {branches.map((branch) => (
      <BoardBranch key={branch.id} branch={branch} />
    ))}
  </TreeItem>
);
