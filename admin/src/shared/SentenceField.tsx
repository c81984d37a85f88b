import { TextField, type OutlinedTextFieldProps } from '@mui/material';

type Props = Omit<OutlinedTextFieldProps, 'onChange' | 'value' | 'variant'> & {
  value: string;
  onSay: (sentence: string) => void;
};

/** A sentence that the record keeps; the server takes 200 signs. */
export const SentenceField = ({ onSay, ...field }: Props) => (
  <TextField
    onChange={(event) => onSay(event.target.value)}
    multiline
    minRows={2}
    slotProps={{ htmlInput: { maxLength: 200 } }}
    {...field}
  />
);
