import { likeness, squeeze } from '../values/text.ts';

/** A node of the territory, with what it was called and coded before. */
export interface RegionFact {
  id: string;
  code: string;
  name: string;
  level: 'CITY' | 'COUNTY' | 'TOWN' | 'VILLAGE' | 'GROUP';
  parentId: string | null;
  path: string;
  formerNames: string[];
  formerCodes: string[];
}

export interface PlaceQuery {
  county?: string;
  town?: string;
  village: string;
}

/** The village that is meant; or where the search failed, with the one name that was probably meant. */
export type PlaceMatch =
  | { found: RegionFact; note?: string }
  | { failed: 'COUNTY' | 'TOWN' | 'VILLAGE'; within: string; suggestion?: string }
  | { failed: 'AMBIGUOUS'; candidates: RegionFact[] };

const SUFFIXES: Partial<Record<RegionFact['level'], RegExp>> = {
  COUNTY: /(自治县|县|区|市)$/,
  TOWN: /(街道办事处|街道办|办事处|街道|民族乡|镇|乡)$/,
  VILLAGE: /(村村民委员会|村民委员会|社区居民委员会|社区居委会|居民委员会|村委会|居委会|社区村|社区|村)$/,
};

/** Below this two names have too little in common to suggest one for the other. */
const ALIKE_ENOUGH = 0.5;

interface Named {
  exact: Map<string, RegionFact[]>;
  /** By name and kind: 洛河镇 has 洛河街村 and 洛河街社区. */
  kind: Map<string, RegionFact[]>;
  core: Map<string, RegionFact[]>;
  all: RegionFact[];
}

/** Finds villages by the names that people write: county, then town within it, then village within that. Pure. */
export class RegionMatcher {
  readonly #children = new Map<string, Named>();
  readonly #counties: Named;
  readonly #byId: Map<string, RegionFact>;
  readonly #byCode: Map<string, RegionFact>;
  readonly #cache = new Map<string, PlaceMatch>();

