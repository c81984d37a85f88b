import type { Area } from './area.ts';

/** The places above (within the grant) and right below the one at hand. */
export const useSubareas = (_wanted: boolean): { up: readonly Area[]; down: readonly Area[] } => ({
  up: [],
  down: [],
});
