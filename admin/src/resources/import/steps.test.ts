import { describe, expect, it } from 'vitest';
import { currentRuns, inReadingOrder, shortFault, stepOf, type Run } from './steps.ts';

const run = (given: Partial<Run>): Run =>
  ({ id: '1', kind: 'CADRES', state: 'READY', createdAt: '2026-11-22T01:00:00Z', ...given }) as Run;
const NOW = Date.parse('2026-11-22T02:00:00Z');

describe('the wizard', () => {
  it.each([
    [undefined, 0],
    [run({ state: 'CHECKING' }), 0],
    [run({ state: 'NEEDS_COLUMNS' }), 1],
    [run({}), 2],
    [run({ state: 'DONE' }), 3],
  ])('knows its step', (given, step) => {
    expect(stepOf(given)).toBe(step);
  });

  it('shows the newest run of each roster, cadres first, and none that was put aside or is old', () => {
    const runs = [
      run({ id: 'h', kind: 'HOUSEHOLDS' }),
      run({ id: 'left', state: 'LEFT' }),
      run({ id: 'c2' }),
      run({ id: 'c1' }),
    ];
    expect(currentRuns(runs, NOW).map(({ id }) => id)).toEqual(['c2', 'h']);
    expect(currentRuns([run({ createdAt: '2026-11-20T01:00:00Z' })], NOW)).toEqual([]);
  });

  it('leaves the advice to the button', () => {
    expect(shortFault('洛河镇没有双丫村。改成双垭村', '双垭村')).toBe('洛河镇没有双丫村');
    expect(shortFault('城关镇没有不存在村。照户编号像是三河村委会', '三河村委会')).toBe('城关镇没有不存在村');
    expect(shortFault('要填数字', '3')).toBe('要填数字');
    expect(shortFault('少 1 位', null)).toBe('少 1 位');
  });

  it('puts who it is first and what is wrong next', () => {
    const columns = ['number', 'town', 'head', 'identity', 'phone'].map((field) => ({ field }));
    const rows = [
      {
        cells: [
          { field: 'phone', fault: '少 1 位' },
          { field: 'town', fault: null },
        ],
      },
    ];
    expect(inReadingOrder(columns, rows).map(({ field }) => field)).toEqual([
      'head',
      'phone',
      'number',
      'town',
      'identity',
    ]);
  });
});
