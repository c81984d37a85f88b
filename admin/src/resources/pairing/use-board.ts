import { BoardDocument, BoardItemsDocument } from '@qinyou/schema';
import { useArea, useYear } from '../../layout/area.ts';
import { useAddress, useAsk } from '../../shared/index.ts';
import type { BoardKind } from './board-words.ts';

export type Grouping = 'REGION' | 'UNIT';
/** 全部 is everything but those who wait. */
export type KindChoice = BoardKind | 'ALL';

export const PAGE_SIZE = 25;

const KINDS: readonly string[] = ['GAP', 'DUPLICATE', 'OFFICIAL', 'WAITING'];

/** Where the board stands, from the address: links, history and a reload keep it. */
export const useBoardPlace = () => {
  const { params, page, go } = useAddress();
  const [area] = useArea();
  const [year] = useYear();
  const within = params.get('within');
  const inside = within?.startsWith(area.path) ? within : area.path;
  const kind = params.get('kind') ?? '';
  const by: Grouping = params.get('by') === 'UNIT' ? 'UNIT' : 'REGION';
  return {
    area,
    year,
    within: inside,
    unitId: by === 'UNIT' ? params.get('unit') : null,
    kind: (KINDS.includes(kind) ? kind : 'ALL') as KindChoice,
    by,
    page,
    go,
  };
};

export type BoardPlace = ReturnType<typeof useBoardPlace>;

/** The figures and the rows of that place. */
export const useBoard = (
  { area, year, within, unitId, kind, by, page }: BoardPlace,
  /** Only these. */
  ids: readonly string[] | null,
) => {
  const ready = area.path !== '';
  const root = useAsk(
    BoardDocument,
    { within: by === 'UNIT' ? area.path : within, year, by },
    { enabled: ready },
  );
  const items = useAsk(
    BoardItemsDocument,
    {
      filter: { within, unitId, year, kind: kind === 'ALL' ? null : kind, ids: ids && [...ids] },
      page: { number: page, size: PAGE_SIZE },
      withTotal: true,
    },
    { enabled: ready },
  );
  const board = root.data?.board;
  const unit = unitId ? board?.branches.find((branch) => branch.unitId === unitId) : undefined;
  // By unit the duplicates of the whole area count once; one unit’s figures stand on its branch.
  const here = unit ?? board?.area;
  return { root, items, board, here };
};
