import { Box } from '@mui/material';
import type { ErrorProps } from 'react-admin';
import { ErrorNotice } from '../shared/ErrorNotice.tsx';

/** A page that broke: the menu stays, nothing is lost. */
export const PageError = ({ error }: ErrorProps) => (
  <Box sx={{ maxWidth: 640 }}>
    <ErrorNotice error={error} onRetry={() => window.location.reload()} />
  </Box>
);
