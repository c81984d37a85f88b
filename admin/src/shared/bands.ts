import { daysBetween } from './format.ts';

/** One friend over time: `[from, to)`; a null end stands. */
export interface Band {
  id: string;
  name: string;
  /** 县林业局，2021 年退休 */
  note?: string;
  /** RESPONSIBLE counts, RETAINED is a friend without the duty. */
  spans: readonly { kind: 'RESPONSIBLE' | 'RETAINED'; from: string; to: string | null }[];
}

export interface Axis {
  from: string;
  to: string;
  /** Years with their place, in percent from the left. */
  years: { year: number; at: number }[];
}

/** An axis from the first year’s January to a quarter past today, so that 今天 has room. */
export const axisOf = (bands: readonly Band[], today: string): Axis => {
  const first = Math.min(
    Number(today.slice(0, 4)),
    ...bands.flatMap((b) => b.spans.map((s) => Number(s.from.slice(0, 4)))),
  );
  const from = `${String(first)}-01-01`;
  const room = Math.max(90, Math.round(daysBetween(from, today) * 0.1));
  const end = new Date(`${today}T00:00:00Z`);
  end.setUTCDate(end.getUTCDate() + room);
  const to = end.toISOString().slice(0, 10);
  const years: Axis['years'] = [];
  for (let year = first; year <= Number(to.slice(0, 4)); year += 1)
    years.push({ year, at: placeOf(`${String(year)}-01-01`, { from, to }) });
  return { from, to, years };
};

/** Where a day lies on the axis, in percent from the left, kept within it. */
export const placeOf = (day: string, axis: Pick<Axis, 'from' | 'to'>): number =>
  Math.min(100, Math.max(0, (daysBetween(axis.from, day) / daysBetween(axis.from, axis.to)) * 100));
