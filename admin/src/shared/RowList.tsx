import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** Rows that reach the edges of a `Section` that isn't padded. */
export const RowList = ({ label, children }: { label?: string; children: ReactNode }) => (
  <Box component="ul" aria-label={label} sx={{ m: 0, p: 0, listStyle: 'none' }}>
    {children}
  </Box>
);

export interface RowProps {
  title: ReactNode;
  /** A quiet line below the title. */
  detail?: ReactNode;
  /** For what is over. */
  faded?: boolean;
  /** What can be done with it, at the right end; below the title where there is no room. */
  children?: ReactNode;
}

export const Row = ({ title, detail, faded = false, children }: RowProps) => (
  <Box
    component="li"
    sx={{
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 1,
      px: 2,
      py: 1,
      '& + &': { borderTop: 1, borderColor: 'divider' },
      ...(faded && { color: 'text.disabled' }),
    }}
  >
    <Box sx={{ flex: '1 1 180px', minWidth: 0 }}>
      {title}
      {detail && <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{detail}</Box>}
    </Box>
    {children}
  </Box>
);
