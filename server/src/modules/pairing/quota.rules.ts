import type { Rank } from '../people/index.ts';

/** How many households a cadre of each rank may take, as the office set it for a year (R1). */
export type RankQuota = Readonly<Record<Rank, number>>;

/** One line of the editable map from the rank titles of rosters; `*` stands for any text, also none. */
export interface RankPattern {
  pattern: string;
  rank: Rank;
  position: number;
}

/** Rosters write the same title with full-width letters and stray spaces. */
const plain = (title: string) => title.normalize('NFKC').replaceAll(/\s+/gu, '');

/** Whether a title fits a pattern. Greedy from the left, no regular expression: an office types these patterns. */
export function matches(title: string, pattern: string): boolean {
  const text = plain(title);
  const pieces = plain(pattern).split('*');
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return text === first;
  const last = pieces.at(-1) ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last))
    return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

/** R1: the category of a rank title, by the first pattern in order that fits; null where none does, for a person to settle. */
export function rankOf(title: string, patterns: readonly RankPattern[]): Rank | null {
  const inOrder = patterns.toSorted((a, b) => a.position - b.position || (a.pattern < b.pattern ? -1 : 1));
  return inOrder.find(({ pattern }) => matches(title, pattern))?.rank ?? null;
}

/** R1: places a cadre still has for new placements; an excess gives none and takes none away. */
export const placesLeft = (load: number, quota: number): number => Math.max(0, quota - load);

/** R1: pairings beyond the quota. They are flagged and stay. */
export const excess = (load: number, quota: number): number => Math.max(0, load - quota);
