import type {} from 'react-admin';
import { createTheme, type Theme } from '@mui/material/styles';
import { touch, touchMixins } from './overrides.touch.ts';
import { overrides } from './overrides.ts';
import { dark, fontFamily, light, type LampTokens, type Tokens } from './tokens.ts';

declare module '@mui/material/styles' {
  interface Palette {
    /** State: red = 赶不上, yellow = 要抓紧, green = 已齐. Never without a shape, a word and a reason. */
    lamp: { red: LampTokens; yellow: LampTokens; green: LampTokens };
    /** How many: five steps and the text colour on steps 3 and 4. */
    ramp: readonly string[];
    rampInk: string;
    /** The quiet ground of table heads and fields. */
    sub: string;
    /** The border of an input. */
    edge: string;
    /** The ground of what is chosen. */
    tint: string;
    toast: { ground: string; text: string; accent: string };
  }
  interface PaletteOptions extends Partial<
    Pick<Palette, 'lamp' | 'ramp' | 'rampInk' | 'sub' | 'edge' | 'tint' | 'toast'>
  > {
    mode?: 'light' | 'dark';
  }
}

/** Sizes in px at a root of 16 px, as rem: large mode is a larger root font size. */
const rem = (px: number) => `${px / 16}rem`;
const type = (px: number, line: number, fontWeight = 400) => ({
  fontSize: rem(px),
  lineHeight: rem(line),
  fontWeight,
  letterSpacing: 0,
});

const build = (mode: 'light' | 'dark', t: Tokens): Theme =>
  createTheme(
    {
      palette: {
        mode,
        background: { default: t.paper, paper: t.surface },
        text: { primary: t.ink, secondary: t.ink2, disabled: t.ink3 },
        divider: t.line,
        primary: { main: t.accent, dark: t.accentHover, light: t.accent, contrastText: t.onAccent },
        secondary: { main: t.ink2, dark: t.ink, light: t.ink3, contrastText: t.surface },
        error: { main: t.red.text, dark: t.red.text, light: t.red.glyph, contrastText: t.surface },
        warning: { main: t.yellow.text, dark: t.yellow.text, light: t.yellow.glyph, contrastText: t.surface },
        success: { main: t.green.text, dark: t.green.text, light: t.green.glyph, contrastText: t.surface },
        info: { main: t.accent, dark: t.accentHover, light: t.accent, contrastText: t.onAccent },
        action: {
          hover: t.sub,
          selected: t.accentTint,
          active: t.ink2,
          disabledBackground: t.ramp[1],
          disabled: t.ink2,
          focus: t.accentTint,
        },
        lamp: { red: t.red, yellow: t.yellow, green: t.green },
        ramp: t.ramp,
        rampInk: t.rampInk,
        sub: t.sub,
        edge: t.edge,
        tint: t.accentTint,
        toast: { ground: t.toast, text: t.onToast, accent: t.toastAccent },
      },
      shape: { borderRadius: 6 },
      spacing: 8,
      typography: {
        fontSize: 14,
        fontFamily,
        fontWeightLight: 400,
        fontWeightRegular: 400,
        fontWeightMedium: 600,
        fontWeightBold: 600,
        h1: type(20, 32, 600),
        h2: type(16, 24, 600),
        h3: type(15, 22, 600),
        h4: type(14, 24, 600),
        h5: type(20, 32, 600),
        h6: type(16, 24, 600),
        subtitle1: type(14, 24, 600),
        subtitle2: type(13, 20, 600),
        body1: type(14, 24),
        body2: type(13, 20),
        caption: type(12, 16),
        overline: type(12, 16),
        button: { ...type(14, 20), textTransform: 'none' },
      },
      mixins: touchMixins,
      components: overrides(t),
    },
    { components: touch },
  );

/** For react-admin’s `lightTheme` and `darkTheme`. */
export const lightTheme = build('light', light);
export const darkTheme = build('dark', dark);
