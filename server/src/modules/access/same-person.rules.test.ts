import { describe, expect, it } from 'vitest';
import { samePerson, type Holder } from './same-person.rules.ts';

describe('whether two accounts are one person’s', () => {
  const holder = (accountId: string, name: string, ...cadreIds: string[]): Holder => ({
    accountId,
    name,
    cadreIds,
  });
  it.each([
    [holder('a', '陈晓雯'), holder('a', '陈晓雯'), true],
    [holder('a', '陈晓雯', 'c1'), holder('b', '县办', 'c1'), true],
    [holder('a', '陈晓雯', 'c1', 'c2'), holder('b', '县办', 'c2'), true],
    [holder('a', '陈晓雯'), holder('b', '陈 晓雯'), true],
    [holder('a', '陈晓雯', 'c1'), holder('b', '罗世兰', 'c2'), false],
    [holder('a', '陈晓雯'), holder('b', '罗世兰'), false],
  ])('%o and %o: %s', (one, other, same) => {
    expect(samePerson(one, other)).toBe(same);
    expect(samePerson(other, one)).toBe(same);
  });
});
