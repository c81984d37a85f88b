import LockOutlined from '@mui/icons-material/LockOutlined';
import Sync from '@mui/icons-material/Sync';
import TaskAlt from '@mui/icons-material/TaskAlt';
import { Box, Button, Typography } from '@mui/material';
import type { ComponentProps, ReactNode } from 'react';
import { useMe } from '../../providers/session.ts';
import { BlockerList, Notice, withUnit } from '../../shared/index.ts';

/** At the end of the heading: whether it can be signed. */
export const MaySign = ({ blocked, children }: { blocked: boolean; children: ReactNode }) => (
  <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, typography: 'body2', color: 'text.secondary' }}>
    {blocked ? <LockOutlined aria-hidden fontSize="small" /> : <TaskAlt aria-hidden fontSize="small" />}
    {children}
  </Box>
);

/** What has to be settled before anybody can sign. */
export const WhatBlocks = (props: ComponentProps<typeof BlockerList>) => (
  <div>
    <Typography variant="h3">先解决这 {withUnit(props.blockers.length, '项')}</Typography>
    <BlockerList {...props} />
  </div>
);

/** The signature itself: who signs, what the caller has to agree to, what changed under their eyes, and the button. */
export const SignHere = ({
  called,
  overtaken,
  disabled,
  doIt,
  onSign,
  children,
}: {
  called: string;
  /** The sentence of {@link useOvertaken}. */
  overtaken: string | null;
  disabled: boolean;
  doIt: string;
  onSign: () => void;
  children?: ReactNode;
}) => (
  <>
    <Signatory called={called} />
    {children}
    {overtaken && (
      <Notice tone="yellow" icon={Sync} role="alert">
        {overtaken}
      </Notice>
    )}
    <Button variant="contained" size="large" disabled={disabled} onClick={onSign}>
      {doIt}
    </Button>
  </>
);

/** The quiet line below the button: what happens next. */
export const WhatFollows = ({ children }: { children: ReactNode }) => (
  <Typography variant="caption" color="text.secondary" sx={{ textAlign: 'center' }}>
    {children}
  </Typography>
);

/** Who signs and as what: the caller under the present identity. */
const Signatory = ({ called }: { called: string }) => {
  const me = useMe();
  return (
    <Box sx={{ borderTop: 1, borderColor: 'divider', pt: 1.5 }}>
      <Typography variant="caption" color="text.secondary">
        {called}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: 1 }}>
        <b>{me?.displayName}</b>
        <Box component="span" sx={{ typography: 'body2', color: 'text.secondary' }}>
          {me?.currentGrant?.title}
        </Box>
      </Box>
    </Box>
  );
};
