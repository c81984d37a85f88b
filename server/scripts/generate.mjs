import { install } from './lib/install.mjs';
import { generate } from './lib/generate.mjs';
import { main } from './lib/run.mjs';

/** `npm run generate`: schema, typed documents and table types from the code and the migrations. */
main(async () => {
  await install();
  await generate();
});
