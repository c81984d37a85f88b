import { introspection } from '@qinyou/schema/introspection';
import { inputShapes } from './input-shapes.ts';

/** The schema’s input side, built in: nothing is asked of the server. */
export const shapes = inputShapes(introspection);
