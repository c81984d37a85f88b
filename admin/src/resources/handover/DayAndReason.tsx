import { Box, Checkbox, FormControlLabel, MenuItem, TextField } from '@mui/material';
import { formatDate, Section, today, withUnit } from '../../shared/index.ts';
import { MOST_DAYS_AHEAD, WHY, type Why } from './handover-words.ts';
import type { PaneProps } from './pane.ts';

/** 日期、原因: from when, why, and whether the old friendships stay. */
export const DayAndReason = ({ proposal: { name }, work }: PaneProps) => {
  const { choices, plan, faults, choose, ahead } = work;
  const duties = plan.going.filter(({ line }) => line.duty).length;
  return (
    <Section title="从哪天起，为什么">
      <Box sx={{ display: 'grid', gap: 2, maxWidth: 400 }}>
        <TextField
          type="date"
          label="接手的第一天"
          value={choices.on}
          onChange={(event) => choose({ on: event.target.value })}
          error={Boolean(faults.on)}
          helperText={faults.on ?? sayDay(name, choices.on, ahead)}
          slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: lastDay(), required: true } }}
        />
        <TextField
          select
          label="原因"
          value={choices.why}
          onChange={(event) => choose({ why: event.target.value as Why })}
          error={Boolean(faults.why)}
          helperText={faults.why}
          slotProps={{ select: { SelectDisplayProps: { 'aria-required': true } } }}
        >
          {WHY.map((why) => (
            <MenuItem key={why} value={why}>
              {why}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          label={choices.why === '别的原因' ? '什么原因' : '还要说的（可以不写）'}
          value={choices.words}
          onChange={(event) => choose({ words: event.target.value })}
          error={Boolean(faults.words)}
          helperText={faults.words ?? '留在改动记录里，比如：调到县水利局'}
          multiline
          minRows={2}
          slotProps={{ htmlInput: { maxLength: 180 } }}
        />
        <Box>
          <FormControlLabel
            control={<Checkbox checked={choices.retain} onChange={(_event, retain) => choose({ retain })} />}
            label={`${name}和这 ${withUnit(plan.going.length, '户')}仍做朋友，只是不再负责`}
          />
          {duties > 0 && (
            <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
              有帮扶责任的 {withUnit(duties, '户')}，不勾也留作朋友。
            </Box>
          )}
        </Box>
      </Box>
    </Section>
  );
};

const sayDay = (name: string, on: string, ahead: boolean): string =>
  ahead
    ? `${name}做到前一天；先预定，${formatDate(on)}自动交接。预定接手的户也算接手人的名额`
    : `${name}做到前一天；选以后的日子就先预定`;

const lastDay = (): string =>
  new Date(Date.parse(`${today()}T00:00:00Z`) + MOST_DAYS_AHEAD * 86_400_000).toISOString().slice(0, 10);
