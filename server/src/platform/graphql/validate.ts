import { getMetadataStorage, validateSync } from 'class-validator';
import { ArgumentValidationError } from 'type-graphql';

const OPTIONS = { skipMissingProperties: true, forbidUnknownValues: false };

rememberChecks();

/** class-validator looks through every class that has checks, for each value, to find those that its class has and inherits. */
function rememberChecks(): void {
  const storage = getMetadataStorage();
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const found = new Map<unknown, ReturnType<typeof find>>();
  storage.getTargetValidationMetadatas = (type, schema, always, strictGroups, groups) => {
    if (schema || always || strictGroups || groups) return find(type, schema, always, strictGroups, groups);
    let checks = found.get(type);
    if (!checks) found.set(type, (checks = find(type, schema, always, strictGroups, groups)));
    return checks;
  };
}

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
