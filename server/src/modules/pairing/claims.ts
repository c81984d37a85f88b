import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { because } from '../../platform/db/refusal.ts';
import { audit } from '../audit/index.ts';
import { Act } from './act.ts';
import { closeClaims } from './decide-duplicate.ts';
import { beforeRaising } from './end.ts';
import { earliestStart, isActive, stands, type Day } from './pairing.rules.ts';
import { lockAndLoad, type Facts, type StoredClaim, type StoredPairing } from './placement.facts.ts';
import { acceptClaims, placeAll, type Placement } from './place.ts';

/** A roster's word that a cadre has a household, as the import read it. */
export interface ClaimDraft {
  year: number;
  cadreId: string;
  cadrePath: string;
  /** The village's path where it is known, else that of the area the roster was imported for. */
  path: string;
  claimedHead: string;
  /** The village as the roster wrote it. */
  claimedVillage: string;
  importId: string | null;
  sourceRow: number | null;
  from: Day;
}

/** How many claims stand how after a match. */
export interface Matched {
  open: number;
  unknown: number;
  ambiguous: number;
  /** The same cadre and household once more; closed. */
  repeated: number;
}

/** What became of the open claims that were looked at. */
export interface Applied {
  /** New pairings. */
  paired: number;
  /** The cadre had the household already. */
  known: number;
  /** Households with more cadres than places: they wait on the duplicate board. */
  disputedHouseholds: number;
  /** Claims that a rule refused (the cadre is not at work, the household has ended); closed with the reason. */
  refused: { claimId: string; message: string }[];
}

const BATCH = 500;

/** Writes claims as they were read and matches them at once. */
export async function recordClaims(unit: UnitOfWork, drafts: readonly ClaimDraft[]): Promise<Matched> {
  const ids: string[] = [];
  for (let at = 0; at < drafts.length; at += BATCH) {
    const rows = drafts.slice(at, at + BATCH).map((d) => ({
      year: d.year,
      cadre_id: d.cadreId,
      cadre_path: d.cadrePath,
      path: d.path,
      claimed_head: d.claimedHead,
      claimed_village: d.claimedVillage,
      import_id: d.importId,
      source_row: d.sourceRow,
      from_date: d.from,
      status: 'UNKNOWN',
    }));
    const made = await unit.sql.insertInto('pairing_claim').values(rows).returning('id').execute();
    ids.push(...made.map(({ id }) => id));
  }
  return rematchClaims(unit, { claimIds: ids });
}

/**
 * Matches claims that found no household, or several, by village and head: one household with that head in that village and
 * nothing else; several stay AMBIGUOUS, none UNKNOWN, never guessed. To be called again whenever households have arrived.
 */
export async function rematchClaims(
  { sql: db, scope }: UnitOfWork,
  which: { claimIds?: readonly string[]; path?: string } = {},
): Promise<Matched> {
  const limits = [
    which.claimIds ? sql`and c.id = any(${which.claimIds}::uuid[])` : sql``,
    which.path ? sql`and c.path >= ${which.path} and c.path < ${which.path.slice(0, -1) + '0'}` : sql``,
    scope.axis === 'territory' ? sql`and c.path >= ${scope.lo} and c.path < ${scope.hi}` : sql``,
  ];
  const { rows } = await sql<{ status: string; n: number }>`
    with found as (
      select c.id, c.cadre_id, count(h.id) as n, (array_agg(h.id order by h.id))[1] as household_id
      from pairing_claim c left join household h on h.path = c.path and h.head_name = c.claimed_head and h.ended_on is null
      where c.status in ('UNKNOWN', 'AMBIGUOUS') ${sql.join(limits, sql` `)}
      group by c.id, c.cadre_id
    ), judged as (
      select f.id, f.household_id, case when f.n = 0 then 'UNKNOWN' when f.n > 1 then 'AMBIGUOUS'
          when row_number() over (partition by f.cadre_id, f.household_id, f.n order by f.id) > 1 then 'CLOSED'
          when exists (select from pairing_claim o where o.cadre_id = f.cadre_id and o.household_id = f.household_id
            and o.status = 'OPEN') then 'CLOSED'
          else 'OPEN' end as status
      from found f
    ), changed as (
      update pairing_claim c set status = j.status, version = version + 1,
        household_id = case when j.status in ('OPEN', 'CLOSED') then j.household_id end,
        reason = case when j.status = 'CLOSED' then '重复的一行' end,
        decided_at = case when j.status = 'CLOSED' then now() end
      from judged j where j.id = c.id and c.status <> j.status
    )
    select status, count(*)::int as n from judged group by status`.execute(db);
  const of = (status: string) => rows.find((row) => row.status === status)?.n ?? 0;
  return { open: of('OPEN'), unknown: of('UNKNOWN'), ambiguous: of('AMBIGUOUS'), repeated: of('CLOSED') };
}

