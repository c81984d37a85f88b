/**
 * What a statement may see. Each operation has one axis: offices read by territory, employers by unit, a cadre their own
 * friends; `system` is for what belongs to nobody (sign-in, jobs). Never two in one: see docs/ARCHITECTURE.md.
 */
export type Axis = 'territory' | 'unit' | 'friend' | 'system';

export interface Scope {
  readonly axis: Axis;
  /** First path covered, or the cadre's id on the friend axis. */
  readonly lo: string;
  /** First path no longer covered. */
  readonly hi: string;
}

export interface PathRange {
  readonly lo: string;
  readonly hi: string;
}

/** The half-open range of all paths at or below `path`: steps end in '/', and '0' is the character after it. */
export function pathRange(path: string): PathRange {
  if (!path.endsWith('/')) throw new RangeError(`a path ends in a slash: ${path}`);
  return { lo: path, hi: `${path.slice(0, -1)}0` };
}

export const scopeOf = (axis: 'territory' | 'unit', path: string): Scope => ({ axis, ...pathRange(path) });
export const friendScope = (cadreId: string): Scope => ({ axis: 'friend', lo: cadreId, hi: '' });
export const systemScope: Scope = { axis: 'system', lo: '', hi: '' };

/** The part of `range` that the scope covers; empty ranges have `lo >= hi` and match nothing. */
export const intersect = (scope: PathRange, range: PathRange): PathRange => ({
  lo: scope.lo > range.lo ? scope.lo : range.lo,
  hi: scope.hi < range.hi ? scope.hi : range.hi,
});

export const covers = (scope: PathRange, path: string): boolean => path >= scope.lo && path < scope.hi;
