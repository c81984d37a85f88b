import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { birthDateOf, checkSign, identityFault, normalIdentity, sexOf } from './identity-number.rules.ts';

const TODAY = '2026-11-22';
const numbered = (first17: string) => first17 + checkSign(first17);

describe('an identity number', () => {
  it.each([
    ['11010519491231002X', null],
    ['440524188001010014', 'BIRTH_DATE'],
    ['110105194912310021', 'CHECKSUM'],
    ['110105490231002', 'LENGTH'],
    ['11010519491231', 'LENGTH'],
    ['11010519491231002X1', 'SIGNS'],
    ['1101051949123100211', 'LENGTH'],
    ['11010519490231002X', 'BIRTH_DATE'],
    [numbered('11010520270101002'), 'BIRTH_DATE'],
    ['1101051949123100ZX', 'SIGNS'],
  ])('%s → %s', (number, code) => expect(identityFault(number, TODAY)?.code ?? null).toBe(code));

  it('names a day that there is not', () =>
    expect(identityFault('610926200102310011', TODAY)?.message).toBe(
      '出生日期 2001-02-31 不存在，请对照身份证',
    ));

  it('is kept without spaces, half-width, with a capital X', () =>
    expect(normalIdentity(' １１0105 19491231 002x')).toBe('11010519491231002X'));

  it('tells birth date and sex', () => {
    expect(birthDateOf('11010519491231002X')).toBe('1949-12-31');
    expect([sexOf('11010519491231002X'), sexOf('11010519491231003X')]).toEqual(['F', 'M']);
  });

  it('notices every single wrong digit and every swap of neighbours', () => {
    const digit = fc.integer({ min: 0, max: 9 });
    const serial = fc.integer({ min: 0, max: 999 });
    fc.assert(
      fc.property(serial, fc.integer({ min: 14, max: 16 }), digit, (order, at, other) => {
        const number = numbered(`61092619650312${String(order).padStart(3, '0')}`);
        const wrong = number.slice(0, at) + String(other) + number.slice(at + 1);
        expect(identityFault(wrong, TODAY) === null).toBe(wrong === number);
        const swapped = number.slice(0, at - 1) + number[at] + number[at - 1] + number.slice(at + 1);
        if (at > 14) expect(identityFault(swapped, TODAY) === null).toBe(swapped === number);
      }),
    );
  });
});
