import DeleteOutline from '@mui/icons-material/DeleteOutlined';
import { Box, IconButton, MenuItem, TextField } from '@mui/material';
import { choicesOf, UNIT_FIELD } from '../../people/people-words.ts';
import type { FitFault, FitLine } from './fits.ts';

interface Choice {
  value: string;
  label: string;
}

interface Props {
  line: FitLine;
  at: number;
  causes: readonly Choice[];
  fault: FitFault | undefined;
  onChange: (line: FitLine) => void;
  onDrop: () => void;
}

/** One line: a field of work, a cause that it helps against, and why. */
export const FitRow = ({ line, at, causes, fault, onChange, onDrop }: Props) => {
  const name = `第 ${String(at + 1)} 行`;
  const wrong = (on: FitFault['on']) => ({
    error: fault?.on === on,
    helperText: fault?.on === on ? fault.says : undefined,
  });
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr 1fr auto', sm: '160px 160px minmax(0, 1fr) auto' },
        gap: 1,
        alignItems: 'start',
        px: 2,
        py: 1,
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Choose
        label={`${name}的专长`}
        value={line.field}
        choices={choicesOf(UNIT_FIELD)}
        onChange={(field) => onChange({ ...line, field })}
        {...wrong('field')}
      />
      <Choose
        label={`${name}的主因`}
        value={line.cause}
        choices={causes}
        onChange={(cause) => onChange({ ...line, cause })}
        {...wrong('cause')}
      />
      <TextField
        value={line.why}
        onChange={(event) => onChange({ ...line, why: event.target.value })}
        placeholder="比如：看病、报销找得到人"
        sx={{ gridRow: { xs: 2, sm: 'auto' }, gridColumn: { xs: '1 / -1', sm: 'auto' } }}
        slotProps={{ htmlInput: { 'aria-label': `${name}为什么`, maxLength: 60, autoComplete: 'off' } }}
        {...wrong('why')}
      />
      <IconButton aria-label={`去掉${name}`} onClick={onDrop}>
        <DeleteOutline />
      </IconButton>
    </Box>
  );
};

interface ChooseProps {
  label: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
  error: boolean;
  helperText: string | undefined;
}

/** What is chosen stays a choice, though the dictionary may have it no more. */
const Choose = ({ label, value, choices, onChange, ...shown }: ChooseProps) => (
  <TextField
    select
    value={value}
    onChange={(event) => onChange(event.target.value)}
    slotProps={{
      // The select names itself after its value; without a visible label it needs a name of its own.
      select: { SelectDisplayProps: { 'aria-label': label, 'aria-labelledby': undefined } },
    }}
    {...shown}
  >
    {(value && !choices.some((one) => one.value === value)
      ? [...choices, { value, label: value }]
      : choices
    ).map((choice) => (
      <MenuItem key={choice.value} value={choice.value}>
        {choice.label}
      </MenuItem>
    ))}
  </TextField>
);
