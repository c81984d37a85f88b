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
    '& tbody [data-label]': {
      display: 'flex',
      flexDirection: 'row', // a cell to the right would have its label after the value
      alignItems: 'baseline',
      alignSelf: 'baseline',
      columnGap: 0.5,
      flex: '0 1 auto',
      fontSize: '0.8125rem',
    },
    '& tbody [data-label]::before': { content: 'attr(data-label)', flex: 'none', color: 'text.secondary' },
    '& tbody .MuiTableCell-paddingCheckbox': { flex: '0 0 auto', width: 'auto', ml: -1.5, mr: -1 },
    '& tbody .MuiTableCell-paddingCheckbox + th': { flex: '1 1 75%' },
    '& tbody [data-quiet]': { display: 'none' },
  },
};
