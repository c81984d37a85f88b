import { RANKS, type Rank } from '../people/index.ts';
import { excess, placesLeft, rankOf, type RankPattern, type RankQuota } from './quota.rules.ts';

/** People with one title and one category. */
export interface TitleCount {
  title: string;
  rank: Rank;
  people: number;
}

export interface RankChange {
  title: string;
  from: Rank;
  to: Rank;
  people: number;
}

/** A line of the map without its place; the order of the lines is the order in which they decide. */
export type MapLine = Pick<RankPattern, 'pattern' | 'rank'>;

const placed = (lines: readonly MapLine[]): RankPattern[] =>
  lines.map((line, position) => ({ ...line, position }));

const mostFirst = <T extends { people: number; title: string }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => b.people - a.people || (a.title < b.title ? -1 : 1));

/**
 * R1: whose category a new map changes. Who has another category than the old map gave was set by hand, and stays; so does who has
 * a title that no line of the new map fits.
 */
export function rankChanges(
  titles: readonly TitleCount[],
  before: readonly MapLine[],
  after: readonly MapLine[],
): RankChange[] {
  const [old, now] = [placed(before), placed(after)];
  const changes = titles.flatMap(({ title, rank, people }) => {
    const [was, to] = [rankOf(title, old), rankOf(title, now)];
    const byHand = was !== null && was !== rank;
    return to === null || to === rank || byHand ? [] : [{ title, from: rank, to, people }];
  });
  return mostFirst(changes);
}

/** Titles that no line fits. */
export function unknownTitles(
  titles: readonly TitleCount[],
  map: readonly MapLine[],
): { title: string; people: number }[] {
  const patterns = placed(map);
  const unknown = titles.filter(({ title }) => title !== '' && rankOf(title, patterns) === null);
  const byTitle = Map.groupBy(unknown, ({ title }) => title);
  return mostFirst(
    [...byTitle].map(([title, rows]) => ({ title, people: rows.reduce((sum, row) => sum + row.people, 0) })),
  );
}

/** Officials at work of one rank who have so many households. */
export interface LoadCount {
  rank: Rank;
  load: number;
  officials: number;
}

/** R1: the places that a quota leaves, and who is over it, rank by rank. */
export function quotaEffect(loads: readonly LoadCount[], quota: RankQuota) {
  const places = loads.reduce(
    (sum, { rank, load, officials }) => sum + officials * placesLeft(load, quota[rank]),
    0,
  );
  const over = RANKS.map((rank) => ({
    rank,
    officials: loads
      .filter((row) => row.rank === rank && excess(row.load, quota[rank]) > 0)
      .reduce((sum, { officials }) => sum + officials, 0),
  }));
  return { places, overQuota: over.filter(({ officials }) => officials > 0) };
}
