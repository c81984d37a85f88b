import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RANKS, type Rank } from '../people/index.ts';
import { quotaEffect, rankChanges, unknownTitles, type MapLine } from './setting.rules.ts';

const line = (pattern: string, rank: Rank): MapLine => ({ pattern, rank });
const BEFORE = [line('乡科级正职', 'SECTION_HEAD'), line('*科员', 'STAFF')];

describe('a new rank map', () => {
  it('changes those whose category the old map gave', () =>
    expect(
      rankChanges(
        [
          { title: '一级科员', rank: 'STAFF', people: 31 },
          { title: '乡科级正职', rank: 'SECTION_HEAD', people: 4 },
        ],
        BEFORE,
        [line('一级科员', 'SECTION_DEPUTY'), ...BEFORE],
      ),
    ).toEqual([{ title: '一级科员', from: 'STAFF', to: 'SECTION_DEPUTY', people: 31 }]));

  it.each<[string, { title: string; rank: Rank }, MapLine[]]>([
    ['was set by hand', { title: '一级科员', rank: 'TECHNICAL' }, [line('一级科员', 'SECTION_DEPUTY')]],
    [
      'has a title that no line fits any more',
      { title: '一级科员', rank: 'STAFF' },
      [line('调研员', 'STAFF')],
    ],
    [
      'has the category that the new line gives',
      { title: '调研员', rank: 'STAFF' },
      [line('调研员', 'STAFF')],
    ],
  ])('leaves alone who %s', (_what, who, after) =>
    expect(rankChanges([{ ...who, people: 3 }], BEFORE, after)).toEqual([]),
  );

  it('takes in titles that no line fitted before', () =>
    expect(
      rankChanges([{ title: '调研员', rank: 'STAFF', people: 2 }], BEFORE, [
        ...BEFORE,
        line('调研员', 'SECTION_HEAD'),
      ]),
    ).toEqual([{ title: '调研员', from: 'STAFF', to: 'SECTION_HEAD', people: 2 }]));

  it('tells the titles that no line fits, over all categories, most people first', () =>
    expect(
      unknownTitles(
        [
          { title: '', rank: 'STAFF', people: 9 },
          { title: '调研员', rank: 'STAFF', people: 1 },
          { title: '督导员', rank: 'STAFF', people: 2 },
          { title: '督导员', rank: 'TECHNICAL', people: 2 },
          { title: '一级科员', rank: 'STAFF', people: 5 },
        ],
        BEFORE,
      ),
    ).toEqual([
      { title: '督导员', people: 4 },
      { title: '调研员', people: 1 },
    ]));

  it('that is the old one changes nobody', () => {
    const rank = fc.constantFrom(...RANKS);
    const map = fc.array(fc.record({ pattern: fc.constantFrom('*科员', '一级*', '调研员', '*员'), rank }));
    const people = fc.record({
      title: fc.constantFrom('一级科员', '调研员', '督导员'),
      rank,
      people: fc.nat(9),
    });
    fc.assert(
      fc.property(map, fc.array(people), (lines, titles) => {
        const settled = rankChanges(titles, lines, lines).map(({ title, to }) => ({
          title,
          rank: to,
          people: 1,
        }));
        expect(rankChanges(settled, lines, lines)).toEqual([]);
      }),
    );
  });
});

describe('a quota', () => {
  const quota = { COUNTY_LEADER: 5, SECTION_HEAD: 4, SECTION_DEPUTY: 3, STAFF: 2, TECHNICAL: 1 };

  it('leaves places below it and flags who is over it', () =>
    expect(
      quotaEffect(
        [
          { rank: 'STAFF', load: 0, officials: 3 },
          { rank: 'STAFF', load: 2, officials: 4 },
          { rank: 'STAFF', load: 3, officials: 2 },
          { rank: 'TECHNICAL', load: 4, officials: 1 },
        ],
        quota,
      ),
    ).toEqual({
      places: 6,
      overQuota: [
        { rank: 'STAFF', officials: 2 },
        { rank: 'TECHNICAL', officials: 1 },
      ],
    }));
});
