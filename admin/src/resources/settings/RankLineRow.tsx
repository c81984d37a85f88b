import ArrowDownward from '@mui/icons-material/ArrowDownward';
import ArrowUpward from '@mui/icons-material/ArrowUpward';
import DeleteOutline from '@mui/icons-material/DeleteOutlined';
import { Box, IconButton, MenuItem, TextField } from '@mui/material';
import type { Rank } from '@qinyou/schema';
import { choicesOf, RANK } from '../people/people-words.ts';
import type { RankLine } from './rank-lines.ts';

interface Props {
  line: RankLine;
  at: number;
  last: boolean;
  fault: string | undefined;
  onChange: (line: RankLine) => void;
  onMove: (by: -1 | 1) => void;
  onDrop: () => void;
}

/** One line of the map: a title, the category it counts as, and its place in the order. */
export const RankLineRow = ({ line, at, last, fault, onChange, onMove, onDrop }: Props) => {
  const name = `第 ${String(at + 1)} 行`;
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr) auto',
          sm: '32px minmax(0, 1fr) 176px auto',
        },
        gap: 1,
        alignItems: 'start',
        px: 2,
        py: 1,
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Box
        aria-hidden
        sx={{
          display: { xs: 'none', sm: 'block' },
          pt: 0.75,
          textAlign: 'right',
          color: 'text.disabled',
          fontVariantNumeric: 'tabular-nums',
        }}
      >
        {at + 1}
      </Box>
      <TextField
        value={line.pattern}
        onChange={(event) => onChange({ ...line, pattern: event.target.value })}
        placeholder="名册里的职级，比如：*主任科员"
        error={fault !== undefined}
        helperText={fault}
        sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' } }}
        slotProps={{ htmlInput: { 'aria-label': `${name}的职级`, maxLength: 40, autoComplete: 'off' } }}
      />
      <TextField
        select
        value={line.rank}
        onChange={(event) => onChange({ ...line, rank: event.target.value as Rank })}
        slotProps={{
          // The select names itself after its value; without a visible label it needs a name of its own.
          select: {
            SelectDisplayProps: { 'aria-label': `${name}算哪一类`, 'aria-labelledby': undefined },
          },
        }}
      >
        {choicesOf(RANK).map(({ value, label }) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      <Box sx={{ display: 'flex' }}>
        <IconButton aria-label={`${name}往上移`} disabled={at === 0} onClick={() => onMove(-1)}>
          <ArrowUpward />
        </IconButton>
        <IconButton aria-label={`${name}往下移`} disabled={last} onClick={() => onMove(1)}>
          <ArrowDownward />
        </IconButton>
        <IconButton aria-label={`去掉${name}`} onClick={onDrop}>
          <DeleteOutline />
        </IconButton>
      </Box>
    </Box>
  );
};
