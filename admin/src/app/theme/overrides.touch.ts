import type { CSSObject } from '@mui/material/styles';
import type { ThemeComponents } from './theme-components.ts';

declare module '@mui/material/styles' {
  interface Mixins {
    /** For a row, card or line of the menu that is a link: as high as a finger needs on a phone, nothing at the desk. */
    touch: CSSObject;
  }
}

/** What a finger hits without aiming (WCAG 2.5.5; more than its 44, as UX.md asks). */
const FINGER = 48;
const PHONE = '@media (max-width:599.95px)';

/** Thrice the class: a size of its own (`sizeSmall`) or of a page (`sx`) comes after, and is meant for the desk. */
const onPhone = (css: CSSObject): CSSObject => ({ [PHONE]: { '&&&': css } });
/** Text that is a link: drawn as it is, hit as high as a finger needs. */
const reach: CSSObject = {
  position: 'relative',
  '&::after': {
    content: '""',
    position: 'absolute',
    insetInline: 0,
    top: '50%',
    height: FINGER,
    transform: 'translateY(-50%)',
  },
};
/** The box that is ticked stays where it is; its field reaches over the margins. */
const ticked = onPhone({ padding: 14, margin: -9 });

export const touchMixins = { touch: { [PHONE]: { minHeight: FINGER } } };

/** Everything that is pressed, 48 high on a phone; merged over the desk's sizes. */
export const touch: ThemeComponents = {
  MuiCssBaseline: {
    styleOverrides: { [PHONE]: { ':where(a:not(.MuiButtonBase-root), .MuiLink-root)': reach } },
  },
  MuiTableCell: {
    styleOverrides: {
      root: { [PHONE]: { '&:has(a)': { height: FINGER } } },
      paddingCheckbox: { [PHONE]: { height: FINGER } },
    },
  },
  MuiButtonBase: { styleOverrides: { root: onPhone({ minHeight: FINGER }) } },
  MuiIconButton: { styleOverrides: { root: onPhone({ minWidth: FINGER }) } },
  MuiCheckbox: { styleOverrides: { root: ticked } },
  MuiRadio: { styleOverrides: { root: ticked } },
  // Its thumb is placed by hand; the line it stands in is what is pressed.
  MuiSwitch: { styleOverrides: { switchBase: onPhone({ minHeight: 0 }) } },
  MuiFormControlLabel: { styleOverrides: { root: onPhone({ minHeight: FINGER }) } },
  MuiOutlinedInput: {
    styleOverrides: {
      root: onPhone({ minHeight: FINGER }),
      inputSizeSmall: { [PHONE]: { '&&:not(.MuiInputBase-inputMultiline)': { paddingBlock: 14 } } },
    },
  },
  MuiInputLabel: {
    styleOverrides: {
      root: {
        [PHONE]: {
          '&&.MuiInputLabel-sizeSmall.MuiInputLabel-outlined:not(.MuiInputLabel-shrink)': {
            transform: 'translate(14px, 12px)',
          },
        },
      },
    },
  },
  MuiAutocomplete: {
    styleOverrides: {
      input: onPhone({ paddingBlock: 8 }),
      // Two stand side by side within the field: as high as it, no wider than they are drawn.
      popupIndicator: onPhone({ minWidth: 0 }),
      clearIndicator: onPhone({ minWidth: 0 }),
      option: onPhone({ minHeight: FINGER }),
    },
  },
  MuiTabs: { styleOverrides: { root: onPhone({ minHeight: FINGER }) } },
  MuiTreeItem: { styleOverrides: { content: onPhone({ minHeight: FINGER }) } },
};
