import { Box } from '@mui/material';

/** What will come of it, a line each, said before the button. */
export const Means = ({ lines }: { lines: readonly string[] }) => (
  <Box
    component="ul"
    aria-label="会怎样"
    sx={{
      m: 0,
      display: 'grid',
      gap: 0.5,
      px: 1.5,
      py: 1,
      listStyle: 'none',
      borderRadius: '6px',
      typography: 'body2',
      bgcolor: (t) => t.palette.ramp[0],
    }}
  >
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </Box>
);
