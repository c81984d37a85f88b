import { randomUUID } from 'node:crypto';

/**
 * A UUID of version 7, as the database makes them: ids that follow each other in time lie side by side in its indexes, where random
 * ones touch a page each.
 */
export function newId(now = Date.now()): string {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
