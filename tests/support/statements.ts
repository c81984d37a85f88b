import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What is sent around every unit of work, whatever is done in it. */
const AROUND = /^\s*(?:begin|start transaction|commit|rollback|savepoint|release|set |select set_config)/i;

type Query = (...args: unknown[]) => unknown;
interface Driver {
  Client: { prototype: { query: Query } };
}

/** The driver under units of work, which is the ORM's own copy: reads and the queue have another. */
function driverOfWrites(): Driver {
  const server = createRequire(join(import.meta.dirname, '../../server/package.json'));
  return createRequire(server.resolve('@mikro-orm/postgresql'))('pg') as Driver;
}

/**
 * Records every statement within units of work; the ORM's own log leaves out those that are built with Kysely.
 * @returns what undoes it
 */
export function recordWrites(sink: (text: string) => void): () => void {
  const { prototype } = driverOfWrites().Client;
  const original = prototype.query;
  prototype.query = function query(this: unknown, ...args: unknown[]) {
    const [first] = args;
    const text = typeof first === 'string' ? first : (first as { text?: string } | undefined)?.text;
    if (text && !AROUND.test(text)) sink(text);
    return original.apply(this, args);
  };
  return () => {
    prototype.query = original;
  };
}
