import type { ThemeOptions } from '@mui/material/styles';

/** Exactly what `createTheme` takes: comparing it with `Components<Theme>` instead costs the type checker minutes. */
export type ThemeComponents = NonNullable<ThemeOptions['components']>;
