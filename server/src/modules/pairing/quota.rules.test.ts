import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excess, matches, placesLeft, rankOf, type RankPattern } from './quota.rules.ts';

const PROGRAMME: RankPattern[] = [
  { pattern: '县处级*', rank: 'COUNTY_LEADER', position: 1 },
  { pattern: '乡科级正职', rank: 'SECTION_HEAD', position: 2 },
  { pattern: '乡科级副职', rank: 'SECTION_DEPUTY', position: 3 },
  { pattern: '*主任科员', rank: 'STAFF', position: 4 },
  { pattern: '*科员', rank: 'STAFF', position: 5 },
  { pattern: '专业技术人员', rank: 'TECHNICAL', position: 6 },
  { pattern: '工勤人员', rank: 'TECHNICAL', position: 7 },
];

describe('rank titles (R1)', () => {
  it.each([
    ['县处级正职', 'COUNTY_LEADER'],
    ['县处级副职', 'COUNTY_LEADER'],
    ['乡科级正职', 'SECTION_HEAD'],
    ['乡科级副职', 'SECTION_DEPUTY'],
    ['一级主任科员', 'STAFF'],
    [' 二级 科员 ', 'STAFF'],
    ['科员', 'STAFF'],
    ['专业技术人员', 'TECHNICAL'],
    ['工勤人员', 'TECHNICAL'],
    ['乡科级', null],
    ['', null],
  ])('%s → %s', (title, rank) => expect(rankOf(title, PROGRAMME)).toBe(rank));

  it('lets the first pattern in order decide, whatever order they come in', () => {
    const wide: RankPattern = { pattern: '*', rank: 'TECHNICAL', position: 0 };
    expect(rankOf('县处级正职', [...PROGRAMME, wide])).toBe('TECHNICAL');
    expect(rankOf('县处级正职', [{ ...wide, position: 9 }, ...PROGRAMME])).toBe('COUNTY_LEADER');
  });

  it('agrees with the regular expression that a pattern stands for', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const title = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(title, text, (t, p) => {
        expect(matches(t, p)).toBe(new RegExp(`^${p.replaceAll('*', '.*')}$`).test(t));
      }),
    );
  });
});

describe('quota (R1)', () => {
  it.each([
    [0, 2, 2, 0],
    [2, 2, 0, 0],
    [5, 2, 0, 3],
  ])('%i of %i leaves %i, exceeds by %i', (load, quota, left, over) => {
    expect(placesLeft(load, quota)).toBe(left);
    expect(excess(load, quota)).toBe(over);
  });
});
