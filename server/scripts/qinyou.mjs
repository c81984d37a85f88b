import { checkNode } from './lib/check-node.mjs';

// Loaded only afterwards: an old Node must get as far as the sentence.
if (checkNode()) void import('./lib/qinyou.mjs').then(({ qinyou }) => qinyou(process.argv.slice(2)));
