import { Box } from '@mui/material';

/** Two lines of a cell: what it is, and where or whose. */
export const Two = ({
  first,
  second,
  strong = false,
}: {
  first: string;
  second: string;
  strong?: boolean;
}) => (
  <Box sx={{ py: 0.5 }}>
    <Box sx={{ fontWeight: strong ? 600 : 400 }}>{first}</Box>
    {second && <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{second}</Box>}
  </Box>
);
