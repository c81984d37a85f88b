import { sql } from 'kysely';
import { systemScope, type Scope } from '../../../platform/auth/scope.ts';
import { calendarDate, type Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { notFound } from '../../../platform/errors.ts';
import { offsetOf, type PageInput } from '../../../platform/graphql/page.ts';
import { areaOf } from '../board.sql.ts';
import type { Day } from '../pairing.rules.ts';
import type { UnitConfirmationFilter } from './confirmation.inputs.ts';
import { blockers, isSettled, nextStep, NOTHING } from './confirmation.rules.ts';
import type {
  ConfirmationOfUnit,
  FriendlessOfficial,
  UnitConfirmation,
  UnitConfirmationCounts,
  UnitConfirmationList,
} from './confirmation.type.ts';
import { differences } from './difference.sql.ts';
import { digestOf } from './lines.ts';
import { byLamp } from './light.rules.ts';
import { periodOf, weekBefore, type YearAtHand } from './period.ts';
import {
  NO_DIFFERENCE,
  pastUnitLight,
  unitLight,
  type Differences,
  type UnitStory,
} from './sentence.rules.ts';
import { unitFacts, type UnitFacts, type Which } from './unit.facts.ts';
import { statement } from '../../../platform/db/query-builder.ts';

/** A path of the territory with one step is the city's, with two a county's: offices that countersign. */
const isOffice = (path: string): boolean => !path.includes('@') && path.split('/').length <= 3;

/** Units of an area with their lights, worst first, and how many each chip would show. */
export async function listUnits(
  db: Database,
  scope: Scope,
  clock: Clock,
  filter: UnitConfirmationFilter,
  page: PageInput,
): Promise<UnitConfirmationList> {
  const at = await periodOf(db, scope, clock.today(), filter.year);
  const within = filter.within ?? scope.lo;
  const units = (
    await unitsOf(db, scope, clock, at, within, isOffice(within) ? { office: within } : {})
  ).filter(({ name }) => name.includes(filter.name?.trim() ?? ''));
  const shown = units.filter(CHIPS[filter.chip ?? 'ALL']).toSorted(worstFirst);
  const items = shown.slice(offsetOf(page), offsetOf(page) + page.size);
  return { items, total: shown.length, counts: countChips(units) };
}

const isGreen = (unit: UnitConfirmation): boolean =>
  isSettled('UNIT', { state: unit.state, changed: unit.changedSince !== null });

const CHIPS: Record<NonNullable<UnitConfirmationFilter['chip']>, (unit: UnitConfirmation) => boolean> = {
  ALL: () => true,
  RED: (unit) => unit.lamp === 'RED',
  YELLOW: (unit) => unit.lamp === 'YELLOW',
  UNCONFIRMED: (unit) => unit.state === 'DRAFT' || unit.changedSince !== null,
  TO_COUNTERSIGN: (unit) => unit.state === 'CONFIRMED' && unit.changedSince === null,
  GREEN: isGreen,
  TOWN: (unit) => unit.level === 'TOWN',
  DIRECT: (unit) => unit.level !== 'TOWN',
};

function countChips(units: readonly UnitConfirmation[]): UnitConfirmationCounts {
  const count = (chip: keyof typeof CHIPS) => units.filter(CHIPS[chip]).length;
  return {
    all: units.length,
    red: count('RED'),
    yellow: count('YELLOW'),
    unconfirmed: count('UNCONFIRMED'),
    toCountersign: count('TO_COUNTERSIGN'),
    green: count('GREEN'),
    town: count('TOWN'),
    direct: count('DIRECT'),
  };
}

const worstFirst = (a: UnitConfirmation, b: UnitConfirmation): number =>
  byLamp(a.lamp, b.lamp) || b.officials - a.officials || b.pairs - a.pairs || (a.path < b.path ? -1 : 1);

/**
 * One unit's year with what is in the way of its next signature.
 * @throws NOT_FOUND for a unit that is not there or not in scope
 */
export async function confirmationOfUnit(
  db: Database,
  scope: Scope,
  clock: Clock,
  unitId: string,
  year?: number | null,
): Promise<ConfirmationOfUnit> {
  const at = await periodOf(db, scope, clock.today(), year);
  const [[unit], { digest, officials }] = await Promise.all([
    unitsOf(db, scope, clock, at, scope.lo, { unitId }),
    draftOf(db, scope, at, unitId),
  ]);
  if (!unit || digest === null) throw notFound('个单位');
  const standing = { state: unit.state, changed: unit.changedSince !== null };
  const next = at.past ? null : nextStep('UNIT', standing);
  const counts = { ...NOTHING, officials: unit.officials, unreported: unit.unreported };
  return {
    unit,
    deadline: at.setting.confirmBy,
    digest,
    next,
    blockers: next
      ? blockers('UNIT', next, counts).map((blocker) => ({
          ...blocker,
          detail: null,
          to:
            blocker.code === 'OFFICIALS'
              ? `/board?by=UNIT&unit=${unitId}&kind=OFFICIAL`
              : `/confirmation/unit/${unitId}#officials`,
        }))
      : [],
    officials: at.past ? [] : officials,
  };
}

/** The units with everything that their lights go by, in three statements. */
async function unitsOf(
  db: Database,
  scope: Scope,
  clock: Clock,
  at: YearAtHand,
  within: string,
  which: Which,
): Promise<UnitConfirmation[]> {
  const range = areaOf(scope, within);
  const since = weekBefore(clock.now());
  const facts = await db.rows(scope, statement(unitFacts(range, at.year, at.today, since, which)));
  const paths = facts.map(({ path }) => path);
  const [changed, liaisons] = await Promise.all([
    differencesOf(db, scope, at, paths),
    liaisonsOf(db, paths, at.today),
  ]);
  return facts.map((fact) =>
    shown(fact, at, changed.get(fact.path) ?? NO_DIFFERENCE, liaisons.get(fact.path) ?? []),
  );
}

function shown(fact: UnitFacts, at: YearAtHand, changes: Differences, liaisons: string[]): UnitConfirmation {
  const { unitId, settled: _, confirmationId: __, ...rest } = fact;
  const story = {
    ...fact,
    changed: fact.changedSince !== null,
    opened: fact.openedAt !== null,
    signedOn: fact.countersignedAt && calendarDate(fact.countersignedAt),
    differences: changes,
  };
  const about = { id: unitId, year: at.year, past: at.past, liaisons, differences: changes };
  if (at.past) return { ...rest, ...about, ...asSigned(story, at.today) };
  const { lamp, sentence } = unitLight(story, at.today, at.setting.confirmBy);
  return { ...rest, ...about, lamp, reason: sentence };
}

/** A past year's unit: what was signed, and nothing of today. */
function asSigned(story: UnitStory, today: string) {
  const { same, added, moved } = story.differences;
  const nothing = { officials: 0, unreported: 0, duplicates: 0, changedSince: null, changes: 0 };
  return { ...nothing, pairs: same + added + moved, ...pastUnitLight(story, today) };
}

async function differencesOf(
  db: Database,
  scope: Scope,
  at: YearAtHand,
  only: readonly string[],
): Promise<Map<string, Differences>> {
  const rows = await db.rows(
    scope,
    statement(
      sql<Differences & { owner: string }>`${differences('UNIT', { only }, at)} ${countChanges(at.today)}`,
    ),
  );
  return new Map(rows.map(({ owner, ...counts }) => [owner, counts]));
}

/** Counts of the changes by owner, after {@link differences}. */
export const countChanges = (
  today: string,
) => sql`select c.owner, count(*) filter (where change = 'SAME')::int as same,
    count(*) filter (where change = 'NEW')::int as added, count(*) filter (where change = 'MOVED')::int as moved,
    count(*) filter (where change = 'ENDED')::int as ended,
    count(*) filter (where change = 'ENDED' and exists (select from pairing p where p.household_id = c.household_id
      and p.cadre_id = c.cadre_id and p.kind = 'RETAINED' and p.withdrawn_at is null
      and (p.to_date is null or p.to_date > ${today})))::int as retained
  from change c group by 1`;

/** Names of the liaisons by unit path. A liaison is an account with a grant at the unit, which is nobody's secret. */
async function liaisonsOf(
  db: Database,
  paths: readonly string[],
  today: Day,
): Promise<Map<string, string[]>> {
  const rows = await db.rows(
    systemScope,
    statement(sql<{
      path: string;
      names: string[];
    }>`select g.path, array_agg(a.display_name order by g.id) as names
      from role_grant g join account a on a.id = g.account_id
      where g.role = 'UNIT_LIAISON' and g.path = any(${[...paths]}::text[]) and g.withdrawn_at is null
        and a.disabled_at is null and g.from_date <= ${today} and (g.to_date is null or g.to_date > ${today}) group by 1`),
  );
  return new Map(rows.map(({ path, names }) => [path, names]));
}

/** What a signature would sign, by its digest, and who has no friend, in one statement; null and nobody for a unit out of scope. */
async function draftOf(
  db: Database,
  { axis, lo, hi }: Scope,
  at: YearAtHand,
  unitId: string,
): Promise<{ digest: string | null; officials: FriendlessOfficial[] }> {
  const rows = await db.rows(
    { axis, lo, hi },
    statement(sql<
      FriendlessOfficial & { digest: string }
    >`select d.digest, c.id, c.name, c.rank_title as "rankTitle",
        r.reported_at as "reportedAt", r.reason as "reportReason", r.note as "reportNote", w.reason as "waivedReason"
      from (select mine.id, ${digestOf('UNIT', sql`mine.path`, at.today)} as digest from unit mine
        where mine.id = ${unitId} and mine.path >= ${lo} and mine.path < ${hi}) d
      left join cadre c on c.unit_id = d.id and c.path >= ${lo} and c.path < ${hi} and c.kind = 'OFFICIAL'
        and c.status in ('ACTIVE', 'SECONDED') and not exists (select from pairing p where p.cadre_id = c.id
          and p.kind = 'RESPONSIBLE' and p.withdrawn_at is null and (p.to_date is null or p.to_date > ${at.today}))
      left join official_report r on r.cadre_id = c.id and r.year = ${at.year}
      left join waiver w on w.cadre_id = c.id and w.year = ${at.year} and w.withdrawn_at is null
      order by w.id is not null, r.reported_at is not null, c.name, c.id`),
  );
  const officials = rows.filter(({ id }) => id !== null);
  return { digest: rows[0]?.digest ?? null, officials };
}
