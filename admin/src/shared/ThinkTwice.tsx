import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useId, type ReactNode } from 'react';

export interface ThinkTwiceProps {
  open: boolean;
  /** 结束这 3 户的结对？ */
  title: string;
  /** What will happen; a reason field where one is wanted. */
  children: ReactNode;
  /** Repeats the verb and the number: 结束 3 户 */
  doIt: string;
  onDo: () => void;
  disabled?: boolean;
  /** The way back: 先不结束 */
  leave: string;
  onLeave: () => void;
  /** A safer way, contained: 先选接手人. Where there is none, doing it is the contained button. */
  safer?: { label: string; onClick: () => void } | undefined;
}

/** Only for what can’t be undone (publish, close, open voting) or needs a reason. Everything else is written and undone. */
export const ThinkTwice = ({
  open,
  title,
  children,
  doIt,
  onDo,
  disabled = false,
  leave,
  onLeave,
  safer,
}: ThinkTwiceProps) => {
  const id = useId();
  return (
    <Dialog open={open} onClose={onLeave} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        {/* The name of a field that comes first stands in its frame, above it. */}
        <Box sx={{ display: 'grid', gap: 1.5, pt: 0.75 }}>{children}</Box>
      </DialogContent>
      <DialogActions>
        <Button color="secondary" onClick={onLeave}>
          {leave}
        </Button>
        <Button variant={safer ? 'outlined' : 'contained'} onClick={onDo} disabled={disabled}>
          {doIt}
        </Button>
        {safer && (
          <Button variant="contained" onClick={safer.onClick}>
            {safer.label}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
};
