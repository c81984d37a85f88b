import { describe, expect, it } from 'vitest';
import {
  badgeOf,
  daysBetween,
  formatDate,
  formatMoment,
  formatPercent,
  formatSpan,
  formatWeekday,
  today,
  withUnit,
} from './format.ts';
import { lunarDate } from './lunar.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('dates', () => {
  it('writes month and day with spaces that do not break, the year only when it is another', () => {
    expect(formatDate('2026-03-09', '2026-11-22')).toBe('3\u00a0月\u00a09\u00a0日');
    expect(plain(formatDate('2025-12-31', '2026-11-22'))).toBe('2025 年 12 月 31 日');
    expect(formatDate(null)).toBe('');
  });
  it('lives in China, wherever the machine stands', () => {
    expect(today(new Date('2026-03-18T16:30:00Z'))).toBe('2026-03-19');
    expect(formatMoment('2026-03-19T01:38:00Z', '2026-03-19')).toBe('09:38');
    expect(plain(formatMoment('2026-03-15T17:05:00Z', '2026-03-19'))).toBe('3 月 16 日 01:05');
  });
  it('names the weekday and the lunar day', () => {
    expect(formatWeekday('2026-03-19')).toBe('星期四');
    expect(lunarDate('2026-03-19')).toEqual({ lunar: '农历二月初一' });
    expect(lunarDate('2026-03-20').term).toBe('春分');
  });
  it('counts days over a leap day and says how long something lasted', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-04-02', '2026-03-31')).toBe(-2);
    expect(plain(formatSpan('2023-04-02', '2026-03-19'))).toBe('2 年 11 个月');
    expect(plain(formatSpan('2026-03-10', '2026-03-19'))).toBe('9 天');
    expect(plain(formatSpan('2026-01-20', '2026-03-19'))).toBe('1 个月');
    expect(plain(formatSpan('2026-01-20', '2026-03-20'))).toBe('2 个月');
  });
});

describe('numbers', () => {
  it('separates thousands and binds the unit', () => expect(withUnit(2310, '行')).toBe('2,310\u00a0行'));
  it('never calls what is not whole 100%, nor what is there 0%', () => {
    expect(formatPercent(1)).toBe('100%');
    expect(formatPercent(0.99996)).toBe('99.9%');
    expect(formatPercent(0.00001)).toBe('0.1%');
    expect(formatPercent(0.9868)).toBe('98.7%');
  });
  it('takes a whole character for the badge', () => expect(badgeOf(' 𠮷野')).toBe('𠮷'));
});
