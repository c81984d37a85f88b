import { sql } from 'kysely';
import { intersect, pathRange, type PathRange, type Scope } from '../../platform/auth/scope.ts';
import type { BoardKind } from './board.rules.ts';

/** The area asked for, within what the caller may see; empty where the two have nothing in common. */
export const areaOf = (scope: Scope, within: string | null | undefined): PathRange =>
  within
    ? intersect(scope, within.endsWith(UNITS) ? unitsRange(within) : pathRange(within))
    : { lo: scope.lo, hi: scope.hi };

/** Ends the path of a branch that stands for a region's own units, whose paths go on with `@` and a code. */
export const UNITS = '@/';

const unitsRange = (branch: string): PathRange => {
  const seat = branch.slice(0, -UNITS.length);
  return { lo: `${seat}@`, hi: `${seat}A` }; // A follows @
};

/** Every item of the area, or those of one kind, straight from the definition in the database. */
export const itemsOf = (year: number, today: string, { lo, hi }: PathRange, kind: BoardKind | null = null) =>
  sql`board_items(${year}, ${today}, ${lo}, ${hi}, ${kind})`;

/**
 * How many there are of each kind and of the eligible, by `path`: cheap at any size, and as exact.
 * @param depth 0 sums what households count for the area, 1 for the regions right below it; else villages stand for themselves
 */
export const figuresOf = (year: number, today: string, { lo, hi }: PathRange, depth: 0 | 1 | null = null) =>
  sql`board_counts(${year}, ${today}, ${lo}, ${hi}, ${depth})`;

/** What the regions right below need and have; `hardFrom` is the need from which on a household is one of the hardest-off. */
export const needsOf = (today: string, { lo, hi }: PathRange, hardFrom = 0) =>
  sql`board_needs(${today}, ${lo}, ${hi}, ${hardFrom})`;

/** Households of each county that people have whom no county administers: those of municipal and vertical units (R6). */
export const sentOf = (range: PathRange, today: string) =>
  sql<{
    path: string;
    sent: number;
  }>`(select county_of(path) as path, sum(sent)::int as sent from ${needsOf(today, range)} group by 1)`;

/** Whether the caller covers a city, whose own units are theirs to place (R6). */
export const actsForCity = (scope: Scope): boolean =>
  scope.axis === 'system' || scope.lo.split('/').length === 2;
