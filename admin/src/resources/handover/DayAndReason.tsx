import { Box, Checkbox, FormControlLabel, MenuItem, TextField } from '@mui/material';
import { Section, today, withUnit } from '../../shared/index.ts';
import { WHY, type Why } from './handover-words.ts';
import type { PaneProps } from './pane.ts';

/** 日期、原因: from when, why, and whether the old friendships stay. */
export const DayAndReason = ({ proposal: { name }, work: { choices, plan, faults, choose } }: PaneProps) => {
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
          helperText={faults.on ?? `${name}做到前一天；不能晚于今天`}
          slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: today(), required: true } }}
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
