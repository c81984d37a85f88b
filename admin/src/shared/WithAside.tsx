import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** The story of a thing with its cards beside it; on a phone they follow below. */
export const WithAside = ({ aside, children }: { aside: ReactNode; children: ReactNode }) => (
  <Box
    sx={{
      display: 'grid',
      gap: 1.5,
      alignItems: 'start',
      gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 320px' },
    }}
  >
    <Box sx={{ display: 'grid', gap: 1.5 }}>{children}</Box>
    <Box sx={{ display: 'grid', gap: 1.5 }}>{aside}</Box>
  </Box>
);
