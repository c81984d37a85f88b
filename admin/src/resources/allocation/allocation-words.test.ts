import { describe, expect, it } from 'vitest';
import {
  changesOf,
  changeWords,
  fullRankName,
  gainWords,
  gapOf,
  isProven,
  liftingWords,
  onePlaceWords,
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

  it('names who is full, and what one place more brings', () => {
    const full = {
      regionId: null,
      name: '平利县',
      sent: false,
      rank: 'STAFF',
      full: 12,
      households: 12,
      officials: 0,
      most: 9,
    } as const;
    expect(fullRankName(full)).toBe('平利县 科员');
    expect(fullRankName({ ...full, sent: true })).toBe('平利县市派 科员');
    expect(plain(onePlaceWords(full))).toBe('多安排 1 户');
    expect(plain(onePlaceWords({ ...full, households: 3, officials: 12 }))).toBe(
      '其中 3 人多安排 1 户，多 1 名干部有户',
    );
  });

  it('names a pair that stands in the way, and what is better without it', () => {
    const pair = {
      id: '1',
      kind: 'BAN',
      head: '王强',
      village: '丰坝村委会',
      cadre: '李芳',
      unit: null,
      officials: 0,
      households: 1,
      sooner: false,
      kept: -1,
    } as const;
    expect(liftingWords(pair)).toBe('不禁止李芳和王强户（丰坝村）');
    expect(plain(gainWords(pair))).toBe('多安排 1 户，要多换 1 户');
    const hidden = { ...pair, kind: 'PIN', cadre: null, head: null, village: null } as const;
    expect(liftingWords(hidden)).toBe('不固定不归你看的干部和不归你看的一户');
    expect(plain(gainWords({ ...pair, officials: 1, households: -1, kept: 0 }))).toBe(
      '多 1 名干部有户，少安排 1 户',
    );
    expect(plain(gainWords({ ...pair, households: 0, sooner: true, kept: 2 }))).toBe(
      '先轮到更急的一户，少换 2 户',
    );
  });
});
