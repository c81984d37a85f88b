import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useRef, useSyncExternalStore } from 'react';
import { signInGate } from '../providers/sign-in-gate.ts';
import { session, useMe } from '../providers/session.ts';
import { SignInForm } from './SignInForm.tsx';

/** The session ended while somebody was at work: sign in here, and what was being done goes on. Nothing typed is lost. */
export const SignInAgain = () => {
  const asking = useSyncExternalStore(signInGate.subscribe, signInGate.getState) === 'asking';
  const me = useMe();
  const before = useRef(me);
  if (me && !asking) before.current = me;
  if (!asking) return null;

  const done = () => {
    const now = session.current();
    if (now && before.current && now.id !== before.current.id) {
      // Somebody else sat down: nothing of the page before may stay.
      window.location.assign('/');
      return;
    }
    signInGate.settle(true);
  };
  return (
    <Dialog
      open
      aria-labelledby="sign-in-again"
      maxWidth="xs"
      fullWidth
      // The page behind holds personal data and nobody has signed in: it is covered, not just dimmed.
      slotProps={{ backdrop: { sx: { bgcolor: 'background.default' } } }}
    >
      <DialogTitle id="sign-in-again">
        {before.current ? `${before.current.displayName}，登录已结束` : '登录已结束'}
      </DialogTitle>
      <DialogContent>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
          有一阵没有动过，已经自动退出。你填的都还在，登录后接着办。
        </Typography>
        <SignInForm onDone={done} />
      </DialogContent>
      <DialogActions>
        <Button color="secondary" onClick={() => signInGate.settle(false)}>
          不办了，回登录页
        </Button>
      </DialogActions>
    </Dialog>
  );
};
