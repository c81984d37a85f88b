import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Database } from '../../platform/db/database.ts';
import { build, statement } from '../../platform/db/query-builder.ts';
import { conflict, invalidInput } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { Day } from './pairing.rules.ts';
import { RANKS, type Rank } from '../people/index.ts';
import type { RankQuota } from './quota.rules.ts';
import type { ProgrammeYearEffect } from './setting-effect.type.ts';
import { loadsQuery } from './setting.places.ts';
import { quotaEffect } from './setting.rules.ts';
import type { ProgrammeYear, SaveProgrammeYearInput } from './setting.type.ts';

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

/** The recorded acts that make up the history of the settings. */
export const SETTING_ACTIONS = [
  'programmeYear.open',
  'programmeYear.change',
  'rankMap.change',
  'municipalPlace.send',
  'municipalPlace.sendCadres',
  'municipalPlace.takeBackCadres',
  'figures.change',
  'dictionary.add',
  'dictionary.edit',
  'dictionary.reweigh',
] as const;

/** @throws INVALID_INPUT where a rank has no quota */
export function quotaOf({ quotas }: SaveProgrammeYearInput): RankQuota {
  const quota = Object.fromEntries(quotas.map(({ rank, households }) => [rank, households]));
  if (RANKS.some((rank) => quota[rank] === undefined)) throw invalidInput({ quotas: '每个职级都要写名额' });
  return quota as RankQuota;
}

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

  /** What these settings would mean today: places left, who is over quota, households over the cap. */
  async effect(scope: Scope, input: SaveProgrammeYearInput, today: Day): Promise<ProgrammeYearEffect> {
    const quota = quotaOf(input);
    const crowded = sql<{ n: number }>`
      select count(*)::int as n from (
        select household_id from pairing where kind = 'RESPONSIBLE' and withdrawn_at is null
          and (to_date is null or to_date > ${today}) group by 1 having count(*) > ${input.householdCap}) h`;
    const [loads, over] = await Promise.all([
      this.#db.rows(scope, loadsQuery(today, false)),
      this.#db.row(scope, statement(crowded)),
    ]);
    return { ...quotaEffect(loads, quota), overCap: over?.n ?? 0 };
  }

  /**
   * Opens a year or changes it; ends no pairing (R1, R2).
   * @throws CONFLICT with the year as it is, INVALID_INPUT where a rank has no quota
   */
  async saveYear(actor: Actor, scope: Scope, input: SaveProgrammeYearInput): Promise<ProgrammeYear> {
    const quota = quotaOf(input);
    return this.#db.write(actor, scope, async (unit) => {
      const before = await unit.sql
        .selectFrom('programme_year')
        .select(columns)
        .where('year', '=', input.year)
        .forUpdate()
        .executeTakeFirst();
      if (input.confirmBy.slice(0, 4) !== String(input.year)) {
        throw invalidInput({ confirmBy: `截止日要在 ${input.year} 年里` });
      }
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
      audit(unit, {
        action: before ? 'programmeYear.change' : 'programmeYear.open',
        subjectType: 'programme_year',
        path: scope.lo,
        before: before ? shown(before) : null,
        after: shown(row),
      });
      return shown(row);
    });
  }
}
