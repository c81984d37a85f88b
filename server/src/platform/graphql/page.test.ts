import { expect, it } from 'vitest';
import { DomainError } from '../errors.ts';
import { offsetOf, offsetUnlessAfter } from './page.ts';

const third = { number: 3, size: 25 };
const behind = { ...third, after: '0193a000-0000-7000-8000-000000000000' };

it('skips the pages before', () => {
  expect([offsetOf(third), offsetUnlessAfter(third)]).toEqual([50, 50]);
});

it('goes on after a row, or says that the list cannot', () => {
  expect(offsetUnlessAfter(behind)).toBe(0);
  expect(() => offsetOf(behind)).toThrow(DomainError);
});
