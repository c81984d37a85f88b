import { describe, expect, it } from 'vitest';
import { weigh, type EntryWeight } from './dictionary.rules.ts';

const hard: EntryWeight = { registered: true, weight: 45 };
const none: EntryWeight = { registered: false, weight: null };
const cause = (weight: number): EntryWeight => ({ registered: null, weight });

describe('what an entry weighs', () => {
  it.each<[string, string, Partial<EntryWeight>, EntryWeight | null, EntryWeight | 'refused']>([
    ['a new status', 'POVERTY_STATUS', {}, null, none],
    [
      'a new status that counts',
      'POVERTY_STATUS',
      { registered: true, weight: 0 },
      null,
      { registered: true, weight: 0 },
    ],
    ['a new status that counts, without a weight', 'POVERTY_STATUS', { registered: true }, null, 'refused'],
    [
      'the hardest',
      'POVERTY_STATUS',
      { registered: true, weight: 50 },
      null,
      { registered: true, weight: 50 },
    ],
    ['harder than that', 'POVERTY_STATUS', { registered: true, weight: 51 }, null, 'refused'],
    ['less than nothing', 'POVERTY_STATUS', { weight: -1 }, hard, 'refused'],
    ['not a whole number', 'POVERTY_STATUS', { weight: 1.5 }, hard, 'refused'],
    ['nothing given', 'POVERTY_STATUS', {}, hard, hard],
    ['another weight', 'POVERTY_STATUS', { weight: 20 }, hard, { registered: true, weight: 20 }],
    ['counts no longer', 'POVERTY_STATUS', { registered: false, weight: 20 }, hard, none],
    [
      'counts from now on',
      'POVERTY_STATUS',
      { registered: true, weight: 20 },
      none,
      { registered: true, weight: 20 },
    ],
    ['a new cause', 'POVERTY_CAUSE', {}, null, cause(5)],
    ['a cause of no weight', 'POVERTY_CAUSE', { weight: 0 }, null, cause(0)],
    ['the weightiest cause', 'POVERTY_CAUSE', { weight: 15, registered: true }, null, cause(15)],
    ['weightier than that', 'POVERTY_CAUSE', { weight: 16 }, cause(5), 'refused'],
    ['a relation', 'RELATION', { registered: true, weight: 9 }, null, { registered: null, weight: null }],
  ])('%s: %s %o of %o → %o', (_what, dictionary, given, before, expected) => {
    const weighed = weigh(dictionary, given, before);
    if (expected === 'refused') expect(weighed).toContain('权重填 0 到');
    else expect(weighed).toEqual(expected);
  });
});
