import { MenuItem, TextField } from '@mui/material';
import type { FormField } from './form-fields.ts';
import { isPick, Pick } from './Pick.tsx';

export interface FormInputProps {
  field: FormField;
  value: string;
  error: string | undefined;
  autoFocus: boolean;
  onChange: (value: string) => void;
}

/** One input of a form, by its kind; the error stands under it. */
export const FormInput = ({ field, value, error, autoFocus, onChange }: FormInputProps) => {
  const { kind = 'text', label, helper, choices, required = false } = field;
  if (isPick(kind)) {
    return <Pick what={kind} label={label} value={value} onPick={onChange} error={error} helper={helper} />;
  }
  return (
    <TextField
      label={label}
      value={value}
      autoFocus={autoFocus}
      onChange={(event) => onChange(event.target.value)}
      error={Boolean(error)}
      helperText={error ?? helper}
      select={kind === 'choice'}
      multiline={kind === 'long'}
      minRows={kind === 'long' ? 3 : undefined}
      type={kind === 'date' || kind === 'password' ? kind : 'text'}
      slotProps={{
        inputLabel: kind === 'date' ? { shrink: true } : {},
        // Said to screen readers here: on the field itself MUI would leave room for an asterisk in the frame.
        htmlInput: {
          autoComplete: 'off',
          required,
          ...(kind === 'number' && { inputMode: 'numeric' as const }),
        },
        select: { SelectDisplayProps: { 'aria-required': required } },
      }}
    >
      {kind === 'choice' && [
        ...(required
          ? []
          : [
              <MenuItem key="" value="">
                没有
              </MenuItem>,
            ]),
        ...(choices ?? []).map((choice) => (
          <MenuItem key={choice.value} value={choice.value}>
            {choice.label}
          </MenuItem>
        )),
      ]}
    </TextField>
  );
};
