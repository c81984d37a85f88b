import { Box } from '@mui/material';
import { Fragment, type ReactNode } from 'react';

export interface Fact {
  label: string;
  value: ReactNode;
}

/** Label and value, a line each: what a card at the side is made of. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <Box
    component="dl"
    sx={{
      m: 0,
      display: 'grid',
      gridTemplateColumns: 'max-content minmax(0, 1fr)',
      columnGap: 2,
      alignItems: 'center',
    }}
  >
    {facts.map(({ label, value }) => (
      <Fragment key={label}>
        <Box
          component="dt"
          sx={{ color: 'text.secondary', typography: 'body2', py: 0.75, alignSelf: 'start' }}
        >
          {label}
        </Box>
        <Box component="dd" sx={{ m: 0, py: 0.5, minWidth: 0, overflowWrap: 'anywhere' }}>
          {value}
        </Box>
      </Fragment>
    ))}
  </Box>
);

/** A quiet word in a box: 已脱贫, 因病, 4 人. */
export const Tag = ({ children }: { children: ReactNode }) => (
  <Box
    component="span"
    sx={{
      px: 0.75,
      borderRadius: '4px',
      bgcolor: (t) => t.palette.ramp[0],
      color: 'text.secondary',
      typography: 'caption',
      lineHeight: 1.8,
      whiteSpace: 'nowrap',
    }}
  >
    {children}
  </Box>
);