  constructor(regions: readonly RegionFact[]) {
    this.#byId = new Map(regions.map((region) => [region.id, region]));
    this.#byCode = new Map(
      regions.flatMap((region) => [region.code, ...region.formerCodes].map((code) => [code, region])),
    );
    this.#counties = index(regions.filter((region) => region.level === 'COUNTY'));
    const byParent = Map.groupBy(
      regions.filter((region) => region.parentId && (region.level === 'TOWN' || region.level === 'VILLAGE')),
      (region) => region.parentId ?? '',
    );
    for (const [parent, list] of byParent) this.#children.set(parent, index(list));
  }

  /** @param within paths of the counties to look in where the roster names none; all where empty */
  village(query: PlaceQuery, within: readonly string[] = []): PlaceMatch {
    const key = [query.county ?? '', query.town ?? '', query.village, ...within].map(squeeze).join('|');
    let match = this.#cache.get(key);
    if (!match) {
      match = this.#search(query, within);
      this.#cache.set(key, match);
    }
    return match;
  }

  #search(query: PlaceQuery, within: readonly string[]): PlaceMatch {
    let counties = this.#counties.all;
    if (query.county) {
      const county = lookUp(this.#counties, query.county);
      if (county.length === 0) {
        return {
          failed: 'COUNTY',
          within: '安康市',
          suggestion: nearest(this.#counties, query.county)?.name,
        };
      }
      counties = county;
    } else if (within.length > 0) {
      counties = counties.filter((county) =>
        within.some((path) => path.startsWith(county.path) || county.path.startsWith(path)),
      );
    }
    return query.town
      ? this.#inTown(counties, query.town, query.village)
      : this.#anywhere(counties, query.village);
  }

  #inTown(counties: readonly RegionFact[], town: string, village: string): PlaceMatch {
    const towns = counties.flatMap((county) => lookUp(this.#named(county), town));
    if (towns.length > 1) return { failed: 'AMBIGUOUS', candidates: towns };
    const [only] = towns;
    if (!only) {
      const near = counties
        .map((county) => nearest(this.#named(county), town))
        .find((region) => region !== undefined);
      return {
        failed: 'TOWN',
        within: counties.length === 1 ? (counties[0]?.name ?? '') : '',
        suggestion: near?.name,
      };
    }
    const named = this.#named(only);
    const villages = lookUp(named, village);
    if (villages.length > 1) return { failed: 'AMBIGUOUS', candidates: villages };
    const [found] = villages;
    return found
      ? { found }
      : { failed: 'VILLAGE', within: only.name, suggestion: nearest(named, village)?.name };
  }

  #anywhere(counties: readonly RegionFact[], village: string): PlaceMatch {
    const towns = counties.flatMap((county) => this.#named(county).all);
    const villages = towns.flatMap((town) => lookUp(this.#named(town), village));
    const [found, second] = villages;
    if (found && second) return { failed: 'AMBIGUOUS', candidates: villages };
    if (found) return { found, note: `没写镇，全县只有${this.nameOf(found.parentId)}有这个村` };
    return { failed: 'VILLAGE', within: counties.length === 1 ? (counties[0]?.name ?? '') : '' };
  }

  /** The village that a household's number begins with (12 digits), where it lies in the town that is meant. */
  villageOfNumber(number: string, query: PlaceQuery, within: readonly string[] = []): RegionFact | undefined {
    const village = this.#byCode.get(number.slice(0, 12));
    const town = village?.parentId ? this.#byId.get(village.parentId) : undefined;
    if (village?.level !== 'VILLAGE' || !town) return undefined;
    const again = this.village({ ...query, village: village.name }, within);
    return 'found' in again && again.found.id === village.id ? village : undefined;
  }

  /** The county that a unit's name begins with: 平利县水利局 is at home in 平利县. */
  countyNamedBy(unit: string): RegionFact | undefined {
    return this.#counties.all.find((county) =>
      [county.name, ...county.formerNames].some((name) => squeeze(unit).startsWith(squeeze(name))),
    );
  }

  nameOf(id: string | null): string {
    return (id && this.#byId.get(id)?.name) || '';
  }

  #named(parent: RegionFact): Named {
    return this.#children.get(parent.id) ?? { exact: new Map(), kind: new Map(), core: new Map(), all: [] };
  }
}

/** 洛河镇 and 洛河, 让河村 and 让河村委会 are one place: the name without what kind of place it is. */
export function coreName(name: string, level: RegionFact['level']): string {
  const text = squeeze(name);
  const core = text.replace(SUFFIXES[level] ?? /$^/, '');
  return core.length > 0 ? core : text;
}

function kindName(name: string, level: RegionFact['level']): string {
  return `${coreName(name, level)}|${/(社区|居委会|居民委员会)(（.*）|\(.*\))?$/.test(squeeze(name)) ? '社区' : '村'}`;
}

function index(regions: readonly RegionFact[]): Named {
  const exact = new Map<string, RegionFact[]>();
  const kind = new Map<string, RegionFact[]>();
  const core = new Map<string, RegionFact[]>();
  for (const region of regions) {
    for (const name of [region.name, ...region.formerNames]) {
      add(exact, squeeze(name), region);
      add(kind, kindName(name, region.level), region);
      add(core, coreName(name, region.level), region);
    }
  }
  return { exact, kind, core, all: [...regions] };
}

function add(map: Map<string, RegionFact[]>, key: string, region: RegionFact): void {
  const list = map.get(key) ?? [];
  if (!list.includes(region)) list.push(region);
  map.set(key, list);
}

function lookUp(named: Named, text: string): RegionFact[] {
  const exact = named.exact.get(squeeze(text));
  if (exact) return exact;
  const level = named.all[0]?.level ?? 'VILLAGE';
  return named.kind.get(kindName(text, level)) ?? named.core.get(coreName(text, level)) ?? [];
}

/** The one name that is nearest; undefined where none is near or two are equally near. */
function nearest(named: Named, text: string): RegionFact | undefined {
  const level = named.all[0]?.level ?? 'VILLAGE';
  const wanted = coreName(text, level);
  const ranked = named.all
    .map((region) => ({ region, score: likeness(wanted, coreName(region.name, level)) }))
    .toSorted((a, b) => b.score - a.score);
  const [first, second] = ranked;
  if (!first || first.score < ALIKE_ENOUGH || first.score === second?.score) return undefined;
  return first.region;
}
