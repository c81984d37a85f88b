import type { Day } from '../pairing.rules.ts';

/** GREEN 已齐, YELLOW 要抓紧, RED 赶不上, NONE 照常. */
export type Lamp = 'RED' | 'YELLOW' | 'GREEN' | 'NONE';

export interface LightFacts {
  /** What is left and not explained. */
  left: number;
  /** How much was settled over the last 7 days. */
  solved: number;
  today: Day;
  /** The last day on which it is in time. */
  deadline: Day;
}

export interface Light {
  lamp: Lamp;
  /** The day on which the pace of the last 7 days gets there; null where nothing is left or nothing moves. */
  finishOn: Day | null;
  /** Settled a day over the last 7 days, one decimal. */
  pacePerDay: number;
  /** The pace that would be enough from today on; null where nothing is left or the deadline has passed. */
  neededPerDay: number | null;
  /** Chinese, for people: the date and the pace that would be enough. */
  sentence: string;
}

const WINDOW = 7;
const DAY_MS = 86_400_000;

export const addDays = (day: Day, n: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10);

/** Whole days from one day to another; negative where it lies before. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** `3 月 31 日`, with the year where it is another one. */
export function sayDay(day: Day, today: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${day.slice(0, 4) === today.slice(0, 4) ? '' : `${year} 年 `}${month} 月 ${date} 日`;
}

/** `2,310`, as everywhere in the console. */
const sayNumber = (n: number): string => n.toLocaleString('en-US');

/**
 * The one light of the programme (UX): what is left by the pace of the last 7 days gives the day it is done. Nothing left is
 * green, done by the deadline is yellow; later, past or no movement is red. On the deadline itself there is one day left.
 * @param of the measure word of what is left: 件, 个单位
 * @param still what is still to be done with them: 没签
 */
export function light({ left, solved, today, deadline }: LightFacts, of = '件', still = ''): Light {
  const pacePerDay = Math.round((solved / WINDOW) * 10) / 10;
  if (left <= 0) return { lamp: 'GREEN', finishOn: null, pacePerDay, neededPerDay: null, sentence: '都齐了' };
  const daysLeft = daysBetween(today, deadline) + 1;
  const finishOn = solved > 0 ? addDays(today, Math.ceil((left * WINDOW) / solved) - 1) : null;
  const neededPerDay = daysLeft > 0 ? Math.ceil(left / daysLeft) : null;
  const lamp = finishOn !== null && finishOn <= deadline ? 'YELLOW' : 'RED';
  const pace =
    finishOn === null
      ? '近 7 天没有动过'
      : `照近 7 天的速度，${lamp === 'YELLOW' ? '' : '要到 '}${sayDay(finishOn, today)}${lamp === 'YELLOW' ? '能齐' : ''}`;
  const enough =
    neededPerDay === null
      ? `已过 ${sayDay(deadline, today)}`
      : lamp === 'RED'
        ? `从今天起每天 ${sayNumber(neededPerDay)} ${of}就能按时`
        : `截止 ${sayDay(deadline, today)}`;
  return {
    lamp,
    finishOn,
    pacePerDay,
    neededPerDay,
    sentence: `还有 ${sayNumber(left)} ${of}${still}，${pace}；${enough}`,
  };
}

const RANK: Record<Lamp, number> = { RED: 0, YELLOW: 1, NONE: 2, GREEN: 3 };

/** Worst first. */
export const byLamp = (a: Lamp, b: Lamp): number => RANK[a] - RANK[b];

/** The worse of two lights, the first where they are alike. */
export const worse = (a: Light, b: Light): Light => (byLamp(b.lamp, a.lamp) < 0 ? b : a);
