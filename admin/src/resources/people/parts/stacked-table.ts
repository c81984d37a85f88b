import type { SxProps, Theme } from '@mui/material';

/** A table that stacks its cells on a phone: no heading row, each cell a line under its `data-label`. */
export const stackedTable: SxProps<Theme> = (theme) => ({
  [theme.breakpoints.down('sm')]: {
    '& thead': { display: 'none' },
    '& tbody, & tr': { display: 'block' },
    '& tr': { py: 1, borderBottom: 1, borderColor: 'divider' },
    '& td, & tbody th': {
      display: 'flex',
      alignItems: 'baseline',
      gap: 1,
      px: 2,
      py: 0.25,
      border: 0,
      height: 'auto',
      textAlign: 'left',
      flexDirection: 'row',
    },
    '& [data-label]::before': {
      content: 'attr(data-label)',
      flex: 'none',
      color: 'text.secondary',
      ...theme.typography.body2,
    },
  },
});
