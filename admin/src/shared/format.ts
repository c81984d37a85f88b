/**
 * Chinese ways of writing dates and numbers. Dates are ISO calendar dates (`2026-03-19`), moments ISO date-times shown in
 * China’s time, whatever the machine’s zone. Spaces between 汉字 and digits do not break.
 */
const NBSP = '\u00a0';
const ZONE = 'Asia/Shanghai';

const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const dayParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const clockParts = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;
const MS_A_DAY = 86_400_000;

/** Today in China as an ISO date. */
export const today = (now: Date = new Date()): string => dayParts.format(now);

const split = (iso: string): [number, number, number] => {
  const [y = 0, m = 1, d = 1] = iso.slice(0, 10).split('-').map(Number);
  return [y, m, d];
};

/** `3 月 19 日`; with the year in front where it is not this year’s. */
export const formatDate = (iso: string | null | undefined, reference: string = today()): string => {
  if (!iso) return '';
  const [y, m, d] = split(iso);
  const short = `${m}${NBSP}月${NBSP}${d}${NBSP}日`;
  return y === split(reference)[0] ? short : `${y}${NBSP}年${NBSP}${short}`;
};

/** `2026 年 3 月 19 日`, always with the year. */
export const formatFullDate = (iso: string | null | undefined): string => {
  if (!iso) return '';
  const [y, m, d] = split(iso);
  return `${y}${NBSP}年${NBSP}${m}${NBSP}月${NBSP}${d}${NBSP}日`;
};

/** `星期四` */
export const formatWeekday = (iso: string): string => {
  const [y, m, d] = split(iso);
  return `星期${WEEKDAYS[new Date(Date.UTC(y, m - 1, d)).getUTCDay()] ?? ''}`;
};

/** `09:38` in China. */
export const formatClock = (moment: string | Date): string => clockParts.format(new Date(moment));

/** `09:38` for today, `3 月 16 日 09:38` for other days. */
export const formatMoment = (moment: string | null | undefined, reference: string = today()): string => {
  if (!moment) return '';
  const day = dayParts.format(new Date(moment));
  return day === reference
    ? formatClock(moment)
    : `${formatDate(day, reference)}${NBSP}${formatClock(moment)}`;
};

/** Whole days from one ISO date to another; negative when past. */
export const daysBetween = (from: string, to: string): number => {
  const [a, b] = [from, to].map((iso) => {
    const [y, m, d] = split(iso);
    return Date.UTC(y, m - 1, d);
  }) as [number, number];
  return Math.round((b - a) / MS_A_DAY);
};

/** `2 年 11 个月`, `3 个月`, `12 天`: how long something has lasted, for people. */
export const formatSpan = (from: string, to: string = today()): string => {
  const [y1, m1, d1] = split(from);
  const [y2, m2, d2] = split(to);
  const months = (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0);
  if (months < 1) return withUnit(Math.max(0, daysBetween(from, to)), '天');
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return [years > 0 ? withUnit(years, '年') : '', rest > 0 ? withUnit(rest, '个月') : '']
    .filter(Boolean)
    .join(NBSP);
};

/** `2,310` */
export const formatNumber = (n: number | null | undefined): string => (n == null ? '' : numbers.format(n));

/** `2,310 行`, the space does not break. */
export const withUnit = (n: number, unit: string): string => `${formatNumber(n)}${NBSP}${unit}`;

/** Keeps a number and its measure word on one line: `2 户` never breaks between the two. */
export const tight = (text: string): string => text.replaceAll(/(\d) (?=\p{Script=Han})/gu, '$1\u00A0');

/** `98.7%` of a share between 0 and 1; never rounds what is not whole to 100% or 0%. */
export const formatPercent = (share: number): string => {
  const rounded = Math.round(share * 1000) / 10;
  if (rounded === 100 && share < 1) return '99.9%';
  if (rounded === 0 && share > 0) return '0.1%';
  return `${rounded === 100 ? '100' : rounded.toFixed(1)}%`;
};

/** The first character of a name, for the round badge. */
export const badgeOf = (name: string): string => [...name.trim()][0] ?? '';
