/** What is found by typing some of its name; the value is its id, for a place (`unitPath`, `villagePath`) its path. */
export type PickKind = 'unit' | 'village' | 'household' | 'cadre' | 'unitPath' | 'villagePath';

const TYPED = new Set(['text', 'long', 'number', 'password']);

/** One field of a drawer's form. */
export interface FormField {
  name: string;
  label: string;
  kind?: 'text' | 'long' | 'number' | 'date' | 'choice' | 'password' | PickKind;
  choices?: readonly { value: string; label: string }[];
  helper?: string;
  required?: boolean;
}

export type Values = Readonly<Record<string, string>>;

/** What a form starts with: text for every field. */
export const textOf = (fields: readonly FormField[], record: Readonly<Record<string, unknown>>): Values =>
  Object.fromEntries(fields.map(({ name }) => [name, record[name] == null ? '' : String(record[name])]));

/**
 * What is sent: only what differs from the start, so that a masked number nobody touched stays as it is; an emptied field is null,
 * a number a number.
 */
export function changesOf(
  fields: readonly FormField[],
  start: Values,
  values: Values,
): Record<string, string | number | null> {
  const changed = fields.filter(({ name }) => (values[name] ?? '').trim() !== (start[name] ?? ''));
  return Object.fromEntries(
    changed.map(({ name, kind }) => {
      const text = (values[name] ?? '').trim();
      return [name, text === '' ? null : kind === 'number' ? Number(text) : text];
    }),
  );
}

/** The required fields that are still empty, with what to say. */
export const missingOf = (fields: readonly FormField[], values: Values): Record<string, string> =>
  Object.fromEntries(
    fields
      .filter(({ name, required }) => required && !(values[name] ?? '').trim())
      .map(({ name, label, kind }) => [name, kind && !TYPED.has(kind) ? `选${label}` : `请填${label}`]),
  );
