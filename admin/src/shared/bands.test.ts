import { describe, expect, it } from 'vitest';
import { axisOf, placeOf, type Band } from './bands.ts';

const bands: Band[] = [
  { id: 'a', name: '周文涛', spans: [{ kind: 'RESPONSIBLE', from: '2018-04-02', to: null }] },
];

describe('bands', () => {
  it('begins with the January of the first year and leaves room after today', () => {
    const axis = axisOf(bands, '2026-03-19');
    expect(axis.from).toBe('2018-01-01');
    expect(axis.to > '2026-03-19').toBe(true);
    expect(axis.years.map((y) => y.year)).toContain(2026);
    expect(placeOf('2026-03-19', axis)).toBeGreaterThan(85);
    expect(placeOf('2026-03-19', axis)).toBeLessThan(100);
  });
  it('keeps what lies outside within', () =>
    expect(placeOf('1990-01-01', { from: '2018-01-01', to: '2026-01-01' })).toBe(0));
  it('stands with nothing to show', () => expect(axisOf([], '2026-03-19').from).toBe('2026-01-01'));
});
