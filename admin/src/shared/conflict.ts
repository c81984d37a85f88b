export type Side = 'yours' | 'theirs';

export interface ConflictField {
  name: string;
  label: string;
  /** The value in words; '' for nothing. */
  show: (value: unknown) => string;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The fields in which the two differ; null, undefined and absent are the same nothing. */
export const differences = (
  fields: readonly ConflictField[],
  yours: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>,
): ConflictField[] => fields.filter((f) => !same(yours[f.name], theirs[f.name]));

/** What is saved: the record as it is now with its version, yours in the fields where yours was picked (the default). */
export const merge = (
  fields: readonly ConflictField[],
  yours: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>,
  picks: Readonly<Record<string, Side>>,
): Record<string, unknown> => {
  const merged = { ...yours, ...theirs };
  for (const { name } of fields)
    if ((picks[name] ?? 'yours') === 'yours' && name in yours) merged[name] = yours[name];
  return merged;
};
