import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSign } from '../../people/index.ts';
import { readIdentity } from './identity.ts';
import { readDate, readHouseholdNumber, readPhone, readSize } from './scalars.ts';
import { likeness, normalName } from './text.ts';

const TODAY = '2026-11-22';
const text = (value: string) => ({ kind: 'TEXT', text: value });
const identity = (value: string, kind = 'TEXT') => readIdentity({ kind, text: value }, TODAY);
const saysOrValue = (read: { value?: unknown; fault?: { message: string } }) =>
  read.fault?.message ?? read.value;

describe('identity numbers', () => {
  it.each([
    ['610999198009246666', '610999198009246666'],
    [' 61099919840121938x', '61099919840121938X'],
    ['６１０９９９１９８００９２４６６６６', '610999198009246666'],
    ['610999 19800924 6666', '610999198009246666'],
    ['61099919800924666644', '610999198009246666'],
    ['61099919800924666644B1', '610999198009246666'],
    ['610999198009246667', '最后一位校验不对，请对照身份证'],
    ['610926198302310032', '出生日期 1983-02-31 不存在，请对照身份证'],
    ['610926203002010032', '出生日期 2030-02-01 还没到，请对照身份证'],
    ['610926170002010032', '出生日期 1700-02-01 太早，请对照身份证'],
    ['61099919800924666', '只有 17 位，少了 1 位'],
    ['6109991980092466666', '有 19 位，多了 1 位'],
    ['610999800924666', '这是 15 位的旧号，请填 18 位'],
    ['61099919800924666Q', '证件号只能有数字，末位可以是 X'],
  ])('%s', (raw, expected) => {
    expect(saysOrValue(identity(raw))).toBe(expected);
  });

  it.each(['610999199508075300', '6.10999E+17', '6.10999199508075E+17'])(
    '%s stored as a number has lost its end',
    (raw) => {
      expect(saysOrValue(identity(raw, 'NUMBER'))).toBe('存成了数字，末 3 位已丢，请设成文本重填');
    },
  );

  it('says that a disability certificate was cut to its first 18', () => {
    expect(identity('61099919800924666644')).toMatchObject({ note: '填的是残疾人证号，取前 18 位' });
  });

  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true });
  const numbers = fc
    .tuple(fc.integer({ min: 100000, max: 999999 }), day, fc.integer({ min: 0, max: 999 }))
    .map(
      ([area, date, serial]) =>
        `${area}${date.toISOString().slice(0, 10).replaceAll('-', '')}${String(serial).padStart(3, '0')}`,
    )
    .map((body) => body + checkSign(body));

  it('takes every number with a real birthday and its check sign, whatever the area', () => {
    fc.assert(fc.property(numbers, (number) => identity(number).value === number));
  });

  it('notices every single wrong digit', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 1, max: 9 }),
        (number, at, by) => {
          const wrong = String((Number(number[at]) + by) % 10);
          return identity(number.slice(0, at) + wrong + number.slice(at + 1)).fault !== undefined;
        },
      ),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('TEXT', 'NUMBER'), (raw, kind) => void identity(raw, kind)),
    );
  });
});

describe('phones', () => {
  it.each([
    ['140 1024 8842', '14010248842'],
    ['１４０３６３３９８６５', '14036339865'],
    ['+86 138-0013-8000', '13800138000'],
    ['0915-8421234', '09158421234'],
    ['8421234', '8421234'],
    ['1408944835', '少 1 位'],
    ['1403334', '少 4 位'],
    ['140894483511', '多 1 位'],
    ['13800138000/13900139000', '一格填了两个号，请只留一个'],
    ['没有电话', '电话里有不是数字的字'],
  ])('%s', (raw, expected) => {
    expect(saysOrValue(readPhone(raw))).toBe(expected);
  });
});

describe('sizes, household numbers, dates, names', () => {
  it.each([
    ['4', 4],
    ['４', 4],
    ['4人', 4],
    ['4 口', 4],
    ['4.0', 4],
    ['0', '家庭人口要在 1 到 30 之间'],
    ['三', '要填数字'],
    ['3.5', '要填数字'],
  ])('size %s', (raw, expected) => {
    expect(saysOrValue(readSize(raw))).toBe(expected);
  });

  it.each([
    ['三', '3'],
    ['两', '2'],
    ['十', '10'],
    ['十二人', '12'],
    ['许多', undefined],
  ])('suggests a number for %s', (raw, suggestion) => {
    expect(readSize(raw).fault?.suggestion).toBe(suggestion);
  });

  it('refuses a household number that was stored as a number', () => {
    expect(saysOrValue(readHouseholdNumber({ kind: 'NUMBER', text: '6.10926105201E+17' }))).toMatch(
      /末 3 位已丢/,
    );
    expect(saysOrValue(readHouseholdNumber(text('610926105201000000')))).toBe('610926105201000000');
  });

  it.each([
    ['2018年3月5日', '2018-03-05'],
    ['2018.3.5', '2018-03-05'],
    ['20180305', '2018-03-05'],
    ['2018-02-31', '2 月 31 日不存在'],
    ['去年', '日期写成 2026-03-31 这样'],
  ])('date %s', (raw, expected) => {
    expect(saysOrValue(readDate(text(raw), false))).toBe(expected);
  });

  it("counts a spreadsheet's days from its own year", () => {
    expect(readDate({ kind: 'NUMBER', text: '43164' }, false).value).toBe('2018-03-05');
    expect(readDate({ kind: 'NUMBER', text: '41702' }, true).value).toBe('2018-03-05');
  });

  it('closes the gaps in names and keeps rare characters', () => {
    expect(normalName('宋 才')).toBe('宋才');
    expect(normalName('彭丽敏\u3000')).toBe('彭丽敏');
    expect(normalName('阿依•古丽')).toBe('阿依·古丽');
    expect(normalName('\uFA0E\u9F92')).toBe('\uFA0E\u9F92');
  });

  it('likeness is symmetric and 1 only for the same', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(likeness(a, b)).toBeCloseTo(likeness(b, a));
        expect(likeness(a, b) === 1).toBe(a === b);
      }),
    );
  });
});
