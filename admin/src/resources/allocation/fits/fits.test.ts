import { describe, expect, it } from 'vitest';
import { fitFaults, fitsDifference } from './fits.ts';

const ILL = { field: 'HEALTH', cause: 'ILLNESS', why: '因病 ↔ 卫健' };
const SCHOOL = { field: 'EDUCATION', cause: 'SCHOOLING', why: '因学 ↔ 教育' };
const causeOf = (code: string) => ({ ILLNESS: '因病', SCHOOLING: '因学' })[code] ?? code;

describe('what differs between two tables of fields and causes', () => {
  it.each([
    ['nothing, in another order', [ILL, SCHOOL], [SCHOOL, ILL], []],
    ['a line gone', [ILL, SCHOOL], [ILL], ['去掉 教育 对 因学']],
    ['a line more', [ILL], [ILL, SCHOOL], ['加上 教育 对 因学']],
    ['another cause', [ILL], [{ ...ILL, cause: 'OLD' }], ['去掉 卫生健康 对 因病', '加上 卫生健康 对 OLD']],
    ['another reason', [ILL], [{ ...ILL, why: '看病' }], ['卫生健康 对 因病：理由改成「看病」']],
  ])('%s', (_what, before, after, says) => expect(fitsDifference(before, after, causeOf)).toEqual(says));
});

it('names the lines that are wrong, and which side', () =>
  expect(
    fitFaults([
      ILL,
      { ...SCHOOL, field: '' },
      { ...SCHOOL, cause: '' },
      { ...SCHOOL, why: ' ' },
      { ...ILL, why: '又一行' },
      { ...SCHOOL, cause: 'ILLNESS' },
    ]),
  ).toEqual({
    1: { on: 'field', says: '选专长' },
    2: { on: 'cause', says: '选主因' },
    3: { on: 'why', says: '写一句为什么，分配时照着念' },
    4: { on: 'cause', says: '和第 1 行一样，留一行' },
  }));
