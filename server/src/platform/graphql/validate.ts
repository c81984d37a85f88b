import { validateSync } from 'class-validator';
import { ArgumentValidationError } from 'type-graphql';

const OPTIONS = { skipMissingProperties: true, forbidUnknownValues: false };

/**
 * Checks the decorators of an input, of every argument: type-graphql's own way imports class-validator anew for each and
 * waits for it, though none of our checks waits for anything.
 * @throws ArgumentValidationError with what is wrong, by field
 */
export function validateInput(value: unknown): void {
  if (value === null || typeof value !== 'object') return;
  const errors = (Array.isArray(value) ? value : [value]).flatMap((item: unknown) =>
    item !== null && typeof item === 'object' ? validateSync(item, OPTIONS) : [],
  );
  if (errors.length > 0) throw new ArgumentValidationError(errors);
}
