import { describe, expect, it } from 'vitest';
import { aboutHome, displacedBy, mergeMeans, splitMeans, type FriendFact } from './lineage-words.ts';

const friend = (name: string, kind: 'RESPONSIBLE' | 'RETAINED' = 'RESPONSIBLE', to: string | null = null) =>
  ({ kind, to, cadre: { id: name, name } }) satisfies FriendFact;
const home = (headName: string, friends: readonly FriendFact[] = []) =>
  ({
    headName,
    number: 'H1',
    size: 3,
    eligible: true,
    friends,
    members: [{ head: true, identityMask: '6109…1415' }],
  }) as const;
/** What is said without the spaces that don’t break. */
const plain = (lines: readonly string[]) => lines.map((line) => line.replaceAll('\u00a0', ' '));

describe('what a split means (R7)', () => {
  it('is that number and friend stay with the head, and the others begin without', () => {
    const lines = plain(splitMeans(home('邹道全', [friend('李建国')]), 1, '邹小军'));
    expect(lines.slice(0, 2)).toEqual([
      '邹道全户还有 2 人，户编号、结对、备注都不动。',
      '邹小军户 1 人，还在原来的村，还没有干部，从待安排开始。',
    ]);
  });

  it('leaves relations to the new head to be mended, where there are any', () => {
    expect(splitMeans(home('邹道全'), 1, '邹小军').join('')).not.toContain('关系');
    expect(splitMeans(home('邹道全'), 2, '邹小军')).toContain('他们和邹小军的关系，分好后逐人改。');
    const family = { ...home('储召云'), members: [{ head: true }, { head: false }] };
    expect(mergeMeans(home('邹道全'), family, true)).toContain('别的人和邹道全的关系，并好后逐人改。');
    const mourned = { ...family, members: [{ head: true }, { head: false, diedOn: '2020-01-01' }] };
    expect(mergeMeans(home('邹道全'), mourned, true).join('')).not.toContain('关系');
  });

  it('promises nothing that is not there', () => {
    const bare = { ...home('邹道全', [friend('李建国', 'RESPONSIBLE', '2025-01-01')]), number: null };
    expect(splitMeans(bare, 0)[0]).toContain('，备注都不动');
    expect(splitMeans({ ...bare, eligible: false }, 1, '邹小军')[1]).toContain('不计入空白');
  });
});

describe('what a merge means (R7)', () => {
  const [mine, theirs, kept] = [friend('李建国'), friend('张立新'), friend('余春梅', 'RETAINED')];

  it('is that the friend of the number that stays remains, and the other one stays a friend or not', () => {
    const [stays, ends] = [home('邹道全', [mine]), home('储召云', [theirs, kept])];
    expect(displacedBy(stays, ends)).toEqual([theirs]);
    const asked = plain(mergeMeans(stays, ends, true));
    expect(asked[0]).toBe('储召云户的 3 人都到邹道全户，储召云户到今天为止，记录都还在。');
    expect(asked.slice(1, 4)).toEqual([
      '李建国接着负责。',
      '张立新不再负责，仍做朋友。',
      '余春梅和以前一样，仍做朋友。',
    ]);
    expect(mergeMeans(stays, ends, false)).toContain('张立新的结对到今天为止。');
  });

  it('is that the other’s friend goes on where there is none, and that nobody is named twice', () => {
    expect(mergeMeans(home('邹道全'), home('储召云', [theirs]), true)[1]).toBe(
      '张立新从今天起负责邹道全户，一天不断。',
    );
    expect(displacedBy(home('邹道全'), home('储召云', [theirs]))).toEqual([]);
    expect(mergeMeans(home('邹道全'), home('储召云'), true)[1]).toContain('仍待安排');
    const both = home('邹道全', [mine, kept]);
    expect(displacedBy(both, home('储召云', [mine]))).toEqual([]);
    expect(mergeMeans(both, home('储召云', [kept]), true).join('')).not.toContain('余春梅');
  });
});

it('tells two households apart by number, size and friend', () => {
  expect(aboutHome(home('邹道全', [friend('李建国')]))).toMatch(
    /^户编号 H1，户主证件 6109…1415，3.人，干部李建国$/,
  );
  expect(aboutHome({ ...home('邹道全'), number: null, members: [] })).toMatch(
    /^没有户编号，3.人，还没有干部$/,
  );
});
