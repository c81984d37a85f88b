import { formatNumber } from '../shared/format.ts';
import { useStanding } from './standing.ts';

/** Figures beside menu entries by name, as text: open items of the board (172), units confirmed (41/58). */
export const useMenuCounts = (): Readonly<Record<string, string>> => {
  const c = useStanding()?.confirmation;
  if (!c) return {};
  return {
    ...(c.remaining > 0 ? { board: formatNumber(c.remaining) } : {}),
    ...(c.unitsTotal > 0 ? { confirmation: `${String(c.unitsConfirmed)}/${String(c.unitsTotal)}` } : {}),
  };
};