/**
 * Turns undisputed open claims into pairings that begin on the claim's date, or on the day an earlier pairing of the household
 * was over; over quota too, since a roster tells what already is (R1). Disputed ones stay OPEN for the duplicate board (R2).
 */
export async function applyClaims(
  unit: UnitOfWork,
  today: Day,
  which: { claimIds?: readonly string[]; importId?: string; path?: string } = {},
): Promise<Applied> {
  const limits = [
    which.claimIds ? sql`and id = any(${which.claimIds}::uuid[])` : sql``,
    which.importId ? sql`and import_id = ${which.importId}` : sql``,
    which.path ? sql`and path >= ${which.path} and path < ${which.path.slice(0, -1) + '0'}` : sql``,
  ];
  const { rows } = await sql<{ householdId: string; cadreIds: string[] }>`
    select household_id as "householdId", array_agg(cadre_id) as "cadreIds" from pairing_claim
    where status = 'OPEN' ${sql.join(limits, sql` `)} group by household_id order by household_id`.execute(
    unit.sql,
  );
  because(unit, '花名册导入'); // R5: a closed county wants to know why
  const total: Applied = { paired: 0, known: 0, disputedHouseholds: 0, refused: [] };
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH);
    const facts = await lockAndLoad(
      unit,
      today,
      batch.map((row) => row.householdId),
      batch.flatMap((row) => row.cadreIds),
    );
    await applyBatch(
      unit,
      facts,
      batch.map((row) => row.householdId),
      total,
    );
  }
  const { paired, known, disputedHouseholds, refused } = total;
  const after = { paired, known, disputedHouseholds, refused: refused.length };
  audit(unit, {
    action: 'claim.apply',
    subjectType: 'import',
    subjectId: which.importId ?? null,
    after,
  });
  return total;
}

async function applyBatch(
  unit: UnitOfWork,
  facts: Facts,
  householdIds: string[],
  total: Applied,
): Promise<void> {
  const act = new Act(); // an import is no single step of a person: it is not saved, so nothing offers to undo it
  const refuse = async (some: StoredClaim[], message: string) => {
    await closeClaims(unit, facts, some, message, act);
    total.refused.push(...some.map(({ id }) => ({ claimId: id, message })));
  };
  const all = householdIds.flatMap((id) => facts.claims.get(id) ?? []);
  await refuse(
    all.filter((claim) => !isActive(facts.cadres.get(claim.cadreId)?.status ?? '')),
    '花名册上的干部已经不在岗',
  );

  const { known, placements, disputed } = sortOut(facts, householdIds);
  total.disputedHouseholds += disputed;
  await acceptClaims(unit, facts, known, act);
  total.known += known.length;
  for (const { retained } of placements) if (retained) await beforeRaising(unit, facts, retained, act);
  const wanted = placements.map(({ claim }) => placementOf(facts, claim));
  const outcomes = await placeAll(unit, facts, wanted, act);
  const refusals = placements.flatMap(({ claim }, i) => {
    const message = outcomes[i]?.refusal?.message;
    return message ? [{ claim, message }] : [];
  });
  total.paired += placements.length - refusals.length;
  for (const [message, some] of Map.groupBy(refusals, (one) => one.message)) {
    await refuse(
      some.map(({ claim }) => claim),
      message,
    );
  }
}

/** A claim to be made a pairing, and the friendship without the duty that it takes the place of (R7). */
interface Undisputed {
  claim: StoredClaim;
  retained: StoredPairing | null;
}

/** Claims that their cadre has fulfilled already, claims to be fulfilled, and how many households are disputed (R2). */
function sortOut(facts: Facts, householdIds: readonly string[]) {
  const known: StoredPairing[] = [];
  const placements: Undisputed[] = [];
  let disputed = 0;
  for (const householdId of householdIds) {
    const claims = facts.claims.get(householdId) ?? [];
    const friends = (facts.pairings.get(householdId) ?? []).filter((p) => stands(p, facts.today));
    const responsible = friends.filter((p) => p.kind === 'RESPONSIBLE');
    if (new Set([...claims, ...responsible].map((row) => row.cadreId)).size > facts.setting.cap) {
      disputed += 1;
      continue;
    }
    const ended = facts.households.get(householdId)?.endedOn !== null;
    for (const claim of claims) {
      const mine = friends.find((p) => p.cadreId === claim.cadreId) ?? null;
      if (mine?.kind === 'RESPONSIBLE') known.push(mine);
      else placements.push({ claim, retained: ended ? null : mine });
    }
  }
  return { known, placements, disputed };
}

function placementOf(facts: Facts, { householdId, cadreId, from }: StoredClaim): Placement {
  const wanted = from > facts.today ? facts.today : from;
  const start = earliestStart(facts.pairings.get(householdId) ?? [], cadreId, wanted, facts.setting.cap);
  return { householdId, cadreId, from: start ?? wanted, source: 'ROSTER', existing: true };
}
