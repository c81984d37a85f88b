import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { invalidInput, notFound, ruleViolated } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { Act } from './act.ts';
import { isOwed } from './board.rules.ts';
import type { Day, Refusal } from './pairing.rules.ts';
import { refused } from './place.ts';
import { lockCadres } from './placement.facts.ts';
import { isPast, loadSetting, type Setting } from './setting.ts';

export type WaiverReason = 'RETIRED' | 'LONG_ILL' | 'ON_LEAVE' | 'OTHER';

/** The reasons as people say them; they stand in the record of a change after the close. */
export const WAIVER_WORDS: Readonly<Record<WaiverReason, string>> = {
  RETIRED: '已退休，或今年退休',
  LONG_ILL: '长期病假',
  ON_LEAVE: '请假、脱产学习',
  OTHER: '别的原因',
};

export interface WaiveInput {
  cadreIds: readonly string[];
  reason: WaiverReason;
  note?: string | null;
  year?: number | null;
}

interface Official {
  id: string;
  path: string;
  name: string;
  kind: string;
  status: string;
  load: number;
}

/** What became of each official: the waiver made, nothing where one stands already, or the rule's no. */
export interface Waived {
  made: string[];
  refused: { cadreId: string; refusal: Refusal }[];
}

/**
 * R5: excuses officials without a friend for a year, in a batch with one reason. Who is excused already stays as they are.
 * @returns the ids of the waivers made
 * @throws NOT_FOUND for somebody out of scope (so whoever works in a unit of the city, R6), RULE_VIOLATED R5 for a year that is over
 */
export async function waive(unit: UnitOfWork, today: Day, input: WaiveInput, act: Act): Promise<string[]> {
  const { made, refused: no } = await waiveEach(unit, today, input, act);
  if (no[0]) throw no[0].refusal.rule === null ? notFound('名干部') : refused(no[0].refusal);
  return made;
}

/** The same, one by one: whoever can't be excused by now is told and stops nobody else. */
export async function waiveEach(unit: UnitOfWork, today: Day, input: WaiveInput, act: Act): Promise<Waived> {
  if (input.reason === 'OTHER' && !input.note?.trim()) throw invalidInput({ note: '写一句原因' });
  const ids = [...new Set(input.cadreIds)];
  const { year } = await demandPresentYear(unit, today, input.year);
  await lockCadres(unit, ids);
  const officials = new Map(
    (await loadOfficials(unit, today, ids)).map((official) => [official.id, official]),
  );
  const no = ids.flatMap((cadreId) => {
    const refusal = whyNot(officials.get(cadreId));
    return refusal ? [{ cadreId, refusal }] : [];
  });
  const out = new Set(no.map(({ cadreId }) => cadreId));
  const willing = ids.filter((id) => !out.has(id));
  return { made: await excuse(unit, year, willing, input, act), refused: no };
}

/** @throws RULE_VIOLATED R5 for a year that is over: a newer one is open and its deadline has passed */
export async function demandPresentYear(
  { sql: db }: UnitOfWork,
  today: Day,
  wanted?: number | null,
): Promise<Setting> {
  const setting = await loadSetting(db, wanted);
  const newest = await loadSetting(db);
  if (isPast(setting, newest.year > setting.year, today)) {
    throw ruleViolated('R5', `${setting.year} 年度已经过去，只能查看。现在办的是 ${newest.year} 年度`);
  }
  return setting;
}

function whyNot(official: Official | undefined): Refusal | null {
  if (!official) return { rule: null, message: '没有这名干部，或不归你看' };
  if (!isOwed(official)) return { rule: 'R5', message: `${official.name}不是在岗干部，不用说明` };
  if (official.load > 0) return { rule: 'R5', message: `${official.name}已有结对户，不用说明` };
  return null;
}

async function excuse(
  unit: UnitOfWork,
  year: number,
  ids: readonly string[],
  input: WaiveInput,
  act: Act,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const made = await sql<{ id: string; cadreId: string; path: string }>`
    insert into waiver (year, cadre_id, cadre_path, reason, note)
    select ${year}::int2, c.id, c.path, ${input.reason}, ${input.note?.trim() || null} from cadre c
    where c.id = any(${ids}::uuid[]) order by c.id
    on conflict (year, cadre_id) where withdrawn_at is null do nothing
    returning id, cadre_id as "cadreId", cadre_path as path`.execute(unit.sql);
  act.add(
    ...made.rows.map(({ id, path }) => ({
      path,
      solved: 1,
      subject: 'WAIVER' as const,
      subjectId: id,
      change: 'CREATED' as const,
      version: 1,
    })),
  );
  audit(
    unit,
    ...made.rows.map(({ id, cadreId, path }) => ({
      action: 'waiver.create',
      subjectType: 'waiver',
      subjectId: id,
      path,
      after: { cadreId, year, reason: input.reason },
      reason: input.note?.trim() || null,
    })),
  );
  return made.rows.map(({ id }) => id);
}

async function loadOfficials(
  { sql: db, scope }: UnitOfWork,
  today: Day,
  ids: readonly string[],
): Promise<Official[]> {
  const { rows } = await sql<Official>`select c.id, c.path, c.name, c.kind, c.status,
      (select count(*)::int from pairing p where p.cadre_id = c.id and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null
        and (p.to_date is null or p.to_date > ${today})) as load
    from cadre c where c.id = any(${ids}::uuid[]) and c.path >= ${scope.lo} and c.path < ${scope.hi}`.execute(
    db,
  );
  return rows;
}
