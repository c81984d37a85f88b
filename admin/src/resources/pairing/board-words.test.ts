import { describe, expect, it } from 'vitest';
import {
  isSure,
  mayTick,
  nameOf,
  placeName,
  sinceOf,
  story,
  suggestionLines,
  whyKeep,
  whyTake,
  type BoardCadre,
  type BoardItem,
} from './board-words.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const cadre = (more: Partial<BoardCadre> = {}): BoardCadre => ({
  id: 'he',
  name: '何秀兰',
  unit: '县卫生健康局',
  rankTitle: '一级科员',
  load: 2,
  quota: 2,
  tie: 'ROSTER',
  from: '2026-03-10',
  closeness: 'SAME_COUNTY',
  cityOwned: false,
  ...more,
});
const item = (more: Partial<BoardItem> = {}): BoardItem => ({
  id: 'h',
  kind: 'GAP',
  name: '谢玉芳',
  place: '龙门村委会 一组',
  town: '八仙镇',
  size: 4,
  status: null,
  cause: null,
  since: '2026-03-10',
  candidates: [],
  suggestion: null,
  ...more,
});

describe('what the board says', () => {
  it('calls a household by its head and a village by its name', () => {
    expect([nameOf(item()), nameOf(item({ kind: 'OFFICIAL', name: '唐小军' }))]).toEqual([
      '谢玉芳户',
      '唐小军',
    ]);
    expect(['龙门村委会 一组', '八仙社区居委会', '龙门村民委员会', '双垭村'].map(placeName)).toEqual([
      '龙门村 一组',
      '八仙社区',
      '龙门村',
      '双垭村',
    ]);
  });

  it('says since when, and today as today', () => {
    expect(plain(sinceOf('2026-03-01', '2026-03-10'))).toBe('9 天');
    expect(sinceOf('2026-03-10', '2026-03-10')).toBe('今天');
    expect(plain(story('2026-03-01', '2026-03-10', '没有责任干部'))).toBe(
      '从 3 月 1 日起没有责任干部，已经 9 天。',
    );
    expect(story('2026-03-10', '2026-03-10', '没有责任干部')).toBe('今天起没有责任干部。');
  });

  it.each<[string, BoardCadre, BoardCadre, string]>([
    ['the duty', cadre({ tie: 'DUTY', from: '2023-04-02' }), cadre(), '帮扶责任人，结对 2 年 11 个月'],
    ['the friendship', cadre({ tie: 'PAIRING', from: '2025-03-10' }), cadre(), '已经结对 1 年'],
    ['who is nearer', cadre({ closeness: 'SAME_TOWN' }), cadre(), '同镇；另一名离得远'],
    ['who has fewer', cadre({ load: 0 }), cadre({ load: 2 }), '都是花名册报的，名下户少（0 户）'],
    [
      'the city',
      cadre({ cityOwned: true, load: null, quota: null }),
      cadre(),
      '归市办统一安排，县里不能换下',
    ],
  ])('gives %s as the reason to keep one', (_, first, other, words) => {
    expect(plain(whyKeep(first, [other], '2026-03-10'))).toBe(words);
  });

  it('says how near and how many places, or that there is nobody', () => {
    const suggestion = {
      householdId: 'h',
      headName: '谢玉芳',
      village: '龙门村委会',
      free: 2,
      cadre: cadre({ closeness: 'SAME_TOWN' }),
    };
    expect(whyTake(suggestion)).toBe('同镇，名额剩 2');
    expect(suggestionLines(item({ suggestion }), '2026-03-10').who).toBe('何秀兰');
    expect(suggestionLines(item({ suggestion, kind: 'OFFICIAL' }), '2026-03-10').who).toBe('龙门村谢玉芳户');
    expect(suggestionLines(item(), '2026-03-10').who).toBe('近处没有名额');
    expect([
      isSure(item({ suggestion })),
      isSure(item()),
      isSure(item({ suggestion, kind: 'DUPLICATE' })),
    ]).toEqual([true, false, false]);
    const official = item({ kind: 'OFFICIAL' });
    expect([mayTick(item({ suggestion }), false), mayTick(official, true)]).toEqual([true, true]);
    expect([mayTick(official, false), mayTick(item(), true)]).toEqual([false, false]);
  });
});
