import { describe, expect, it } from 'vitest';
import { readDigest, sayChanged } from './digest.rules.ts';

const seen = { at: 1000, lines: 3, hash: 'aa' };
const SAME_NUMBER = '你看过以后名单变了：对数没变，有的姓名、时间或责任改了。现在是新的名单，看过再签';

describe('what changed between the look and the signature (R5)', () => {
  it.each([
    ['nothing', { lines: 3, hash: 'aa' }, 0, null],
    ['one came', { lines: 4, hash: 'bb' }, 1, '你看过以后名单变了：多了 1 对。现在是新的名单，看过再签'],
    ['two went', { lines: 1, hash: 'bb' }, 0, '你看过以后名单变了：少了 2 对。现在是新的名单，看过再签'],
    [
      'one for another',
      { lines: 3, hash: 'bb' },
      1,
      '你看过以后名单变了：多了 1 对，少了 1 对。现在是新的名单，看过再签',
    ],
    [
      'one stands again',
      { lines: 4, hash: 'bb' },
      0,
      '你看过以后名单变了：多了 1 对。现在是新的名单，看过再签',
    ],
    ['a name', { lines: 3, hash: 'bb' }, 0, SAME_NUMBER],
  ])('%s', (_, now, made, said) => {
    expect(sayChanged(seen, { at: 2000, ...now }, made)).toBe(said);
  });

  it('is read as it is written, and nothing else is', () => {
    expect(readDigest('1000.3.aa')).toEqual(seen);
    expect(['', '3.aa', '1000.3.', '1000.3.xyz', '1000.-3.aa'].map(readDigest)).toEqual(Array(5).fill(null));
  });
});
