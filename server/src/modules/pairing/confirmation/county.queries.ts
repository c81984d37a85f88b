import { sql } from 'kysely';
import { pathRange, type Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { notFound } from '../../../platform/errors.ts';
import { areaOf, figuresOf } from '../board.sql.ts';
import { blockers, breakdown, nextStep, type BlockerCode } from './confirmation.rules.ts';
import { countsOf, countyFacts, type CountyFacts } from './county.facts.ts';
import type { ConfirmationOfCounty, CountyConfirmation } from './county.type.ts';
import { differences } from './difference.sql.ts';
import { digestOf } from './lines.ts';
import { byLamp } from './light.rules.ts';
import { periodOf, weekBefore, type YearAtHand } from './period.ts';
import { countyLight, NO_DIFFERENCE, type Differences } from './sentence.rules.ts';
import { countChanges } from './unit.queries.ts';
import { statement } from '../../../platform/db/query-builder.ts';

/** Every county in scope with its light and what is in its way, worst first: what the city sees against the deadline. */
export async function listCounties(
  db: Database,
  scope: Scope,
  clock: Clock,
  year?: number | null,
): Promise<CountyConfirmation[]> {
  const at = await periodOf(db, scope, clock.today(), year);
  const facts = await countiesOf(db, scope, clock, at, scope.lo);
  return facts
    .map((fact) => shown(fact, at, new Map()))
    .toSorted(
      (a, b) =>
        byLamp(a.lamp, b.lamp) || b.gaps + b.duplicates - a.gaps - a.duplicates || (a.path < b.path ? -1 : 1),
    );
}

/**
 * One county's year with what is in the way of its next signature, where it lies, and the year in figures.
 * @throws NOT_FOUND for a county that is not there or not in scope
 */
export async function confirmationOfCounty(
  db: Database,
  scope: Scope,
  clock: Clock,
  countyId: string,
  year?: number | null,
): Promise<ConfirmationOfCounty> {
  const at = await periodOf(db, scope, clock.today(), year);
  const county = await db.row(
    scope,
    statement(sql<{ path: string }>`select path from region where id = ${countyId} and level = 'COUNTY'
      and path >= ${scope.lo} and path < ${scope.hi}`),
  );
  if (!county) throw notFound('个县');
  const [[fact], where, changed, standing] = await Promise.all([
    countiesOf(db, scope, clock, at, county.path),
    whereOf(db, scope, at, county.path),
    changesOf(db, scope, at, county.path),
    standingOf(db, scope, at, county.path),
  ]);
  if (!fact) throw notFound('个县');
  return { county: shown(fact, at, where), differences: changed, ...standing };
}

const countiesOf = (db: Database, scope: Scope, clock: Clock, at: YearAtHand, within: string) =>
  db.rows(scope, statement(countyFacts(areaOf(scope, within), at.year, at.today, weekBefore(clock.now()))));

type Where = ReadonlyMap<string, { name: string; n: number }[]>;

function shown(fact: CountyFacts, at: YearAtHand, where: Where): CountyConfirmation {
  if (at.past) return asSigned(fact, at);
  const deadline = at.setting.confirmBy;
  const { lamp, sentence } = countyLight(fact, at.today, deadline);
  const next = nextStep('COUNTY', { state: fact.state, changed: fact.changedSince !== null });
  const inTheWay = next ? blockers('COUNTY', next, countsOf(fact)) : [];
  const signed = fact.changedSince === null && fact.state !== 'DRAFT';
  const closed = fact.state === 'CLOSED';
  return {
    ...fact,
    id: fact.countyId,
    year: at.year,
    past: false,
    deadline,
    today: at.today,
    lamp: closed || lamp === 'GREEN' ? (signed ? 'GREEN' : 'YELLOW') : lamp,
    reason: closed || lamp === 'GREEN' ? signedSentence(fact) : sentence,
    next,
    blockers: inTheWay.map((blocker) => ({
      ...blocker,
      detail: detailOf(blocker.code, fact, where),
      to: linkOf(blocker.code, fact.path),
    })),
  };
}

/** A past year's county: what was signed, and nothing of today. */
function asSigned(fact: CountyFacts, at: YearAtHand): CountyConfirmation {
  const closed = fact.state === 'CLOSED';
  return {
    ...fact,
    gaps: 0,
    duplicates: 0,
    officials: 0,
    waiting: 0,
    unspentPlaces: 0,
    id: fact.countyId,
    year: at.year,
    past: true,
    deadline: at.setting.confirmBy,
    today: at.today,
    lamp: closed ? 'GREEN' : 'NONE',
    reason: closed ? signedSentence(fact) : '这一年没有关账',
    next: null,
    blockers: [],
  };
}

function signedSentence({
  state,
  changedSince,
  changes,
  waiting,
  waitingAcknowledgedAt,
}: CountyFacts): string {
  if (state === 'CLOSED') return changedSince ? `已关账；关账以后按原因改了 ${changes} 处` : '已关账';
  if (state === 'CONFIRMED')
    return changedSince ? `确认以后又改了 ${changes} 处，要重新确认` : '已确认，等市办关账';
  return waiting > 0 && !waitingAcknowledgedAt
    ? '只差说明待安排的农户'
    : '没有空白和重复，单位都签了，只差县里确认';
}

function detailOf(code: BlockerCode, fact: CountyFacts, where: Where): string | null {
  if (code === 'UNITS') {
    const towns = fact.townUnitsOpen;
    const parts = [`镇 ${towns}`, `县直 ${fact.unitsOpen - towns}`];
    if (fact.unitsToCountersign > 0) parts.push(`其中 ${fact.unitsToCountersign} 个等县里会签`);
    return parts.join('，');
  }
  return breakdown(where.get(code) ?? []) || null;
}

function linkOf(code: BlockerCode, path: string): string {
  const board = (kind: string) => `/board?within=${encodeURIComponent(path)}&kind=${kind}`;
  const links: Partial<Record<BlockerCode, string>> = {
    GAPS: board('GAP'),
    DUPLICATES: board('DUPLICATE'),
    WAITING: board('WAITING'),
    UNITS: `/confirmation?county=${encodeURIComponent(path)}#units`,
    PLACES: board('WAITING'),
  };
  return links[code] ?? board('OFFICIAL');
}

/** What blocks by town, for the largest few to be named. */
async function whereOf(db: Database, scope: Scope, at: YearAtHand, path: string): Promise<Where> {
  const rows = await db.rows(
    scope,
    statement(sql<{ code: string; name: string; n: number }>`
      select case i.kind when 'GAP' then 'GAPS' when 'DUPLICATE' then 'DUPLICATES' else i.kind end as code,
        coalesce(regexp_replace(t.name, '(镇|乡|街道办事处|街道)$', ''), '县直') as name, sum(i.n)::int as n
      from ${figuresOf(at.year, at.today, areaOf(scope, path), 1)} i
      left join region t on t.level = 'TOWN' and t.path = county_of(i.path) || split_part(i.path, '/', 3) || '/'
      where i.kind not in ('ELIGIBLE', 'COVERED') and i.n > 0 group by 1, 2`),
  );
  return Map.groupBy(rows, ({ code }) => code);
}

async function changesOf(db: Database, scope: Scope, at: YearAtHand, path: string): Promise<Differences> {
  const query = sql<
    Differences & { owner: string }
  >`${differences('COUNTY', pathRange(path), at)} ${countChanges(at.today)}`;
  const found = await db.row(scope, statement(query));
  if (!found) return NO_DIFFERENCE;
  const { owner: _, ...counts } = found;
  return counts;
}

interface Standing {
  pairs: number;
  households: number;
  digest: string;
}

/** How many pairs over how many households: of today, or of a past year as it was signed; and the digest of what stands. */
async function standingOf(db: Database, scope: Scope, at: YearAtHand, path: string): Promise<Standing> {
  const { lo, hi } = areaOf(scope, path);
  const rows = at.past
    ? sql`confirmation_line where signature_id = (select s.id from confirmation c join confirmation_signature s
        on s.confirmation_id = c.id and s.step = 'CONFIRM' where c.year = ${at.year} and c.path = ${path}
        order by s.signed_at desc, s.id desc limit 1) and kind = 'RESPONSIBLE'`
    : sql`pairing where path >= ${lo} and path < ${hi} and kind = 'RESPONSIBLE' and withdrawn_at is null
        and (to_date is null or to_date > ${at.today})`;
  const found = await db.row(
    scope,
    statement(sql<Standing>`select count(*)::int as pairs, count(distinct household_id)::int as households,
        ${digestOf('COUNTY', sql`${path}::text`, at.today)} as digest from ${rows}`),
  );
  return found!;
}
