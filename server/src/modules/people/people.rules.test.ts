import { describe, expect, it } from 'vitest';
import { eligible, need, nextHead, type Circumstances, type PovertyWeights } from './people.rules.ts';

const weights: PovertyWeights = {
  statuses: new Map(
    Object.entries({ MONITORED_HARDSHIP: 50, NOT_LIFTED: 45, MONITORED_EDGE: 25, LIFTED: 10, BARELY: 0 }),
  ),
  causes: new Map(Object.entries({ ILLNESS: 15, WATER: 5, NONE_OF_IT: 0 })),
};

const household = (facts: Partial<Circumstances>): Circumstances => ({
  status: 'LIFTED',
  cause: null,
  livingMembers: 3,
  endedOn: null,
  poorVillage: false,
  ...facts,
});

describe('eligible', () => {
  it.each<[string, Partial<Circumstances>, boolean]>([
    ['registered and not lifted', { status: 'NOT_LIFTED' }, true],
    ['lifted out of poverty', { status: 'LIFTED' }, true],
    ['monitored', { status: 'MONITORED_EDGE' }, true],
    ['registered, and not hard off at all', { status: 'BARELY' }, true],
    ['not registered', { status: 'NOT_REGISTERED' }, false],
    ['a status nobody knows', { status: 'constructor' }, false],
    ['nobody lives', { status: 'NOT_LIFTED', livingMembers: 0 }, false],
    ['ended', { status: 'NOT_LIFTED', endedOn: '2026-01-01' }, false],
  ])('%s: %o → %s', (_what, facts, expected) => expect(eligible(weights, household(facts))).toBe(expected));
});

describe('need', () => {
  const harder: [string, Partial<Circumstances>, Partial<Circumstances>][] = [
    ['hardship before lifted', { status: 'MONITORED_HARDSHIP' }, { status: 'LIFTED' }],
    ['not lifted before monitored', { status: 'NOT_LIFTED' }, { status: 'MONITORED_EDGE' }],
    ['a poor village before another', { poorVillage: true }, {}],
    ['illness before lack of water', { cause: 'ILLNESS' }, { cause: 'WATER' }],
    ['a cause before none', { cause: 'WATER' }, {}],
    ['alone before together', { livingMembers: 1 }, {}],
  ];
  it.each(harder)('%s', (_what, first, second) =>
    expect(need(weights, household(first))).toBeGreaterThan(need(weights, household(second))),
  );

  it.each<[Partial<Circumstances>, number]>([
    [{ status: 'NOT_LIFTED' }, 45],
    [{ status: 'NOT_LIFTED', cause: 'WATER' }, 50],
    [{ status: 'NOT_LIFTED', cause: 'NONE_OF_IT' }, 45],
    [{ status: 'NOT_LIFTED', cause: 'A cause nobody knows' }, 45],
    [{ status: 'BARELY', poorVillage: true, livingMembers: 1 }, 35],
    [{ status: 'NOT_REGISTERED', cause: 'ILLNESS', poorVillage: true }, 0],
  ])('%o → %i', (facts, expected) => expect(need(weights, household(facts))).toBe(expected));

  it('spans 0 to 100', () => {
    expect(need(weights, household({ status: 'NOT_REGISTERED', poorVillage: true }))).toBe(0);
    const worst = { status: 'MONITORED_HARDSHIP', cause: 'ILLNESS', poorVillage: true, livingMembers: 1 };
    expect(need(weights, household(worst))).toBe(100);
  });
});

describe('who follows a head', () => {
  const member = (id: string, relation: string, birthDate: string | null = null) => ({
    id,
    relation,
    birthDate,
  });

  it.each([
    ['the spouse first', [member('son', 'SON', '1980-01-01'), member('wife', 'SPOUSE')], 'wife'],
    ['the older of two sons', [member('b', 'SON', '1990-01-01'), member('a', 'SON', '1985-01-01')], 'a'],
    ['a child before somebody else', [member('x', 'OTHER', '1950-01-01'), member('d', 'DAUGHTER')], 'd'],
    ['nobody', [], null],
  ])('%s', (_what, members, id) => expect(nextHead(members)?.id ?? null).toBe(id));
});
