import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import { conflict, invalidInput, notFound } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { DEFAULT_SETTINGS, type Weights } from './settings.ts';
import type { AllocationSetting, FieldCause, SaveAllocationSettingInput } from './settings.type.ts';

interface Row {
  year: number;
  hardFrom: number | null;
  weights: Weights | null;
  fits: FieldCause[];
}

/** One statement: a year with what is set for it, and the fields with their causes in one order. */
const settingOf = (year: number | null | undefined) => sql<Row>`
  select y.year, s.hard_from as "hardFrom", s.weights,
    coalesce((select jsonb_agg(jsonb_build_object('field', f.field, 'cause', f.cause, 'why', f.why) order by f.field, f.cause)
      from field_cause f), '[]') as fits
  from programme_year y left join allocation_setting s on s.year = y.year
  where y.year = coalesce(${year ?? null}::int2, y.year) order by y.year desc limit 1`;

/** @throws NOT_FOUND for a year that was not opened */
export async function allocationSetting(db: Database, year?: number | null): Promise<AllocationSetting> {
  const query = settingOf(year);
  return shown(await db.row(systemScope, statement(query)));
}

function shown(row: Row | undefined): AllocationSetting {
  if (!row) throw notFound('个年度');
  const setting = {
    year: row.year,
    hardFrom: row.hardFrom ?? DEFAULT_SETTINGS.hardFrom,
    weights: { ...DEFAULT_SETTINGS.weights, ...row.weights },
    fits: row.fits,
  };
  return { ...setting, version: createHash('sha256').update(JSON.stringify(setting)).digest('base64url') };
}

/**
 * Replaces what allocations of a year go by, and the fields with their causes, which hold for every year.
 * @throws CONFLICT with the settings as they are, INVALID_INPUT for a cause that no dictionary has or a line that stands twice
 */
export async function saveAllocationSetting(
  db: Database,
  actor: Actor,
  scope: Scope,
  input: SaveAllocationSettingInput,
): Promise<AllocationSetting> {
  return db.write(actor, scope, async (unit) => {
    await sql`lock table field_cause in share row exclusive mode`.execute(unit.sql);
    const before = await load(unit, input.year);
    if (before.version !== input.version) throw conflict({ ...before });
    await demandCauses(unit, input.fits);
    await sql`insert into allocation_setting (year, hard_from, weights)
      values (${input.year}, ${input.hardFrom}, ${JSON.stringify(input.weights)}::jsonb)
      on conflict (year) do update set hard_from = excluded.hard_from, weights = excluded.weights,
        version = allocation_setting.version + 1`.execute(unit.sql);
    await sql`delete from field_cause`.execute(unit.sql);
    await sql`insert into field_cause (field, cause, why)
      select * from unnest(${input.fits.map((fit) => fit.field)}::text[], ${input.fits.map((fit) => fit.cause)}::text[],
        ${input.fits.map((fit) => fit.why)}::text[])`.execute(unit.sql);
    const after = await load(unit, input.year);
    audit(unit, {
      action: 'allocationSetting.change',
      subjectType: 'allocation_setting',
      path: scope.lo,
      before,
      after,
    });
    return after;
  });
}

const load = async ({ sql: db }: UnitOfWork, year: number): Promise<AllocationSetting> =>
  shown((await settingOf(year).execute(db)).rows[0]);

async function demandCauses(
  { sql: db }: UnitOfWork,
  fits: SaveAllocationSettingInput['fits'],
): Promise<void> {
  const pairs = new Set(fits.map(({ field, cause }) => `${field} ${cause}`));
  if (pairs.size < fits.length) throw invalidInput({ fits: '同一专长和原因只写一行' });
  const { rows } = await sql<{
    code: string;
  }>`select code from dictionary_entry where dictionary = 'POVERTY_CAUSE'`.execute(db);
  const known = new Set(rows.map(({ code }) => code));
  const unknown = fits.find(({ cause }) => !known.has(cause));
  if (unknown) throw invalidInput({ fits: `字典里没有这个原因：${unknown.cause}` });
}
