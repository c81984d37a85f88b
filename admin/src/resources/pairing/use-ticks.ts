import { useState } from 'react';
import type { BoardItem } from './board-words.ts';

/** How many may be ticked: as many as one step carries out and takes back. */
export const MOST_TICKED = 200;

interface Tick {
  item: BoardItem;
  page: number;
}

/** What is ticked, over the pages of one filter; what has been settled since loses its tick. */
export const useTicks = (
  rows: readonly BoardItem[] | undefined,
  page: number,
  /** The rows are all there is of what is ticked (只看这些). */
  whole: boolean,
) => {
  const [ticks, setTicks] = useState<ReadonlyMap<string, Tick>>(new Map());
  const here = new Map(rows?.map((row) => [row.id, row]));
  const stands = ([id, tick]: [string, Tick]) =>
    rows === undefined || here.has(id) || (tick.page !== page && !whole);
  const standing = [...ticks].filter(stands);
  const ticked = new Map(standing.map(([id, tick]) => [id, here.get(id) ?? tick.item]));
  const set = (items: readonly BoardItem[], on: boolean) => {
    const next = new Map(standing);
    for (const item of items) {
      if (!on) next.delete(item.id);
      else if (next.size < MOST_TICKED) next.set(item.id, { item, page });
    }
    setTicks(next);
  };
  return {
    ticked,
    set,
    toggle: (item: BoardItem) => set([item], !ticked.has(item.id)),
    clear: () => setTicks(new Map()),
    /** Before the page is turned: forgets what has gone from this one. */
    settle: () => setTicks(new Map(standing)),
  };
};

export type Ticks = ReturnType<typeof useTicks>;
