import { validateSync } from 'class-validator';
import { invalidInput } from '../../../platform/errors.ts';

/** A filter and an order as a console's list has them, unchecked. */
export interface Asked {
  filter: Readonly<Record<string, unknown>>;
  sort: { field: string; order: 'ASC' | 'DESC' } | null;
}

const STRICT = {
  skipMissingProperties: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: false,
} as const;

/**
 * The filter of a list, held to the checks of the list's own input.
 * @throws INVALID_INPUT for a value that is none, and for a key that is unknown: it would silently widen the list
 */
export function filterOf<T extends object>(input: T, filter: Asked['filter']): T {
  const filled = Object.assign(input, filter);
  if (validateSync(filled, STRICT).length > 0)
    throw invalidInput({ filter: '筛选写得不对，回到页面上再点一次' });
  return filled;
}

/** The order of a list; a column that it can't be ordered by is left to the list's own order, as on the page. */
export function sortOf<F extends string>(
  fields: Readonly<Record<F, F>>,
  sort: Asked['sort'],
): { field: F; order: 'ASC' | 'DESC' } | null {
  const known = Object.values<F>(fields).find((field) => field === sort?.field.toUpperCase());
  return sort && known ? { field: known, order: sort.order } : null;
}
