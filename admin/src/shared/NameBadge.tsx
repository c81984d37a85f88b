import { Box } from '@mui/material';
import { badgeOf } from './format.ts';

/** The first character of a name in a circle. */
export const NameBadge = ({ name, small = false }: { name: string; small?: boolean }) => (
  <Box
    aria-hidden
    component="span"
    sx={{
      width: small ? 24 : 32,
      height: small ? 24 : 32,
      flex: 'none',
      borderRadius: '50%',
      display: 'inline-flex',
      alignItems: 'center',
      justifyContent: 'center',
      fontSize: small ? '0.75rem' : '0.8125rem',
      fontWeight: 600,
      bgcolor: (t) => t.palette.ramp[1],
      color: 'text.primary',
    }}
  >
    {badgeOf(name)}
  </Box>
);
