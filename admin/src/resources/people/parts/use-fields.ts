import { useState } from 'react';
import type { QinyouError } from '../../../providers/errors.ts';
import { missingOf, type FormField, type Values } from './form-fields.ts';
import type { FormInputProps } from './FormInput.tsx';

/** What was typed into the fields of a dialog, and what is wrong with which of them. */
export function useFields() {
  const [values, setValues] = useState<Values>({});
  const [errors, setErrors] = useState<Values>({});
  const mend = (name: string) => setErrors(({ [name]: _mended, ...rest }) => rest);
  const change = (name: string, value: string) => {
    setValues((now) => ({ ...now, [name]: value }));
    mend(name);
  };
  return {
    values,
    errors,
    change,
    mend,
    text: (name: string): string => (values[name] ?? '').trim(),
    /** A field as an input; `value` where something stands in it before anybody chose. */
    of: (field: FormField, value = values[field.name] ?? ''): FormInputProps => ({
      field,
      value,
      error: errors[field.name],
      autoFocus: false,
      onChange: (typed) => change(field.name, typed),
    }),
    /** Whether every required one of these is there; says so at those that are not. */
    complete: (fields: readonly FormField[]): boolean => {
      const missing = missingOf(fields, values);
      setErrors(missing);
      return Object.keys(missing).length === 0;
    },
    /** Shows a refusal at its fields; one about no field of these is left to the toast. */
    refused: ({ body }: QinyouError, shown: readonly string[]): boolean => {
      setErrors(body.errors ?? {});
      return shown.some((name) => body.errors?.[name] !== undefined);
    },
  };
}
