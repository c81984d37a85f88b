import { expect, it } from 'vitest';
import { briefLines, handedLately, type BriefHousehold, type HandedOver } from './brief.ts';

const TODAY = '2026-03-31';
const handed = { kind: 'RESPONSIBLE', source: 'HANDOVER', from: '2026-03-01', to: null };

it.each([
  ['thirty days ago', handed, true],
  ['before that', { ...handed, from: '2026-02-28' }, false],
  ['and passed on since', { ...handed, to: '2026-03-20' }, false],
  ['by an allocation', { ...handed, source: 'ALLOCATION' }, false],
  ['and it is the old friend who was kept', { ...handed, kind: 'RETAINED' }, false],
])('tells whether a household was handed over lately: %s', (_, friendship, lately) => {
  expect(handedLately(friendship, TODAY)).toBe(lately);
});

const cadre = (id: string) => ({ id, name: `干部${id}`, unit: { id: 'u', name: '平利县水利局' } });
const friend = (kind: 'RESPONSIBLE' | 'RETAINED', id: string, from: string, to: string | null) => ({
  id: `${kind}${id}`,
  kind,
  from,
  to,
  cadre: cadre(id),
});
const household = (friends: BriefHousehold['friends']): BriefHousehold => ({
  id: 'h',
  headName: '李家全',
  villageGroup: null,
  size: 4,
  causeLabel: null,
  village: null,
  friends,
});
const pairing = {
  from: '2026-03-01',
  household: { id: 'h' },
} as HandedOver;

it('names who was responsible until the day, not an earlier friend, and whether they are kept', () => {
  const earlier = friend('RESPONSIBLE', '1', '2018-04-01', '2024-01-01');
  const former = friend('RESPONSIBLE', '2', '2024-01-01', '2026-03-01');
  const own = friend('RESPONSIBLE', '3', '2026-03-01', null);
  const kept = (id: string) => friend('RETAINED', id, '2026-03-01', null);
  const formerOf = (...friends: BriefHousehold['friends']) =>
    briefLines([pairing], [household(friends)])[0]?.former;
  const told = { name: '干部2', unit: '平利县水利局', since: '2024-01-01' };
  expect(formerOf(own, earlier, former)).toEqual({ ...told, retained: false });
  expect(formerOf(own, kept('2'), earlier, former)).toEqual({ ...told, retained: true });
  expect(formerOf(own, kept('1'), earlier, former)).toEqual({ ...told, retained: false });
  expect(formerOf(own, earlier)).toBeNull();
});

it('passes over a household that is nobody’s to see', () => {
  expect(briefLines([pairing], [])).toEqual([]);
});
