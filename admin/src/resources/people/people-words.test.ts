import { expect, it } from 'vitest';
import { actionWord, ageOn, fieldWord, valueWord } from './people-words.ts';

it.each([
  ['1965-03-12', '2026-03-11', 60],
  ['1965-03-12', '2026-03-12', 61],
])('somebody born on %s is on %s %i', (birth, day, age) => expect(ageOn(birth, day)).toBe(age));

it('says recorded codes in words, and leaves identifiers out', () => {
  expect([actionWord('household.move'), actionWord('x.y')]).toEqual(['迁了村', '改动']);
  expect([fieldWord('size'), fieldWord('memberId')]).toEqual(['人口', undefined]);
  expect([valueWord(null), valueWord('RETIRED'), valueWord('3')]).toEqual(['空', '已退休', '3']);
});

it('has words for whom the city sends to a county and takes back', () => {
  const acts = ['Cadre.send', 'Cadre.takeBack', 'Place.sendCadres', 'Place.takeBackCadres'];
  const words = acts.map((act) => actionWord(`municipal${act}`));
  expect(words).not.toContain('改动');
  expect(new Set(words).size).toBe(acts.length);
  expect([fieldWord('cadres'), fieldWord('county'), fieldWord('countyId')]).toEqual([
    '几名干部',
    '县',
    undefined,
  ]);
});

it('has words for every step in which households part and join', () => {
  const steps = ['split', 'splitOff', 'merge', 'mergeInto', 'undoSplit', 'undoMerge'];
  const words = steps.map((step) => actionWord(`household.${step}`));
  expect(words).not.toContain('改动');
  expect(new Set(words).size).toBe(steps.length);
  expect([fieldWord('moved'), fieldWord('otherId'), fieldWord('memberIds')]).toEqual([
    '换了户的人数',
    undefined,
    undefined,
  ]);
});
