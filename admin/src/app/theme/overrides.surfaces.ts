import type {} from 'react-admin';
import type { CSSObject } from '@mui/material/styles';
import type { ThemeComponents } from './theme-components.ts';
import type { Tokens } from './tokens.ts';

declare module '@mui/material/styles' {
  interface Components {
    MuiTreeItem?: { styleOverrides?: Record<string, CSSObject> };
  }
}

/** Paper, bars, tables, dialogs: hairlines instead of shadows; a shadow only on what floats. */
export const surfaces = (t: Tokens): ThemeComponents => ({
  MuiCssBaseline: {
    styleOverrides: {
      body: {
        fontVariantNumeric: 'tabular-nums lining-nums',
        textAutospace: 'normal',
        textSpacingTrim: 'space-first',
        lineBreak: 'strict',
        overflowWrap: 'anywhere',
        WebkitFontSmoothing: 'antialiased',
      },
      ':focus-visible': { outline: `2px solid ${t.accent}`, outlineOffset: 2 },
      'input:focus-visible, textarea:focus-visible, [tabindex="-1"]:focus-visible': { outline: 'none' },
      '[data-kept-focus][tabindex="-1"]:focus-visible': { outline: `2px solid ${t.accent}` },
      a: { color: t.accent },
      // react-admin’s inputs stand under each other in a form; elsewhere fields have no margins.
      '.ra-input': { marginTop: 8, marginBottom: 4 },
      kbd: {
        font: 'inherit',
        fontSize: '0.75rem',
        lineHeight: '1rem',
        minWidth: 20,
        display: 'inline-block',
        textAlign: 'center',
        padding: '1px 5px',
        border: `1px solid ${t.line}`,
        borderBottomWidth: 2,
        borderRadius: 4,
        background: t.surface,
        color: t.ink2,
      },
      // On paper only the page itself, in black: a dark theme would print light ink on white.
      '@media print': {
        '*, *::before, *::after': { color: '#000 !important', background: 'transparent !important' },
        'header.MuiAppBar-root, nav, .MuiDrawer-root, .MuiButtonBase-root, .no-print': {
          display: 'none !important',
        },
        '.RaLayout-appFrame.RaLayout-appFrame': { marginTop: '0 !important' },
        '.RaLayout-content.RaLayout-content': { padding: '0 !important' },
        '.MuiPaper-root, .MuiPaper-root *': { overflow: 'visible !important' },
        thead: { display: 'table-header-group' },
        'tr, li': { breakInside: 'avoid' },
      },
      '@media (prefers-reduced-motion: reduce)': {
        '*, *::before, *::after': {
          animationDuration: '0.01ms !important',
          transitionDuration: '0.01ms !important',
        },
      },
    },
  },
  MuiPaper: {
    defaultProps: { elevation: 0 },
    styleOverrides: {
      root: { backgroundImage: 'none' },
      elevation0: { border: `1px solid ${t.line}` },
      rounded: { borderRadius: 8 },
    },
  },
  MuiCard: { styleOverrides: { root: { borderRadius: 8 } } },
  MuiAppBar: {
    defaultProps: { elevation: 0, color: 'default' },
    styleOverrides: {
      root: {
        background: t.surface,
        color: t.ink,
        border: 0,
        borderBottom: `1px solid ${t.line}`,
        borderRadius: 0,
      },
    },
  },
  MuiToolbar: { styleOverrides: { root: { minHeight: 56, '@media (min-width:600px)': { minHeight: 56 } } } },
  MuiDrawer: { styleOverrides: { paper: { border: 0, borderRadius: 0 } } },
  MuiDialog: { styleOverrides: { paper: { borderRadius: 12, border: 0, boxShadow: t.shadow } } },
  MuiDialogActions: { styleOverrides: { root: { padding: '8px 24px 20px' } } },
  MuiPopover: { styleOverrides: { paper: { borderRadius: 12, border: 0, boxShadow: t.shadow } } },
  MuiMenu: { styleOverrides: { paper: { borderRadius: 8 } } },
  MuiMenuItem: {
    styleOverrides: {
      root: {
        '&.Mui-focusVisible': { outlineOffset: -2 },
        minHeight: 36,
        fontSize: '0.875rem',
        '&.Mui-selected': { background: t.accentTint, color: t.accent },
      },
    },
  },
  MuiListItemIcon: { styleOverrides: { root: { minWidth: 32 } } },
  MuiTooltip: { styleOverrides: { tooltip: { background: t.toast, color: t.onToast, fontSize: '0.75rem' } } },
  MuiTableCell: {
    styleOverrides: {
      root: {
        borderColor: t.line,
        padding: '4px 12px',
        height: 40,
        fontSize: '0.875rem',
        lineHeight: '1.25rem',
      },
      head: {
        background: t.sub,
        color: t.ink2,
        fontSize: '0.8125rem',
        fontWeight: 600,
        height: 36,
        whiteSpace: 'nowrap',
      },
      alignRight: { textAlign: 'right' },
    },
  },
  MuiTableRow: {
    styleOverrides: { root: { '&:last-child td, tbody > &:last-child th': { borderBottom: 0 } } },
  },
  MuiTreeItem: {
    styleOverrides: {
      // The item holds its children, too: the ring goes round its own line.
      root: {
        '&:focus-visible > .MuiTreeItem-content': { outline: `2px solid ${t.accent}`, outlineOffset: -2 },
      },
      content: { minHeight: 28, paddingBlock: 0, borderRadius: 6, gap: 4 },
      label: { fontSize: '0.875rem' },
    },
  },
  RaLayout: {
    styleOverrides: {
      root: {
        minWidth: 0,
        '& .RaLayout-appFrame': { marginTop: '56px !important', minWidth: 0 },
        '& .RaLayout-contentWithSidebar': { minWidth: 0 },
        '& .RaLayout-content': {
          minWidth: 0,
          padding: '16px 24px 24px',
          '@media (max-width:599.95px)': { padding: '12px 12px 24px' },
        },
      },
    },
  },
  RaDataTable: {
    styleOverrides: {
      root: {
        '& .RaDataTable-tableWrapper': { overflowX: 'auto' },
        '& .RaDataTable-headerCell': { background: t.sub, borderRadius: 0 },
        // Of a hundred rows the heading stays in sight, under the bar at the top; narrower, the table scrolls in its own box.
        '@media screen and (min-width:1200px)': {
          '& .RaDataTable-tableWrapper': { overflowX: 'visible' },
          '& .RaDataTable-headerCell': { position: 'sticky', top: 56, zIndex: 1 },
        },
        '& .RaDataTable-rowCell': { paddingBlock: 4 },
        '& .RaDataTable-clickableRow:focus-visible': { outlineOffset: -2 },
        '& .MuiTableRow-root.Mui-selected': { background: t.accentTint },
        // One block a row, nothing squeezed: the first cell at full width, the others after each other under it.
        '@media screen and (max-width:599.95px)': {
          '& .RaDataTable-table, & tbody': { display: 'block' },
          '& thead': { display: 'none' },
          '& tbody .MuiTableRow-root': {
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'baseline',
            columnGap: 12,
            rowGap: 2,
            padding: '10px 16px',
            height: 'auto',
            borderTop: `1px solid ${t.line}`,
          },
          '& tbody .MuiTableRow-root:first-of-type': { borderTop: 0 },
          '& tbody .RaDataTable-rowCell': {
            display: 'block',
            padding: 0,
            border: 0,
            height: 'auto',
            textAlign: 'left',
            fontSize: '0.8125rem',
          },
          '& tbody .RaDataTable-rowCell:first-of-type': { flex: '1 1 100%', fontSize: 'inherit' },
          '& tbody .RaDataTable-rowCell:empty': { display: 'none' },
          '& tbody [data-label]::before': { content: 'attr(data-label) " "', color: t.ink2 },
        },
      },
    },
  },
  RaEdit: { defaultProps: { mutationMode: 'pessimistic' } },
  RaList: {
    styleOverrides: {
      root: {
        '& .RaList-noActions': { marginTop: 0 },
        '& .RaList-content': { overflow: 'clip' },
        '& .RaList-main': { minWidth: 0 },
      },
    },
  },
});
