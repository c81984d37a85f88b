import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** A year's story with what there is to sign beside it; on a phone that comes first. */
export const YearColumns = ({ aside, children }: { aside: ReactNode; children: ReactNode }) => (
  <Box
    sx={{
      display: 'grid',
      gap: 1.5,
      gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 336px' },
      alignItems: 'start',
    }}
  >
    <Box sx={{ display: 'grid', gap: 1.5, minWidth: 0 }}>{children}</Box>
    <Box sx={{ order: { xs: -1, lg: 0 }, minWidth: 0 }}>{aside}</Box>
  </Box>
);
