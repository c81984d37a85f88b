import type { ThemeComponents } from './theme-components.ts';
import { controls } from './overrides.controls.ts';
import { surfaces } from './overrides.surfaces.ts';
import type { Tokens } from './tokens.ts';

/** What MUI and react-admin components look like here. Split by kind: controls, surfaces. */
export const overrides = (t: Tokens): ThemeComponents => ({ ...surfaces(t), ...controls(t) });
