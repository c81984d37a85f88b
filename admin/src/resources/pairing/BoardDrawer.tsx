import { useMediaQuery, type Theme } from '@mui/material';
import type { BoardCountsRowFragment, BoardQuery } from '@qinyou/schema';
import { KeyHint, SideDrawer, withUnit } from '../../shared/index.ts';
import { nameOf, placeName, type BoardItem } from './board-words.ts';
import { ChoosePane } from './ChoosePane.tsx';
import { DuplicatePane } from './DuplicatePane.tsx';
import type { BoardActions } from './use-board-actions.ts';

export interface PaneProps {
  item: BoardItem;
  board: BoardQuery['board'];
  counts: BoardCountsRowFragment;
  actions: BoardActions;
  onWaive: (cadreIds: readonly string[]) => void;
}

/** The pane at the right: why, who there is to choose from, and what happens then. */
export const BoardDrawer = ({
  open,
  onClose,
  onPrevious,
  onNext,
  ...pane
}: PaneProps & {
  open: boolean;
  onClose: () => void;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
}) => {
  const { item } = pane;
  const facts = [
    placeName(item.place),
    item.size !== null && item.size !== undefined ? withUnit(item.size, '人') : null,
    item.cause,
    item.status,
  ];
  const wide = useMediaQuery<Theme>((t) => t.breakpoints.up('md')); // keys are for who has a keyboard
  const several = item.kind === 'DUPLICATE';
  return (
    <SideDrawer
      open={open}
      title={nameOf(item)}
      subtitle={facts.filter(Boolean).join(' · ')}
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
      footer={
        wide && (
          <>
            <KeyHint keys={['J', 'K']} does="换一条" />
            {several ? <KeyHint keys={['1', '2']} does="留谁" /> : <KeyHint keys={['Enter']} does="照办" />}
            <KeyHint keys={['Z']} does="撤销" />
          </>
        )
      }
    >
      {several ? <DuplicatePane key={item.id} {...pane} /> : <ChoosePane key={item.id} {...pane} />}
    </SideDrawer>
  );
};
