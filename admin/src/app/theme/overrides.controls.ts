import type { ThemeComponents } from './theme-components.ts';
import type { Tokens } from './tokens.ts';

/** Buttons, fields, chips, tabs: 32 high, 40 in dialogs, radius 6, no shadow, no capitals. */
export const controls = (t: Tokens): ThemeComponents => ({
  MuiButtonBase: {
    defaultProps: { disableRipple: true },
    styleOverrides: {
      root: { '&.Mui-focusVisible': { outline: `2px solid ${t.accent}`, outlineOffset: 2 } },
    },
  },
  MuiButton: {
    defaultProps: { disableElevation: true, size: 'medium' },
    styleOverrides: {
      root: {
        minHeight: 32,
        minWidth: 0,
        padding: '5px 12px',
        whiteSpace: 'nowrap',
        '.MuiDialogActions-root &': { minHeight: 40, paddingInline: 20 },
      },
      contained: {
        fontWeight: 600,
        '&.Mui-disabled': { background: t.ramp[1], color: t.ink2, fontWeight: 400 },
      },
      outlined: {
        borderColor: t.line,
        background: t.surface,
        padding: '4px 12px',
        '&:hover': { borderColor: t.accent, background: t.surface },
      },
      text: { '&:hover': { background: t.accentTint } },
      textSecondary: { '&:hover': { background: t.sub } },
      sizeSmall: { minHeight: 28, fontSize: '0.8125rem', padding: '3px 10px' },
      sizeLarge: { minHeight: 40, padding: '9px 20px' },
      startIcon: { '& > *:nth-of-type(1)': { fontSize: 18 }, marginRight: 6 },
    },
  },
  MuiIconButton: {
    styleOverrides: {
      root: { borderRadius: 6, color: t.ink2, '&:hover': { background: t.sub, color: t.ink } },
      sizeMedium: { width: 32, height: 32, padding: 6, '& svg': { fontSize: 20 } },
      sizeSmall: { width: 28, height: 28, padding: 4, '& svg': { fontSize: 18 } },
    },
  },
  MuiTextField: { defaultProps: { variant: 'outlined', size: 'small' } },
  MuiFormControl: { defaultProps: { size: 'small' } },
  MuiSelect: { defaultProps: { size: 'small' } },
  MuiAutocomplete: { defaultProps: { size: 'small' } },
  MuiInputLabel: {
    styleOverrides: {
      root: {
        color: t.ink2,
        '&.Mui-focused': { color: t.accent },
        // The fields are 32 high, not MUI's 40.
        '&.MuiInputLabel-sizeSmall.MuiInputLabel-outlined:not(.MuiInputLabel-shrink)': {
          transform: 'translate(14px, 4px)',
        },
      },
    },
  },
  MuiOutlinedInput: {
    styleOverrides: {
      root: {
        background: t.surface,
        '&:hover .MuiOutlinedInput-notchedOutline': { borderColor: t.ink2 },
        '&.Mui-error .MuiOutlinedInput-notchedOutline': { borderWidth: 2, borderColor: t.red.glyph },
      },
      notchedOutline: { borderColor: t.edge },
      inputSizeSmall: { paddingBlock: 6, height: '1.25rem' },
      // A text area has its height from its rows; the fixed line height above would cut it off.
      inputMultiline: { height: 'auto' },
    },
  },
  MuiFormHelperText: {
    styleOverrides: { root: { marginInline: 0, wordBreak: 'keep-all', overflowWrap: 'anywhere' } },
  },
  MuiCheckbox: {
    defaultProps: { size: 'small' },
    styleOverrides: {
      root: { padding: 5, color: t.edge, '&.Mui-checked, &.MuiCheckbox-indeterminate': { color: t.accent } },
    },
  },
  MuiRadio: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 5, color: t.edge } } },
  MuiChip: {
    styleOverrides: {
      root: { fontSize: '0.75rem', background: t.ramp[0], color: t.ink2, height: 24 },
      outlined: { background: t.surface, borderColor: t.line },
    },
  },
  MuiToggleButton: {
    styleOverrides: {
      root: {
        padding: '3px 12px',
        minHeight: 32,
        borderColor: t.line,
        color: t.ink2,
        textTransform: 'none',
        '&.Mui-selected': { background: t.accentTint, color: t.accent, fontWeight: 600 },
        '&.Mui-selected:hover': { background: t.accentTint },
      },
    },
  },
  MuiTabs: { styleOverrides: { root: { minHeight: 40 }, indicator: { height: 2, pointerEvents: 'none' } } },
  MuiTab: {
    styleOverrides: {
      root: { minHeight: 40, minWidth: 0, padding: '8px 12px', '&.Mui-selected': { fontWeight: 600 } },
    },
  },
  MuiLink: { defaultProps: { underline: 'hover' } },
  MuiSwitch: { defaultProps: { size: 'small' } },
  MuiLinearProgress: {
    styleOverrides: {
      root: { height: 6, borderRadius: 3, backgroundColor: t.ramp[1] },
      bar: { borderRadius: 0 },
    },
  },
});
