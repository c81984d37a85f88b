import { checkNode } from './lib/check-node.mjs';

// Loaded only afterwards: an old Node must get as far as the sentence.
if (checkNode()) void import('./lib/start.mjs').then(({ start }) => start());
