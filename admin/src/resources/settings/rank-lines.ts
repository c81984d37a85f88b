import type { RankMappingInput } from '@qinyou/schema';
import { RANK } from '../people/people-words.ts';

/** A line while it is edited: a key of its own, since patterns change. */
export interface RankLine extends RankMappingInput {
  key: number;
}

const says = ({ pattern, rank }: RankMappingInput) => `${pattern} → ${RANK[rank]}`;

/** What differs between two maps, a sentence a line; where only the order does, that. */
export function linesDifference(
  before: readonly RankMappingInput[],
  after: readonly RankMappingInput[],
): string[] {
  const [old, now] = [before, after].map((lines) => new Map(lines.map((line) => [line.pattern, line])));
  const gone = before.filter(({ pattern }) => !now?.has(pattern)).map((line) => `去掉 ${says(line)}`);
  const changed = after.flatMap((line) => {
    const was = old?.get(line.pattern);
    if (!was) return [`加上 ${says(line)}`];
    return was.rank === line.rank ? [] : [`${line.pattern}：${RANK[was.rank]} 改成 ${RANK[line.rank]}`];
  });
  const all = [...gone, ...changed];
  const order = (lines: readonly RankMappingInput[]) => lines.map(({ pattern }) => pattern).join('\n');
  return all.length === 0 && order(before) !== order(after) ? ['换了先后'] : all;
}

/** What is wrong with a line, in Chinese; by its place in the list. */
export function lineFaults(lines: readonly RankMappingInput[]): Record<number, string> {
  const patterns = lines.map(({ pattern }) => pattern.trim());
  const faults = patterns.map((pattern, at) => {
    if (!pattern) return '写职级，或去掉这一行';
    if (!/[^*\s]/.test(pattern)) return '只有 * 会把所有职级都算进来';
    const first = patterns.indexOf(pattern);
    return first < at ? `和第 ${String(first + 1)} 行一样，留一行` : '';
  });
  return Object.fromEntries([...faults.entries()].filter(([, fault]) => fault !== ''));
}

/** The list with one line moved up or down by one. */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const next = [...list];
  const [line] = next.splice(at, 1);
  if (line !== undefined) next.splice(at + by, 0, line);
  return next;
}
