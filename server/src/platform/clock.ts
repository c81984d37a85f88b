/** The programme runs on the calendar of Ankang; dates are `YYYY-MM-DD` there, whatever the machine's zone. */
export const PROGRAMME_TIME_ZONE = 'Asia/Shanghai';

export interface Clock {
  now(): Date;
  /** Today in Ankang, `YYYY-MM-DD`. */
  today(): string;
}

const dateInAnkang = new Intl.DateTimeFormat('sv-SE', { timeZone: PROGRAMME_TIME_ZONE });

export const calendarDate = (instant: Date): string => dateInAnkang.format(instant);

/** A day in words: `2026 年 11 月 22 日`. */
export function sayFullDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year} 年 ${month} 月 ${date} 日`;
}

const MINUTE_MS = 60_000;
let minute = { number: 0, date: '' };

/** As {@link calendarDate}, formatted once a minute: every request asks, and a day begins on a minute. */
function dateOfMinute(instant: number): string {
  const number = Math.floor(instant / MINUTE_MS);
  if (number !== minute.number) minute = { number, date: calendarDate(new Date(instant)) };
  return minute.date;
}

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => dateOfMinute(Date.now()),
};

/** A clock that stands still, for tests and replays. */
export const fixedClock = (instant: Date): Clock => ({
  now: () => instant,
  today: () => calendarDate(instant),
});
