import { formatNumber, formatPercent, tight, withUnit } from '../../shared/format.ts';
import type { Tile } from '../../shared/TileGrid.tsx';
import type { CoverageTile } from './home.types.ts';

/** The tile of a place: the share that has a friend, how many have none, how many have two. */
export const tileOf = (place: CoverageTile): Tile => ({
  id: place.id,
  name: place.name,
  to: place.to,
  missing: place.missing,
  figure: figureOf(place),
  note: noteOf(place),
  noteEnd: place.duplicates > 0 ? `重复 ${formatNumber(place.duplicates)}` : undefined,
  lamp: place.lamp,
  reason: tight(place.reason),
});

const figureOf = ({ eligible, officials, missing }: CoverageTile): string => {
  if (eligible > 0) return formatPercent(1 - missing);
  // Units have people, not households: their figure is who of them has no friend.
  return officials > 0 ? withUnit(officials, '人') : '—';
};

const noteOf = ({ eligible, officials, gaps, missing, lamp }: CoverageTile): string => {
  if (lamp === 'NONE') return '没有农户';
  if (eligible === 0) return officials > 0 ? '没有朋友' : '没有缺的';
  if (gaps > 0) return `缺 ${withUnit(gaps, '户')}`;
  // Beyond all places there are households that wait; they are missing and yet no gap.
  if (missing > 0) return `待安排 ${withUnit(Math.round(missing * eligible), '户')}`;
  return '都有干部';
};
