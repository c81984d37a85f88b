import { describe, expect, it } from 'vitest';
import { identityMask, nameMask, normalPhone, phoneFault, phoneMask } from './masks.ts';

describe('masks', () => {
  it.each([
    [identityMask('610926196503121417'), '610926 ******** 1417'],
    [identityMask('61092619650312141X'), '610926 ******** 141X'],
    [phoneMask('15212346033'), '152 **** 6033'],
    [phoneMask('09158422218'), '**** 2218'],
    [nameMask('柯昌富'), '柯*富'],
    [nameMask('余静'), '余*'],
    [nameMask('欧阳春梅'), '欧**梅'],
  ])('%s', (masked, expected) => expect(masked).toBe(expected));
});

describe('a phone', () => {
  it.each([
    ['１52 1234-6033', '15212346033', null],
    ['+86 152 1234 6033', '15212346033', null],
    ['(0915) 8422218', '09158422218', null],
    ['1521234603', '1521234603', '手机号要 11 位，这里少了 1 位'],
    ['152123460333', '152123460333', '手机号要 11 位，这里多了 1 位'],
    ['8422218', '8422218', null],
    ['01221', '01221', '电话填手机号，或带区号的座机号'],
    ['没有', '没有', '电话只能有数字'],
  ])('%s → %s, %s', (typed, stored, fault) => {
    expect(normalPhone(typed)).toBe(stored);
    expect(phoneFault(stored)).toBe(fault);
  });
});
