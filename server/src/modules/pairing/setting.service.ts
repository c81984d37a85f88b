import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { build } from '../../platform/db/query-builder.ts';
import { conflict, invalidInput, notFound } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { RANKS, type Rank } from './quota.rules.ts';
import type {
  MunicipalPlace,
  ProgrammeYear,
  RankMapping,
  SaveProgrammeYearInput,
  SaveRankMapInput,
  SendPlacesInput,
} from './setting.type.ts';

const columns = ['year', 'confirm_by', 'household_cap', 'rank_quota', 'version'] as const;

interface YearRow {
  year: number;
  confirm_by: string;
  household_cap: number;
  rank_quota: unknown;
  version: number;
}

const shown = (row: YearRow): ProgrammeYear => ({
  id: String(row.year),
  year: row.year,
  confirmBy: row.confirm_by,
  householdCap: row.household_cap,
  quotas: RANKS.map((rank) => ({
    rank,
    households: (row.rank_quota as Partial<Record<Rank, number>>)[rank] ?? 0,
  })),
  version: row.version,
});

/** The years of the programme and what the office sets for them: everything that R1 and R2 leave open. */
export class SettingService {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Newest first. */
  async years(): Promise<ProgrammeYear[]> {
    const query = build.selectFrom('programme_year').select(columns).orderBy('year', 'desc');
    return (await this.#db.rows(systemScope, query, 'programmeYears')).map(shown);
  }

  /**
   * Opens a year or changes it; ends no pairing (R1, R2).
   * @throws CONFLICT with the year as it is, INVALID_INPUT where a rank has no quota
   */
  async saveYear(actor: Actor, scope: Scope, input: SaveProgrammeYearInput): Promise<ProgrammeYear> {
    const quota = Object.fromEntries(input.quotas.map(({ rank, households }) => [rank, households]));
    if (RANKS.some((rank) => quota[rank] === undefined)) throw invalidInput({ quotas: '每个职级都要写名额' });
    return this.#db.write(actor, scope, async (unit) => {
      const before = await unit.sql
        .selectFrom('programme_year')
        .select(columns)
        .where('year', '=', input.year)
        .forUpdate()
        .executeTakeFirst();
      if ((before?.version ?? null) !== (input.version ?? null)) {
        throw conflict(before ? { ...shown(before) } : { year: input.year });
      }
      const values = {
        confirm_by: input.confirmBy,
        household_cap: input.householdCap,
        rank_quota: JSON.stringify(quota),
      };
      const row = await unit.sql
        .insertInto('programme_year')
        .values({ year: input.year, ...values })
        .onConflict((clash) =>
          clash.column('year').doUpdateSet({ ...values, version: sql`programme_year.version + 1` }),
        )
        .returning(columns)
        .executeTakeFirstOrThrow();
      await audit(unit, {
        action: before ? 'programmeYear.change' : 'programmeYear.open',
        subjectType: 'programme_year',
        path: scope.lo,
        before: before ? shown(before) : null,
        after: shown(row),
      });
      return shown(row);
    });
  }

  /** The rank map in the order in which it decides. */
  async rankMap(): Promise<RankMapping[]> {
    const query = build
      .selectFrom('rank_mapping')
      .select(['pattern as id', 'pattern', 'rank'])
      .orderBy('position');
    return (await this.#db.rows(systemScope, query, 'rankMap')) as RankMapping[];
  }

  /** Replaces the rank map. Ranks given before stay until the roster is read again. */
  async saveRankMap(actor: Actor, scope: Scope, { lines }: SaveRankMapInput): Promise<RankMapping[]> {
    const patterns = lines.map(({ pattern }) => pattern.trim());
    const twice = patterns.find((pattern, i) => patterns.indexOf(pattern) !== i);
    if (twice) throw invalidInput({ lines: `「${twice}」写了两次，留一行` });
    await this.#db.write(actor, scope, async (unit) => {
      const before = await unit.sql
        .selectFrom('rank_mapping')
        .select(['pattern', 'rank'])
        .orderBy('position')
        .execute();
      await sql`delete from rank_mapping where not pattern = any(${patterns}::text[])`.execute(unit.sql);
      await sql`insert into rank_mapping (pattern, rank, position)
        select pattern, rank, n from unnest(${patterns}::text[], ${lines.map(({ rank }) => rank)}::text[]) with ordinality
          as t(pattern, rank, n)
        on conflict (pattern) do update set rank = excluded.rank, position = excluded.position`.execute(
        unit.sql,
      );
      const after = { lines: lines.map(({ rank }, i) => ({ pattern: patterns[i], rank })) };
      await audit(unit, {
        action: 'rankMap.change',
        subjectType: 'rank_mapping',
        path: scope.lo,
        before: { lines: before },
        after,
      });
    });
    return this.rankMap();
  }

  /** What the city has sent each county of its units' places (R6). */
  async municipalPlaces(scope: Scope, year: number): Promise<MunicipalPlace[]> {
    return this.#db.rows(
      scope,
      build
        .selectFrom('region as r')
        .leftJoin('municipal_place as m', (join) =>
          join.onRef('m.county_id', '=', 'r.id').on('m.year', '=', year),
        )
        .select(['r.id', 'r.name as county', (eb) => eb.fn.coalesce('m.places', sql<number>`0`).as('places')])
        .where('r.level', '=', 'COUNTY')
        .where('r.path', '>=', scope.lo)
        .where('r.path', '<', scope.hi)
        .orderBy('r.path'),
    );
  }

  /** @throws NOT_FOUND for a county that is not in scope */
  async sendPlaces(actor: Actor, scope: Scope, input: SendPlacesInput): Promise<MunicipalPlace> {
    return this.#db.write(actor, scope, async (unit) => {
      const county = await unit.sql
        .selectFrom('region')
        .select(['id', 'name', 'path'])
        .where('id', '=', input.countyId)
        .where('level', '=', 'COUNTY')
        .where('path', '>=', scope.lo)
        .where('path', '<', scope.hi)
        .executeTakeFirst();
      if (!county) throw notFound('个县');
      const values = { year: input.year, county_id: county.id, places: input.places };
      await unit.sql
        .insertInto('municipal_place')
        .values(values)
        .onConflict((clash) => clash.columns(['year', 'county_id']).doUpdateSet({ places: input.places }))
        .execute();
      const after = { year: input.year, places: input.places };
      await audit(unit, {
        action: 'municipalPlace.send',
        subjectType: 'region',
        subjectId: county.id,
        path: county.path,
        after,
      });
      return { id: county.id, county: county.name, places: input.places };
    });
  }
}
