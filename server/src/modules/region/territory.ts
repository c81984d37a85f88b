import { systemScope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Listener } from '../../platform/db/notices.ts';
import { build } from '../../platform/db/query-builder.ts';
import type { Region } from './region.type.ts';

/** Told by a trigger whenever a region changes. */
export const TERRITORY_CHANNEL = 'territory';

interface Regions {
  byId: ReadonlyMap<string, Region>;
  byPath: ReadonlyMap<string, Region>;
}

/**
 * The whole territory in memory: two thousand places that are public, stand for years, and are shown beside every row. Read
 * when first asked for, and again after the database says that one changed.
 */
export class Territory implements Listener {
  readonly #db: Database;
  #known: Regions | null = null;
  #reading: Promise<Regions> | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /** A region by its id, null where there is none; a promise only while the territory is being read. */
  region(id: string): Region | null | Promise<Region | null> {
    const find = ({ byId }: Regions) => byId.get(id) ?? null;
    return this.#known ? find(this.#known) : this.#all().then(find);
  }

  /** Many regions by their ids, those that exist. */
  async regions(ids: readonly string[]): Promise<Region[]> {
    const { byId } = await this.#all();
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** The regions on the way down a path, the county first: what a heading shows above a name. */
  async above(path: string): Promise<Region[]> {
    const { byPath } = await this.#all();
    const steps = path.split('/').filter((step) => step && !step.startsWith('@'));
    const paths = steps.map((_step, at) => `${steps.slice(0, at + 1).join('/')}/`);
    return paths.slice(paths.length > 1 ? 1 : 0).flatMap((one) => byPath.get(one) ?? []);
  }

  heard(): void {
    this.#known = null;
    this.#reading = null;
  }

  lost(): void {
    this.heard();
  }

  #all(): Promise<Regions> {
    if (this.#reading) return this.#reading;
    const reading = this.#read();
    this.#reading = reading;
    reading.then(
      (regions) => {
        if (this.#reading === reading) this.#known = regions; // else one changed while it was read
      },
      () => this.heard(), // whoever waits is told; the next one asks again
    );
    return reading;
  }

  async #read(): Promise<Regions> {
    const query = build
      .selectFrom('region')
      .select(['id', 'code', 'name', 'level', 'path', 'poor', 'parent_id as parentId']);
    const rows = (await this.#db.rows(systemScope, query, 'territory')) as Region[];
    return {
      byId: new Map(rows.map((region) => [region.id, region])),
      byPath: new Map(rows.map((region) => [region.path, region])),
    };
  }
}
