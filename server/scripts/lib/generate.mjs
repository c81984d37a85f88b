import { join } from 'node:path';
import { buildServer } from './build.mjs';
import { root } from './paths.mjs';
import { environment, node24, show, Trouble } from './run.mjs';

/** Writes everything that is generated and committed: the schema, the typed documents, the types of the tables. */
export async function generate() {
  await buildServer({ tolerant: true });
  await step('server/dist/server/src/app/emit-schema.js', 'schema/schema.graphql');
  await step('server/scripts/lib/generate-documents.mjs');
  await step('server/scripts/lib/generate-tables.mjs');
  console.log('已生成 schema/schema.graphql、schema/generated 和 server/src/generated。');
}

async function step(script, ...args) {
  const code = await show(node24(), [join(root, script), ...args], { env: environment() });
  if (code !== 0) throw new Trouble(`${script} 没有成功，原因见上。`);
}
