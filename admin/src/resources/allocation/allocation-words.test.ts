import { describe, expect, it } from 'vitest';
import {
  changesOf,
  changeWords,
  gapOf,
  isProven,
  runPathOf,
  shortDigest,
  stageNumber,
  type Counts,
} from './allocation-words.ts';

const counts: Counts = {
  kept: 8835,
  new: 111,
  moved: 9,
  released: 2,
  waiting: 7,
  officialsBefore: 3,
  officialsAfter: 0,
  placesLeft: 4,
};
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('what an allocation says', () => {
  it('counts what a publication changes, and leaves out what is nought', () => {
    expect(changesOf(counts)).toBe(122);
    expect(plain(changeWords(counts))).toBe('新结 111 户，换人 9 户，暂缺 2 户');
    expect(plain(changeWords({ ...counts, new: 0, released: 0 }))).toBe('换人 9 户');
    expect(changeWords({ ...counts, new: 0, moved: 0, released: 0 })).toBe('没有改动');
  });

  it('is proven only where no stage leaves a gap, however large its numbers are', () => {
    const huge = { stage: 'WISHES', value: '9007199254740993', bound: '9007199254740994' } as const;
    expect(gapOf(huge)).toBe(1n);
    expect(isProven([huge])).toBe(false);
    expect(isProven([{ ...huge, bound: huge.value }])).toBe(true);
    expect(isProven([])).toBe(false);
  });

  it('shows friends changed as how many, other stages as they are', () => {
    expect(stageNumber('CHANGES', '-12')).toBe('12');
    expect(stageNumber('CHANGES', '0')).toBe('0');
    expect(stageNumber('NEED', '24816')).toBe('24,816');
  });

  it('groups a digest by four, and knows the county of a place', () => {
    expect(shortDigest('3f9a71c2e04bffff')).toBe('3f9a 71c2 e04b');
    expect(runPathOf('6109/610926/610926107/')).toBe('6109/610926/');
    expect(runPathOf('6109/')).toBe('6109/');
  });
});
