/**
 * The colours of the console, once for light and once for dark. Three systems, one meaning each: accent = you can act here,
 * ramp = how many, lamp = state (always with a shape, a word and a reason). Everything else is paper and ink.
 */
export interface LampTokens {
  /** Words in this state. */
  text: string;
  /** The shape beside them. */
  glyph: string;
  /** The ground of a notice. */
  tint: string;
}

export interface Tokens {
  paper: string;
  surface: string;
  sub: string;
  /** Decorative hairline. */
  line: string;
  /** The border of an input, 3:1 on the surface. */
  edge: string;
  ink: string;
  ink2: string;
  ink3: string;
  accent: string;
  accentHover: string;
  accentTint: string;
  onAccent: string;
  red: LampTokens;
  yellow: LampTokens;
  green: LampTokens;
  /** How many, from none to most. Text on it is `ink` below step 3 and `rampInk` from there. */
  ramp: readonly [string, string, string, string, string];
  rampInk: string;
  toast: string;
  onToast: string;
  toastAccent: string;
  shadow: string;
}

export const light: Tokens = {
  paper: '#F6F5F1',
  surface: '#FFFFFF',
  sub: '#FAF9F6',
  line: '#E4E1D9',
  edge: '#8A867B',
  ink: '#1F2427',
  ink2: '#50585D',
  ink3: '#666D72',
  accent: '#17608F',
  accentHover: '#0F4A70',
  accentTint: '#E7F0F6',
  onAccent: '#FFFFFF',
  red: { text: '#A82A20', glyph: '#C2362B', tint: '#FBEDEB' },
  yellow: { text: '#7A5200', glyph: '#B67C05', tint: '#FBF3DF' },
  green: { text: '#22693C', glyph: '#2F8A50', tint: '#E9F4EC' },
  ramp: ['#F1F0EB', '#DDE2E4', '#B7C3C9', '#5D707B', '#2F414C'],
  rampInk: '#FFFFFF',
  toast: '#2A3338',
  onToast: '#FFFFFF',
  toastAccent: '#9CCBEA',
  shadow: '0 8px 32px rgba(24,32,38,.16), 0 1px 3px rgba(24,32,38,.12)',
};

export const dark: Tokens = {
  paper: '#14181B',
  surface: '#1C2226',
  sub: '#222A2F',
  line: '#30393F',
  edge: '#788590',
  ink: '#E8EBEC',
  ink2: '#B6BEC3',
  ink3: '#97A1A7',
  accent: '#86C1E8',
  accentHover: '#A9D4F0',
  accentTint: '#1B3547',
  onAccent: '#0C2231',
  red: { text: '#F3A097', glyph: '#E96F63', tint: '#3B2321' },
  yellow: { text: '#EBC26F', glyph: '#DDA83A', tint: '#352B17' },
  green: { text: '#8FCDA1', glyph: '#58B478', tint: '#1B3224' },
  ramp: ['#20272B', '#2D373D', '#46565F', '#93A7B2', '#D5E0E6'],
  rampInk: '#12181B',
  toast: '#E8EBEC',
  onToast: '#1C2226',
  toastAccent: '#0F4A70',
  shadow: '0 8px 32px rgba(0,0,0,.5), 0 0 0 1px #30393F',
};

/** Weights 400 and 600 only: system CJK fonts have two. No web font: nothing is fetched. */
export const fontFamily =
  '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei UI","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif';
