import { describe, expect, it } from 'vitest';
import { tileOf } from './coverage.ts';
import type { CoverageTile } from './home.types.ts';

const place = (more: Partial<CoverageTile>): CoverageTile => ({
  id: '1',
  name: '八仙镇',
  path: '6109/610926/610926107/',
  to: '/board?within=x',
  eligible: 1127,
  gaps: 0,
  duplicates: 0,
  officials: 0,
  missing: 0,
  lamp: 'GREEN',
  reason: '',
  ...more,
});
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

describe('a tile', () => {
  it('prints the share and what is missing', () => {
    const tile = tileOf(place({ gaps: 58, duplicates: 7, missing: 58 / 1127, lamp: 'RED' }));
    expect([tile.figure, plain(tile.note), tile.noteEnd]).toEqual(['94.9%', '缺 58 户', '重复 7']);
  });
  it('says that all have a friend only when they have', () => {
    expect(tileOf(place({})).note).toBe('都有干部');
    expect(plain(tileOf(place({ missing: 40 / 1127 })).note)).toBe('待安排 40 户');
    const units = tileOf(place({ eligible: 0, officials: 21 }));
    expect([plain(units.figure), units.note]).toEqual(['21 人', '没有朋友']);
    expect(tileOf(place({ eligible: 0 })).figure).toBe('—');
    expect(tileOf(place({ eligible: 0, lamp: 'NONE' })).note).toBe('没有农户');
  });
});
