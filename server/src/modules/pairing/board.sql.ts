import { sql, type CompiledQuery, type RawBuilder } from 'kysely';
import { intersect, pathRange, type PathRange, type Scope } from '../../platform/auth/scope.ts';
import type { BoardKind } from './board.rules.ts';
import { build, type Compilable } from '../../platform/db/query-builder.ts';

/** A written statement as {@link Database.rows} takes it. */
export const statement = <T>(text: RawBuilder<T>): Compilable<T> => ({
  compile: (): CompiledQuery<T> => text.compile(build),
});

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

/** How many there are of each kind and of the eligible, by `path`: cheap at any size, and as exact. */
export const figuresOf = (year: number, today: string, { lo, hi }: PathRange) =>
  sql`board_counts(${year}, ${today}, ${lo}, ${hi})`;

/** The path's own part down to the n-th step; null where it ends or turns to a unit before. */
const step = (path: string, n: number): string | null => {
  const steps = path.split('/').slice(0, n);
  const last = steps[n - 1];
  return last && !last.startsWith('@') ? `${steps.join('/')}/` : null;
};
export const countyOf = (path: string): string | null => step(path, 2);
export const townOf = (path: string): string | null => step(path, 3);

/** Whether the caller covers a city, whose own units are theirs to place (R6). */
export const actsForCity = (scope: Scope): boolean =>
  scope.axis === 'system' || scope.lo.split('/').length === 2;
