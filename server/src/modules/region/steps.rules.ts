/** The path's own part down to the n-th step; null where it ends or turns to a unit before. */
const step = (path: string, n: number): string | null => {
  const steps = path.split('/').slice(0, n);
  const last = steps[n - 1];
  return last && !last.startsWith('@') ? `${steps.join('/')}/` : null;
};

/** The county that a path lies in, `6109/610926/`; null above counties, and for a unit that sits there. */
export const countyOf = (path: string): string | null => step(path, 2);
/** The town that a path lies in; null above towns. */
export const townOf = (path: string): string | null => step(path, 3);
