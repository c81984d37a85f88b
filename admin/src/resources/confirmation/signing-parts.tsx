import LockOutlined from '@mui/icons-material/LockOutlined';
import TaskAlt from '@mui/icons-material/TaskAlt';
import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useMe } from '../../providers/session.ts';

/** At the end of the heading: whether it can be signed. */
export const MaySign = ({ blocked, children }: { blocked: boolean; children: ReactNode }) => (
  <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, typography: 'body2', color: 'text.secondary' }}>
    {blocked ? <LockOutlined aria-hidden fontSize="small" /> : <TaskAlt aria-hidden fontSize="small" />}
    {children}
  </Box>
);

/** Who signs and as what: the caller under the present identity. */
export const Signatory = ({ called }: { called: string }) => {
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
