import { inputShapes } from './input-shapes.ts';

/** The schema’s input side, built in: nothing is asked of the server. */
export const shapes = inputShapes({ __schema: { types: [] } } as never);
