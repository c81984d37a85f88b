import { DecideImportReviewDocument, type ImportReviewsQuery } from '@qinyou/schema';
import { Box, Button, Link as Anchor, TextField } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Tag, formatMoment, useIntent } from '../../shared/index.ts';
import { DecideDialog } from './DecideDialog.tsx';
import { kindLabel } from './review-kinds.ts';

export type Review = ImportReviewsQuery['importReviews']['items'][number];

/** A number that was typed into a form: there is no row to be written. */
const BY_FORM =
  '填表时撞上的，没有写入。对照两边的证件：号码该归报来的一边，就先在另一边改掉，再请填表的人重填；该归另一边，请他改。';

/** One question: what the roster says beside what is stored, and the way to decide it. */
export const ReviewRow = ({ review }: { review: Review }) => {
  const [open, setOpen] = useState(false);
  const waits = review.says.length > 0;
  const page = review.subjectType === 'CADRE' ? 'cadres' : 'households';
  return (
    <Box
      component="article"
      aria-label={`${review.name}：${kindLabel(review.kind)}`}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1.5,
        px: 2,
        py: 1.25,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ flex: '1 1 320px', minWidth: 0, display: 'grid', gap: 0.25 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
          {review.subjectId ? (
            <Anchor component={Link} to={`/${page}/${review.subjectId}/show`} sx={{ fontWeight: 600 }}>
              {review.name}
            </Anchor>
          ) : (
            <b>{review.name}</b>
          )}
          <Tag>{kindLabel(review.kind)}</Tag>
          <Box component="span" sx={{ typography: 'caption', color: 'text.secondary' }}>
            {formatMoment(review.createdAt)}
            {review.row != null && ` · 名册第 ${String(review.row)} 行`}
          </Box>
        </Box>
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{review.message}</Box>
        {waits && (
          <Box sx={{ typography: 'body2' }}>
            名册写着：{review.says.map(({ label, shown }) => `${label} ${shown}`).join('，')}
          </Box>
        )}
        {review.otherId && (
          <Box sx={{ typography: 'body2' }}>
            现在登记在：
            <Anchor component={Link} to={`/${page}/${review.otherId}/show`}>
              {review.otherName ?? '看这一边'}
            </Anchor>
          </Box>
        )}
        {review.kind === 'SUPERIOR' && !waits && (
          <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{BY_FORM}</Box>
        )}
      </Box>
      {waits ? (
        <>
          <Button variant="outlined" onClick={() => setOpen(true)}>
            定这一行
          </Button>
          <DecideDialog review={review} open={open} onClose={() => setOpen(false)} />
        </>
      ) : (
        <Note review={review} />
      )}
    </Box>
  );
};

/** Nothing follows: a sentence is kept. */
const Note = ({ review: { id, version, name } }: { review: Review }) => {
  const [note, setNote] = useState('');
  const decide = useIntent(DecideImportReviewDocument, { said: () => `${name}：记下了` });
  return (
    <>
      <TextField
        label="怎么定的"
        value={note}
        onChange={(event) => setNote(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 200 } }}
        sx={{ flex: '1 1 200px', maxWidth: 320 }}
      />
      <Button
        variant="outlined"
        disabled={note.trim().length < 2 || decide.pending}
        onClick={() => void decide.run({ input: { id, version, decision: 'NOTED', note: note.trim() } })}
      >
        记下，不再列
      </Button>
    </>
  );
};
