/** The programme runs on the calendar of Ankang; dates are `YYYY-MM-DD` there, whatever the machine's zone. */
export const PROGRAMME_TIME_ZONE = 'Asia/Shanghai';

export interface Clock {
  now(): Date;
  /** Today in Ankang, `YYYY-MM-DD`. */
  today(): string;
}

const dateInAnkang = new Intl.DateTimeFormat('sv-SE', { timeZone: PROGRAMME_TIME_ZONE });

export const calendarDate = (instant: Date): string => dateInAnkang.format(instant);

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => calendarDate(new Date()),
};

/** A clock that stands still, for tests and replays. */
export const fixedClock = (instant: Date): Clock => ({
  now: () => instant,
  today: () => calendarDate(instant),
});
