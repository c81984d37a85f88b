import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;

/** What `/proc/<pid>/stat` tells of a process, from the third field on: the name before it may hold anything. */
function fieldsOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null; // it has ended, or there is no such thing on this system
  }
}

/** Milliseconds of processor time that a process has taken, with its ended children; 0 where the system doesn't tell. */
function taken(pid: number): number {
  const fields = fieldsOf(pid);
  return fields ? TICK_MS * [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0) : 0;
}

export const parentOf = (pid: number): number => Number(fieldsOf(pid)?.[1] ?? 0);

/** Milliseconds of processor time of a process and its living children: a service, or PostgreSQL with all its connections. */
export function processorTime(pid: number): number {
  const children = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && parentOf(Number(name)) === pid,
  );
  return [pid, ...children.map(Number)].reduce((sum, one) => sum + taken(one), 0);
}
