import { expect, it } from 'vitest';
import { isNew } from './own-friends.ts';

it.each([
  ['today', 'RESPONSIBLE', '2026-11-22', true],
  ['thirty days ago', 'RESPONSIBLE', '2026-10-23', true],
  ['a day longer', 'RESPONSIBLE', '2026-10-22', false],
  ['kept after the duty went', 'RETAINED', '2026-11-22', false],
])('a friend since %s (%s)', (_since, kind, from, fresh) => {
  expect(isNew({ kind, from }, '2026-11-22')).toBe(fresh);
});
