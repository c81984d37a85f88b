import { describe, expect, it } from 'vitest';
import { deed, outcomeWords, plannedWords } from './run-words.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const run = {
  kind: 'ASSIGN' as const,
  state: 'READY' as const,
  found: 2310,
  total: 1234,
  done: 0,
  refused: 0,
  waiverReason: null,
  reason: null,
};

describe('what a job over everything says', () => {
  it('says before what it will do, with its numbers', () => {
    expect(plain(plannedWords(run))).toBe('算好了：这 2,310 条能结成 1,234 对，没有干部会超名额。');
    expect(plain(deed(run, 1234))).toBe('照建议结成 1,234 对');
    expect(plannedWords({ ...run, total: 0 })).toBe('这里没有有把握的：近处没有名额，或没有空白户。');
    const waive = { ...run, kind: 'WAIVE' as const, waiverReason: 'LONG_ILL' as const, total: 1260 };
    expect(plain(plannedWords(waive))).toBe('算好了：1,260 人没有朋友，原因都写「长期病假」。');
    expect(plain(deed(waive, 3))).toBe('给 3 人说明原因');
  });

  it('says after what became of it, and what is left', () => {
    const done = { ...run, state: 'DONE' as const, done: 1232, refused: 2 };
    expect(plain(outcomeWords(done))).toBe('办完了：1,232 对，2 对情况变了没办。');
    const stopped = { ...run, state: 'STOPPED' as const, done: 400 };
    expect(plain(outcomeWords(stopped))).toBe('办了 400 对，还有 834 对没办。');
  });
});
