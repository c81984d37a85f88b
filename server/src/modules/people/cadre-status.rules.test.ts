import { describe, expect, it } from 'vitest';
import { CADRE_STATUSES, hasStopped, statusFault } from './cadre-status.rules.ts';

describe('a change of status', () => {
  it.each([
    ['ACTIVE', 'ILL', null],
    ['ACTIVE', 'ACTIVE', null],
    ['RETIRED', 'ACTIVE', null],
    ['SECONDED', 'RETIRED', null],
    ['SECONDED', 'SECONDED', null],
    ['ACTIVE', 'SECONDED', '借调请在「借调」里办，要选借到哪个单位'],
    ['SECONDED', 'ACTIVE', '还在借调中。先记下借调结束，再改状态'],
    ['SECONDED', 'ILL', '还在借调中。先记下借调结束，再改状态'],
    ['DECEASED', 'ACTIVE', '已经记过去世，不能再改'],
    ['DECEASED', 'DECEASED', '已经记过去世，不能再改'],
  ] as const)('%s → %s: %s', (now, next, fault) => expect(statusFault(now, next)).toBe(fault));

  it('tells who works no longer', () =>
    expect(CADRE_STATUSES.filter(hasStopped)).toEqual(['RETIRED', 'LEFT', 'DECEASED']));
});
