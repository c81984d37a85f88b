import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildGuardedSchema } from './schema.ts';

const [target = 'schema/schema.graphql'] = process.argv.slice(2);
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, `${printSchema(lexicographicSortSchema(buildGuardedSchema()))}\n`);
