import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { conflict, invalidInput } from '../../platform/errors.ts';
import { Masked } from './masked.ts';

/** A record as audit and conflicts may show it: identifiers, dates, codes, masked forms. */
export type Shown = Record<string, string | number | boolean | Masked | null>;

/** @throws CONFLICT with the record as it is now, where it is not the version that the writer saw */
export function demandVersion(stored: { version: number }, seen: number, now: Shown): void {
  if (stored.version !== seen) throw conflict({ ...now, version: stored.version });
}

/** What differs between two views of a record, by the values and not by their masks; null where nothing does. */
export function difference(before: Shown, after: Shown): { before: Shown; after: Shown } | null {
  const changed = Object.keys(after).filter((key) => !same(before[key], after[key]));
  if (changed.length === 0) return null;
  const pick = (from: Shown): Shown => Object.fromEntries(changed.map((key) => [key, from[key] ?? null]));
  return { before: pick(before), after: pick(after) };
}

const same = (one: unknown, other: unknown): boolean =>
  one instanceof Masked ? one.is(other) : one === other;

/**
 * Runs a write whose value must be nobody else's. The other may lie where the caller may not look, so the sentence says no more
 * than that it is taken.
 */
export async function refuseTaken<T>(field: string, message: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw invalidInput({ [field]: message });
    throw error;
  }
}

/** The keys of `changes` that were given, null meaning "empty it"; undefined leaves a field alone. */
export function given<T extends object>(changes: T): Partial<T> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<T>;
}
