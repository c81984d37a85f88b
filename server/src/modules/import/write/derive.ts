import { initials } from '../../people/index.ts';

const LIMIT = 50_000;
const cache = new Map<string, string>();

/** The pinyin initials a name is searched by. Remembered: names repeat, and reading one takes longer than storing a row. */
export function initialsOf(name: string): string {
  let found = cache.get(name);
  if (found === undefined) {
    found = initials(name);
    if (cache.size < LIMIT) cache.set(name, found);
  }
  return found;
}
