import { DecideImportReviewDocument, type ImportDecision } from '@qinyou/schema';
import { Box, FormControlLabel, Radio, RadioGroup, TextField } from '@mui/material';
import { useState } from 'react';
import { ThinkTwice, useIntent } from '../../shared/index.ts';
import type { Review } from './ReviewRow.tsx';

/** What becomes of a row that waits: each way with what follows from it; the button repeats the one that was chosen. */
export const DecideDialog = ({
  review,
  open,
  onClose,
}: {
  review: Review;
  open: boolean;
  onClose: () => void;
}) => {
  const [decision, setDecision] = useState<ImportDecision | null>(null);
  const [note, setNote] = useState('');
  const chosen = review.choices.find((choice) => choice.decision === decision);
  const decide = useIntent(DecideImportReviewDocument, {
    said: () => `${review.name}：${chosen?.label ?? '定了'}`,
  });
  const save = async () => {
    if (!decision) return;
    const { id, version } = review;
    const done = await decide.run({ input: { id, version, decision, note: note.trim() || null } });
    if (done) onClose();
  };
  return (
    <ThinkTwice
      open={open}
      title={`${review.name}：名册第 ${String(review.row ?? '')} 行怎么定？`}
      doIt={chosen?.label ?? '先选一种'}
      leave="先不定"
      disabled={!chosen || decide.pending}
      onDo={() => void save()}
      onLeave={onClose}
    >
      <span>{review.message}</span>
      <RadioGroup
        aria-label="怎么定"
        value={decision ?? ''}
        onChange={(_event, value) => setDecision(value as ImportDecision)}
        sx={{ gap: 1 }}
      >
        {review.choices.map((choice) => (
          <FormControlLabel
            key={choice.decision}
            value={choice.decision}
            control={<Radio />}
            label={
              <Box>
                <Box>{choice.label}</Box>
                <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{choice.follows}</Box>
              </Box>
            }
            sx={{ alignItems: 'flex-start', mr: 0 }}
          />
        ))}
      </RadioGroup>
      <TextField
        label="补充一句（可不写）"
        value={note}
        onChange={(event) => setNote(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
    </ThinkTwice>
  );
};
