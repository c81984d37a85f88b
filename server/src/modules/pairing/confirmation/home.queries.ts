import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Principal } from '../../../platform/db/database.ts';
import { notFound } from '../../../platform/errors.ts';
import { readBoard } from '../read-board.ts';
import { areaOf, UNITS } from '../board.sql.ts';
import type { Board, BoardBranch } from '../board.type.ts';
import type { Day } from '../pairing.rules.ts';
import { isPast } from '../setting.ts';
import type { ConfirmationProgress, Coverage, CoverageTile, Home } from './home.type.ts';
import { light } from './light.rules.ts';
import { weekBefore } from './period.ts';
import { rememberDay, type DayFigures } from './progress.ts';
import { countyLight } from './sentence.rules.ts';
import { liaisonTodos, officeTodos, type OfficeFacts } from './todos.rules.ts';
import { confirmationOfUnit } from './unit.queries.ts';
import { statement } from '../../../platform/db/query-builder.ts';

/** What a liaison finds in the morning: the own unit only. */
export async function homeOfUnit(
  db: Database,
  scope: Scope,
  clock: Clock,
  year?: number | null,
): Promise<Home> {
  const own = await db.row(
    scope,
    statement(sql<{ id: string }>`select id from unit where path = ${scope.lo}`),
  );
  if (!own) throw notFound('个单位');
  const { unit, deadline } = await confirmationOfUnit(db, scope, clock, own.id, year);
  const { lamp, reason, officials, duplicates } = unit;
  const signed = unit.state === 'COUNTERSIGNED' && unit.changedSince === null;
  return {
    asOf: clock.now(),
    todos: unit.past
      ? []
      : liaisonTodos({
          ...unit,
          unitId: unit.id,
          changed: unit.changedSince !== null,
          today: clock.today(),
          deadline,
        }),
    coverage: null,
    confirmation: {
      year: unit.year,
      past: unit.past,
      deadline,
      lamp,
      reason,
      remaining: officials,
      pacePerDay: 0,
      finishOn: null,
      neededPerDay: null,
      gaps: 0,
      gapsWeekAgo: null,
      duplicates,
      duplicatesWeekAgo: null,
      officials,
      officialsWeekAgo: null,
      unitsConfirmed: signed ? 1 : 0,
      unitsTotal: 1,
    },
  };
}

/**
 * What an office finds: its own area, or one below it.
 * @throws NOT_FOUND for an area that is not there or not in scope
 */
export async function homeOfOffice(
  db: Database,
  principal: Principal,
  scope: Scope,
  clock: Clock,
  path?: string | null,
  year?: number | null,
): Promise<Home> {
  const today = clock.today();
  const board = await readBoard(db, scope, today, { within: path, year, by: 'REGION' });
  const { duplicates, gaps, officials, solved } = board.area.counts;
  const [signing, weekAgo] = await Promise.all([
    signingOf(db, scope, board, weekBefore(clock.now())),
    rememberDay(db, principal, scope, {
      year: board.year,
      path: board.id,
      day: today,
      duplicates,
      gaps,
      officials,
    }),
  ]);
  if (isPast(board, signing.followed, today)) return pastYear(clock, board, signing);
  const story = {
    duplicates,
    gaps,
    officials,
    settled: solved,
    unitsOpen: signing.open,
    countersigned: signing.lately,
  };
  const facts: OfficeFacts = {
    path: board.id,
    today,
    deadline: board.confirmBy,
    places: board.branches.map(({ id, name, counts }) => ({ path: id, name, ...counts })),
    units: signing,
    toClose: signing.toClose,
    mayConfirm: signing.mayConfirm && duplicates + gaps + signing.open === 0,
  };
  return {
    asOf: clock.now(),
    todos: officeTodos(facts),
    coverage: coverageOf(board),
    confirmation: progressOf(board, story, signing, weekAgo),
  };
}

/** A year that is over: nothing is left to do in it, and its figures are not today's. */
const pastYear = (clock: Clock, { year, confirmBy }: Board, { open, total }: Signing): Home => ({
  asOf: clock.now(),
  todos: [],
  coverage: null,
  confirmation: {
    year,
    past: true,
    deadline: confirmBy,
    lamp: open === 0 ? 'GREEN' : 'NONE',
    reason: open === 0 ? '单位都签完了' : `${open} 个单位到最后没有签完`,
    remaining: 0,
    pacePerDay: 0,
    finishOn: null,
    neededPerDay: null,
    gaps: 0,
    gapsWeekAgo: null,
    duplicates: 0,
    duplicatesWeekAgo: null,
    officials: 0,
    officialsWeekAgo: null,
    unitsConfirmed: total - open,
    unitsTotal: total,
  },
});

