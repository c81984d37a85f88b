import type { SxProps, Theme } from '@mui/material';

/**
 * A table that stands on a phone as one block a row, nothing cut off: cells under each other, those with a `data-label` beside
 * their label on one line, those without at full width, a box to tick beside the name. Put it on the `Table`.
 */
export const stackedOnPhone: SxProps<Theme> = {
  '@media screen and (max-width:599.95px)': {
    display: 'block',
    '& thead': { display: 'none' },
    '& tbody': { display: 'block' },
    '& tbody tr': {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: 1.5,
      rowGap: 0.25,
      px: 2,
      py: 1.25,
      borderTop: 1,
      borderColor: 'divider',
    },
    '& tbody tr:first-of-type': { borderTop: 0 },
    '& tbody td, & tbody th': {
      display: 'block',
      flex: '1 1 100%',
      minWidth: 0,
      height: 'auto',
      p: 0,
      border: 0,
      textAlign: 'left',
    },
    '& tbody [data-label]': { flex: '0 0 auto', fontSize: '0.8125rem' },
    '& tbody [data-label]::before': { content: 'attr(data-label)', color: 'text.secondary', mr: 0.5 },
    '& tbody .MuiTableCell-paddingCheckbox': { flex: '0 0 auto', width: 'auto', ml: -1.5, mr: -1 },
    '& tbody .MuiTableCell-paddingCheckbox + th': { flex: '1 1 75%' },
    '& tbody [data-quiet]': { display: 'none' },
  },
};
