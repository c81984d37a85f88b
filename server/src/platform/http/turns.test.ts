import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

/** Works until it is told to end, and writes down when it began and ended. */
function task(name: string, told: string[]) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const work = async (waited: boolean) => {
    told.push(`${name}${waited ? ' waited' : ''}`);
    return promise;
  };
  return { work, end: () => resolve(name), fail: () => reject(new Error(name)) };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('works on so many of one account at once, the others in the order they came', async () => {
    const turns = new Turns(2);
    const told: string[] = [];
    const tasks = ['a', 'b', 'c', 'd'].map((name) => task(name, told));
    const done = tasks.map(({ work }) => turns.of('noisy', work));
    await settle();
    expect(told).toEqual(['a', 'b']);
    tasks[1]!.end();
    await settle();
    expect(told).toEqual(['a', 'b', 'c waited']);
    for (const { end } of tasks) end();
    expect(await Promise.all(done)).toEqual(['a', 'b', 'c', 'd']);
    expect(told.at(-1)).toBe('d waited');
  });

  it('lets nobody wait for another account', async () => {
    const turns = new Turns(1);
    const told: string[] = [];
    const long = task('long', told);
    const begun = turns.of('noisy', long.work);
    const other = task('other', told);
    other.end();
    expect(await turns.of('calm', other.work)).toBe('other');
    expect(told).toEqual(['long', 'other']);
    long.end();
    await begun;
  });

  it('passes a turn on where the work failed, and takes new ones afterwards', async () => {
    const turns = new Turns(1);
    const told: string[] = [];
    const [bad, good] = [task('bad', told), task('good', told)];
    const first = turns.of('noisy', bad.work);
    const second = turns.of('noisy', good.work);
    bad.fail();
    await expect(first).rejects.toThrow('bad');
    good.end();
    expect(await second).toBe('good');
    const last = task('last', told);
    last.end();
    await turns.of('noisy', last.work);
    expect(told).toEqual(['bad', 'good waited', 'last']);
  });
});