function progressOf(
  { year, confirmBy, today, area }: Board,
  story: Parameters<typeof countyLight>[0],
  signing: Signing,
  weekAgo: DayFigures | null,
): ConfirmationProgress {
  const { duplicates, gaps, officials } = area.counts;
  const { lamp, sentence, ...pace } = countyLight(story, today, confirmBy);
  return {
    year,
    past: false,
    deadline: confirmBy,
    lamp,
    reason: sentence,
    remaining: duplicates + gaps + officials,
    ...pace,
    gaps,
    gapsWeekAgo: weekAgo?.gaps ?? null,
    duplicates,
    duplicatesWeekAgo: weekAgo?.duplicates ?? null,
    officials,
    officialsWeekAgo: weekAgo?.officials ?? null,
    unitsConfirmed: signing.total - signing.open,
    unitsTotal: signing.total,
  };
}

/** Eligible households and those with a responsible friend, for the area and each place right below. */
function coverageOf({ area, branches, today, confirmBy }: Board): Coverage {
  const { eligible, covered } = area.counts;
  return { eligible, covered, tiles: branches.map((branch) => tileOf(branch, today, confirmBy)) };
}

function tileOf(branch: BoardBranch, today: Day, deadline: Day): CoverageTile {
  const { id, name, counts } = branch;
  const { gaps, duplicates, officials, solved, eligible, covered } = counts;
  const units = id.endsWith(UNITS);
  const left = gaps + duplicates + (units ? officials : 0);
  const lit = light({ left, solved, today, deadline });
  // Where nobody lives, the board says so and shows no light.
  const { lamp, reason } = branch.lamp === 'NONE' ? branch : { lamp: lit.lamp, reason: lit.sentence };
  const missing = eligible > 0 ? (eligible - covered) / eligible : 0;
  const to = `/board?within=${encodeURIComponent(id)}`;
  return { id, name, path: id, to, eligible, gaps, duplicates, officials, missing, lamp, reason };
}

interface Signing {
  total: number;
  open: number;
  unopened: number;
  toCountersign: number;
  lately: number;
  toClose: string[];
  mayConfirm: boolean;
  /** A newer year is open. */
  followed: boolean;
}

/** How far the units are that the office of this area countersigns (below a county: those that sit there). */
async function signingOf(db: Database, scope: Scope, board: Board, since: Date): Promise<Signing> {
  const { lo, hi } = areaOf(scope, board.id);
  const office = board.area.level === 'CITY' || board.area.level === 'COUNTY';
  const row = await db.row(
    scope,
    statement(sql<Signing>`
      with state as (
        select c.*, u.id is not null as is_unit, exists (select from confirmation_change x
          where x.confirmation_id = c.id and x.covered_by is null) as changed, r.name as county
        from confirmation c left join unit u on u.id = c.unit_id and u.ended_on is null
        left join region a on a.id = u.administered_by left join region r on r.id = c.county_id
        where c.year = ${board.year} and c.path >= ${lo} and c.path < ${hi}
          and (c.county_id is not null or ${office ? sql`a.path = ${board.id}` : sql`u.id is not null`})
      )
      select count(*) filter (where is_unit)::int as total,
        count(*) filter (where is_unit and (state <> 'COUNTERSIGNED' or changed))::int as open,
        count(*) filter (where is_unit and state = 'DRAFT' and opened_at is null)::int as unopened,
        count(*) filter (where is_unit and state = 'CONFIRMED' and not changed)::int as "toCountersign",
        count(*) filter (where is_unit and exists (select from confirmation_signature s
          where s.confirmation_id = state.id and s.step = 'COUNTERSIGN' and s.signed_at >= ${since}))::int as lately,
        coalesce(array_agg(county order by path) filter (where county is not null and state = 'CONFIRMED' and not changed), '{}')
          as "toClose",
        coalesce(bool_or(county_id is not null and path = ${board.id} and (state = 'DRAFT' or (state = 'CONFIRMED' and changed))), false)
          as "mayConfirm",
        exists (select from programme_year where year > ${board.year}) as followed
      from state`),
  );
  const none = {
    total: 0,
    open: 0,
    unopened: 0,
    toCountersign: 0,
    lately: 0,
    toClose: [],
    mayConfirm: false,
    followed: false,
  };
  const found = row ?? none;
  return board.area.level === 'CITY' ? found : { ...found, toClose: [] };
}
