import { Box, useTheme } from '@mui/material';
import { Link } from 'react-router-dom';

/** Two rings that hold each other. */
export const Rings = ({ size = 28 }: { size?: number }) => {
  const { palette } = useTheme();
  return (
    <svg viewBox="0 0 28 28" width={size} height={size} aria-hidden fill="none" strokeWidth="3">
      <circle cx="10.5" cy="14" r="7.5" stroke={palette.primary.main} />
      <circle cx="17.5" cy="14" r="7.5" stroke={palette.text.primary} />
      <path d="M14 7.4a7.5 7.5 0 0 1 0 13.2" stroke={palette.primary.main} />
    </svg>
  );
};

export const Logo = () => (
  <Box
    component={Link}
    to="/"
    sx={(t) => ({
      ...t.mixins.touch,
      display: 'flex',
      alignItems: 'center',
      gap: 1,
      width: { sm: 192 },
      flex: 'none',
      fontSize: '1.125rem',
      fontWeight: 600,
      letterSpacing: '.04em',
      color: 'text.primary',
      textDecoration: 'none',
    })}
  >
    <Rings />
    亲友
  </Box>
);
