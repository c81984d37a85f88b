import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import type { Compilable } from './query-builder.ts';

/** Stands in a statement where a value will be. */
class Slot {
  readonly key: string;

  constructor(key: string) {
    this.key = key;
  }
}

interface Template {
  text: string;
  parameters: readonly unknown[];
}

/** A statement's shapes are few (which filters, which order); strangers' combinations fall out first. */
const MAX_TEMPLATES = 2000;

/**
 * Statements built once for each name and only bound afterwards: building and compiling a joined page costs more than
 * reading it.
 */
export class BoundStatements {
  readonly #templates = new LRUCache<string, Template>({ max: MAX_TEMPLATES });

  /**
   * @param name what the text hangs on; two calls with one name must build one text
   * @param build gets `values` with a placeholder in place of each value: it may put them into the statement, never look at them
   */
  bind<V extends object, T>(name: string, values: V, build: (values: V) => Compilable<T>): pg.QueryConfig {
    let template = this.#templates.get(name);
    if (!template) {
      const slots = Object.fromEntries(Object.keys(values).map((key) => [key, new Slot(key)]));
      const { sql, parameters } = build(slots as V).compile();
      template = { text: sql, parameters };
      this.#templates.set(name, template);
    }
    const bound = template.parameters.map((parameter) =>
      parameter instanceof Slot ? values[parameter.key as keyof V] : parameter,
    );
    return { name, text: template.text, values: bound };
  }
}
