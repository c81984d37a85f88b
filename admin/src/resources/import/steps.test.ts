import { describe, expect, it } from 'vitest';
import { currentRuns, shortFault, stepOf, type Run } from './steps.ts';

const run = (given: Partial<Run>): Run =>
  ({ id: '1', kind: 'CADRES', state: 'READY', createdAt: '2026-11-22T01:00:00Z', ...given }) as Run;
const NOW = Date.parse('2026-11-22T02:00:00Z');

describe('the wizard', () => {
  it.each([
    [undefined, 0],
    [run({ state: 'CHECKING' as Run['state'] }), 0],
    [run({ state: 'NEEDS_COLUMNS' as Run['state'] }), 1],
    [run({}), 2],
    [run({ state: 'DONE' as Run['state'] }), 3],
  ])('knows its step', (given, step) => {
    expect(stepOf(given)).toBe(step);
  });

  it('shows the newest run of each roster, cadres first, and none that was put aside or is old', () => {
    const runs = [
      run({ id: 'h', kind: 'HOUSEHOLDS' as Run['kind'] }),
      run({ id: 'left', state: 'LEFT' as Run['state'] }),
      run({ id: 'c2' }),
      run({ id: 'c1' }),
    ];
    expect(currentRuns(runs, NOW).map(({ id }) => id)).toEqual(['c2', 'h']);
    expect(currentRuns([run({ createdAt: '2026-11-20T01:00:00Z' })], NOW)).toEqual([]);
  });

  it('leaves the advice to the button', () => {
    expect(shortFault('洛河镇没有双丫村。改成双垭村', '双垭村')).toBe('洛河镇没有双丫村');
    expect(shortFault('要填数字', '3')).toBe('要填数字');
    expect(shortFault('少 1 位', null)).toBe('少 1 位');
  });
});
