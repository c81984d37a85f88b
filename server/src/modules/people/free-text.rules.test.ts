import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberMasks, withNumbersOf, withoutNumbers } from './free-text.rules.ts';

describe('numbers in sentences (R32)', () => {
  it.each([
    ['儿子 13991234567 在西安', '儿子 139 **** 4567 在西安'],
    ['儿子电话139-9123-4567', '儿子电话139 **** 4567'],
    ['儿子 139 9123 4567', '儿子 139 **** 4567'],
    ['+86 13991234567', '139 **** 4567'],
    ['打１３９９１２３４５６７', '打139 **** 4567'],
    ['家里 0915-3212345', '家里 **** 2345'],
    ['证 612401196503121417', '证 612401 ******** 1417'],
    ['证 61240119650312141x，残疾', '证 612401 ******** 141X，残疾'],
    ['残疾证 61240119650312141743', '残疾证 612401 ******** 1417'],
    ['残疾证 6124011965031214174311', '残疾证 612401 ******** 1417'],
    ['一卡通 6217 0012 3456 7890 123', '一卡通 **** 0123'],
    ['一卡通 6217001234567890123', '一卡通 **** 0123'],
    ['2020-03-15 13991234567', '2020-03-15 139 **** 4567'],
    ['13991234567、13891234568', '139 **** 4567、138 **** 4568'],
  ])('%s', (text, shown) => expect(withoutNumbers(text)).toBe(shown));

  it.each([
    '2020 年脱贫，人均收入 12,345 元',
    '补贴 20000000 元',
    '2026-03-31 前搬到 3 组 102 号',
    '农户 610926103201 村',
    '139 **** 4567',
    'A13991234567',
    '',
  ])('left as it is: %s', (text) => expect(withoutNumbers(text)).toBe(text));

  it('masking twice is masking once, and nothing of a phone is left', () => {
    const phone = fc.stringMatching(/^1[3-9]\d{9}$/);
    const words = fc.stringMatching(/^[一-鿿，。 ]{0,8}$/);
    fc.assert(
      fc.property(words, phone, words, phone, (before, one, between, other) => {
        const shown = withoutNumbers(`${before}${one}，${between}${other}`);
        expect(withoutNumbers(shown)).toBe(shown);
        expect(shown).not.toContain(one);
        expect(shown).not.toContain(other);
      }),
    );
  });

  it('says which', () => expect(numberMasks('找 13991234567')).toEqual(['139 **** 4567']));
});

describe('a masked sentence that was changed', () => {
  const full = '儿子 13991234567，女儿 13891234568';
  it.each([
    ['left alone', '儿子 139 **** 4567，女儿 138 **** 4568', full],
    [
      'words around it',
      '大儿子 139 **** 4567 在家；女儿 138 **** 4568',
      '大儿子 13991234567 在家；女儿 13891234568',
    ],
    ['one taken out', '女儿 138 **** 4568', '女儿 13891234568'],
    ['one typed anew', '儿子 15091234569，女儿 138 **** 4568', '儿子 15091234569，女儿 13891234568'],
    ['all taken out', '搬走了', '搬走了'],
  ])('%s', (_what, typed, meant) => expect(withNumbersOf(full, typed)).toBe(meant));

  it('gives two of one mask back in their order', () =>
    expect(withNumbersOf('13911114567 13922224567', '139 **** 4567 139 **** 4567')).toBe(
      '13911114567 13922224567',
    ));
});
