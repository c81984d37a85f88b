import { describe, expect, it } from 'vitest';
import { keepFirst, type Claimant } from './keep.rules.ts';

const one = (cadreId: string, more: Partial<Claimant> = {}): Claimant => ({
  cadreId,
  tie: 'ROSTER',
  from: '2026-03-10',
  closeness: 3,
  load: 1,
  cityOwned: false,
  ...more,
});

describe('who stays (R2, R4, R6)', () => {
  it.each<[string, Claimant, Claimant]>([
    ['who has the duty', one('z', { tie: 'DUTY' }), one('a', { tie: 'PAIRING', closeness: 1 })],
    ['then who is the friend', one('z', { tie: 'PAIRING' }), one('a', { closeness: 1 })],
    ['then who is nearer', one('z', { closeness: 1, load: 9 }), one('a')],
    ['then who has fewer friends', one('z', { load: 0 }), one('a', { from: '2020-01-01' })],
    ['then who came first', one('z', { from: '2020-01-01' }), one('a')],
    ['then the identifier', one('a'), one('z')],
    ['but first whoever can’t be displaced', one('z', { cityOwned: true }), one('a', { tie: 'DUTY' })],
  ])('%s', (_, first, second) => {
    expect(keepFirst([first, second])[0]).toBe(first);
    expect(keepFirst([second, first])[0]).toBe(first);
  });
});
