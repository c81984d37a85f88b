import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { BoardRunRefusalsDocument } from '@qinyou/schema';
import { useId } from 'react';
import { Answer, useAsk, withUnit } from '../../shared/index.ts';
import { placeName } from './board-words.ts';
import { unitOf } from './run-words.ts';
import type { BoardRun } from './use-board-run.ts';

const SHOWN = 500;

/** What of a run no longer held, one by one with the reason; nothing of it was changed. */
export const RunRefusals = ({ run, onClose }: { run: BoardRun; onClose: () => void }) => {
  const id = useId();
  const refusals = useAsk(BoardRunRefusalsDocument, { id: run.id, page: { number: 1, size: SHOWN } });
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{`${withUnit(run.refused, unitOf(run))}没办：轮到时情况变了`}</DialogTitle>
      <DialogContent>
        <Answer of={refusals} rows={4}>
          {({ boardRunRefusals }) => (
            <>
              <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
                {boardRunRefusals.map(({ id: key, head, village, cadre, unit, message }) => (
                  <Box component="li" key={key} sx={{ py: 1, borderTop: 1, borderColor: 'divider' }}>
                    <b>{[head && `${head}户`, cadre].filter(Boolean).join(' ← ') || '已不归你看'}</b>
                    <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
                      {[village && placeName(village), unit].filter(Boolean).join(' · ')}
                    </Box>
                    <Box sx={{ typography: 'body2' }}>{message}</Box>
                  </Box>
                ))}
              </Box>
              {run.refused > SHOWN && (
                <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
                  {`这里只列前 ${withUnit(SHOWN, '条')}；没办的都还在清单上。`}
                </Box>
              )}
            </>
          )}
        </Answer>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>看完了</Button>
      </DialogActions>
    </Dialog>
  );
};
