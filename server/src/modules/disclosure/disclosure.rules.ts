/** R32: who may take personal data in full out of the house, how much of it alone, and who may be the second person. */

/** People in one workbook at the most: as many as rows of any other list. */
export const MOST_PEOPLE = 10_000;
/** For so long a question waits for its answer, and a file for being fetched. */
export const HOURS = 24;
/** Questions that one account may have open. */
export const MOST_OPEN = 5;

export const hoursFrom = (at: Date, hours: number): Date => new Date(at.getTime() + hours * 3_600_000);

export interface Wanted {
  /** People in the list. */
  people: number;
  /** How many the same account has taken alone in the last 24 hours: five hundred ten times are five thousand. */
  takenAlone: number;
  /** The figure of R32. */
  limit: number;
}

/** R32: beyond *500* a second person. */
export const needsSecond = ({ people, takenAlone, limit }: Wanted): boolean => people + takenAlone > limit;

/** A list lives on while somebody thinks about it: so many more people than were approved are still what was approved. */
export const tolerated = (approved: number): number => approved + Math.max(5, Math.floor(approved * 0.05));

export interface Planned {
  asked: number;
  now: number;
  /** Taken without a second person: then the figure itself must hold, too. */
  alone: boolean;
  takenAlone: number;
  limit: number;
}

/** Why a list is not written as it is now; null where it is. */
export function outgrown({ asked, now, alone, takenAlone, limit }: Planned): string | null {
  if (now === 0) return '现在没有符合条件的人了。换个条件，重新申请';
  if (now > MOST_PEOPLE) return `现在超过 ${MOST_PEOPLE} 人了，一次放不下。选小一点的地方，分几次申请`;
  if (alone && needsSecond({ people: now, takenAlone, limit }))
    return `申请时 ${asked} 人，现在有 ${now} 人，超过一人能导出的 ${limit} 行。请重新申请，由另一人同意`;
  if (now > tolerated(asked)) return `同意的是 ${asked} 人，现在有 ${now} 人，多得太多。请重新申请`;
  return null;
}

/** 导出编号: short enough to be read out, and found by the record. */
export const numberOf = (serial: number, day: string): string =>
  `QY${day.slice(0, 4)}-${String(serial).padStart(5, '0')}`;

/** The serial in a number that somebody typed in from a sheet; null where it is none. */
export function serialIn(typed: string): number | null {
  const digits = /(?<!\d)\d{1,9}(?=\s*$)/.exec(typed.normalize('NFKC'))?.[0];
  return digits === undefined ? null : Number(digits);
}
