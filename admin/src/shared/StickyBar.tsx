import { Box } from '@mui/material';
import type { ReactNode, Ref } from 'react';
import { FOOT_BAR } from './feedback/use-foot.ts';

/** The bar that stays at the bottom of a wizard: what will happen, and the buttons that make it happen. */
export const StickyBar = ({
  says,
  ref,
  children,
}: {
  says: ReactNode;
  ref?: Ref<HTMLDivElement>;
  children: ReactNode;
}) => (
  <Box
    ref={ref}
    {...FOOT_BAR}
    sx={{
      position: 'sticky',
      bottom: 0,
      zIndex: 2,
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 1.5,
      mx: { xs: -1.5, md: -3 },
      px: { xs: 1.5, md: 3 },
      py: 1.5,
      bgcolor: 'background.paper',
      borderTop: 1,
      borderColor: 'divider',
    }}
  >
    <Box sx={{ flex: '1 1 280px', color: 'text.secondary' }}>{says}</Box>
    {children}
  </Box>
);
