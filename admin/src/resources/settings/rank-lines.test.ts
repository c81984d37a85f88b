import { describe, expect, it } from 'vitest';
import { lineFaults, linesDifference, moved } from './rank-lines.ts';

const HEAD = { pattern: '乡科级正职', rank: 'SECTION_HEAD' } as const;
const STAFF = { pattern: '*科员', rank: 'STAFF' } as const;

describe('what differs between two rank maps', () => {
  it.each([
    ['nothing', [HEAD, STAFF], [HEAD, STAFF], []],
    ['a line gone', [HEAD, STAFF], [HEAD], ['去掉 *科员 → 科员']],
    ['a line more', [HEAD], [HEAD, STAFF], ['加上 *科员 → 科员']],
    [
      'another category',
      [STAFF],
      [{ ...STAFF, rank: 'TECHNICAL' as const }],
      ['*科员：科员 改成 专技和工勤'],
    ],
    ['the order', [HEAD, STAFF], [STAFF, HEAD], ['换了先后']],
  ])('%s', (_what, before, after, says) => expect(linesDifference(before, after)).toEqual(says));
});

it('names the lines that are wrong', () =>
  expect(
    lineFaults([
      HEAD,
      { ...STAFF, pattern: ' ' },
      { ...STAFF, pattern: '**' },
      { ...HEAD, pattern: ' 乡科级正职' },
    ]),
  ).toEqual({
    1: '写职级，或去掉这一行',
    2: '只有 * 会把所有职级都算进来',
    3: '和第 1 行一样，留一行',
  }));

it('moves a line by one', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
});
