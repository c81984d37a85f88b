import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** The foot of a card: a quiet line under its table or list. */
export const CardFoot = ({ children }: { children: ReactNode }) => (
  <Box
    component="footer"
    sx={{
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 1,
      minHeight: 48,
      px: 2,
      py: 0.75,
      borderTop: 1,
      borderColor: 'divider',
      typography: 'body2',
      color: 'text.secondary',
    }}
  >
    {children}
  </Box>
);
