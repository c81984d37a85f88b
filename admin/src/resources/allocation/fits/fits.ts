import type { FieldCauseInput } from '@qinyou/schema';
import { UNIT_FIELD } from '../../people/people-words.ts';

/** A line while it is edited: a key of its own, since both its sides change. */
export interface FitLine extends FieldCauseInput {
  key: number;
}

/** What is wrong with a line, and with which side of it. */
export interface FitFault {
  on: 'field' | 'cause' | 'why';
  says: string;
}

/** The cause's label by its code; a code that the dictionary has no more says itself. */
export type CauseWord = (code: string) => string;

const pair = ({ field, cause }: FieldCauseInput): string => `${field} ${cause}`;

/** What differs between two tables, a sentence a line; their order means nothing. */
export function fitsDifference(
  before: readonly FieldCauseInput[],
  after: readonly FieldCauseInput[],
  causeOf: CauseWord,
): string[] {
  const says = (fit: FieldCauseInput) => `${UNIT_FIELD[fit.field] ?? fit.field} 对 ${causeOf(fit.cause)}`;
  const old = new Map(before.map((fit) => [pair(fit), fit]));
  const now = new Set(after.map(pair));
  const gone = before.filter((fit) => !now.has(pair(fit))).map((fit) => `去掉 ${says(fit)}`);
  const changed = after.flatMap((fit) => {
    const was = old.get(pair(fit));
    if (!was) return [`加上 ${says(fit)}`];
    return was.why === fit.why ? [] : [`${says(fit)}：理由改成「${fit.why}」`];
  });
  return [...gone, ...changed];
}

/** What is wrong, by the line's place in the list. */
export function fitFaults(lines: readonly FieldCauseInput[]): Readonly<Record<number, FitFault>> {
  const pairs = lines.map(pair);
  const faults = [...lines.entries()].flatMap(([at, line]): [number, FitFault][] => {
    const first = pairs.indexOf(pairs[at]!);
    if (!line.field) return [[at, { on: 'field', says: '选专长' }]];
    if (!line.cause) return [[at, { on: 'cause', says: '选主因' }]];
    if (first < at) return [[at, { on: 'cause', says: `和第 ${String(first + 1)} 行一样，留一行` }]];
    return line.why.trim() ? [] : [[at, { on: 'why', says: '写一句为什么，分配时照着念' }]];
  });
  return Object.fromEntries(faults);
}
