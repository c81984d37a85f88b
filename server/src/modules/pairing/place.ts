import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { UnitOfWork } from '../../platform/db/database.ts';
import { DomainError, ruleViolated, notFound, invalidInput } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import type { Rank } from '../people/index.ts';
import { countyOf } from '../region/index.ts';
import type { Act } from './act.ts';
import { isRefusal, place, type Day, type Refusal } from './pairing.rules.ts';
import { pairKey, type Facts, type StoredPairing } from './placement.facts.ts';

export type PairingSource = 'ROSTER' | 'DUTY' | 'ASSIGNED' | 'CHOSEN' | 'HANDOVER' | 'ALLOCATION';

/** A pairing as it was written. */
export type Made = StoredPairing & { source: PairingSource };

export interface Placement {
  householdId: string;
  cadreId: string;
  /** Today where left out. */
  from?: Day;
  source: PairingSource;
  /** It records what already is (a claim, a choice): the quota does not stand in its way (R1). */
  existing?: boolean;
}

/** A placement and what became of it: the new pairing, or the rule's no. */
export interface Placed {
  placement: Placement;
  made: Made | null;
  refusal: Refusal | null;
}

/**
 * Places cadres with households whose rows are locked, one after the other under R1–R4, and writes what passed in one go with
 * its audit rows. A claim of the same two is accepted with it.
 */
export async function placeAll(
  unit: UnitOfWork,
  facts: Facts,
  placements: readonly Placement[],
  act: Act,
): Promise<Placed[]> {
  const outcomes = judgeAll(facts, placements);
  const made = outcomes.flatMap((outcome) => outcome.made ?? []);
  insertPairings(unit, facts, made, act);
  await acceptClaims(unit, facts, made, act);
  return outcomes;
}

/** What would become of placements, one after the other under R1–R4; writes nothing. */
export function judgeAll(facts: Facts, placements: readonly Placement[]): Placed[] {
  return placements.map((placement): Placed => {
    const answer = judge(facts, placement);
    if (isRefusal(answer)) return { placement, made: null, refusal: answer };
    const { householdId, cadreId, source } = placement;
    const from = placement.from ?? facts.today;
    const pairing = {
      id: randomUUID(),
      householdId,
      cadreId,
      kind: 'RESPONSIBLE' as const,
      slot: answer.slot,
      from,
      to: null,
      source,
      version: 1,
    };
    remember(facts, pairing);
    return { placement, made: pairing, refusal: null };
  });
}

/** Another office's cadre is known here by a pair or a claim only (R6): theirs to accept, not ours to place. */
export function isPlaceable(facts: Facts, { householdId, cadreId, existing }: Placement): boolean {
  const cadre = facts.cadres.get(cadreId);
  const claims = facts.claims.get(householdId) ?? [];
  return (
    cadre !== undefined &&
    (cadre.own || existing === true || claims.some((claim) => claim.cadreId === cadreId))
  );
}

function judge(facts: Facts, placement: Placement) {
  const { householdId, cadreId, from, source, existing } = placement;
  const household = facts.households.get(householdId);
  const cadre = facts.cadres.get(cadreId);
  if (!household) throw notFound('一户');
  const claimants = facts.claims.get(householdId)?.map((claim) => claim.cadreId) ?? [];
  if (!cadre || !isPlaceable(facts, placement)) throw notFound('名干部');
  return place({
    today: facts.today,
    from: from ?? facts.today,
    cap: facts.setting.cap,
    cadre: {
      ...cadre,
      county: countyOf(cadre.path),
      quota: facts.setting.quota[cadre.rank as Rank] ?? 0,
      promised: source === 'ALLOCATION' ? cadre.promised : 0,
    },
    household,
    pairings: facts.pairings.get(householdId) ?? [],
    claimants,
    duty: source === 'DUTY' || facts.duties.has(pairKey(householdId, cadreId)),
    kin: cadre.kin.includes(householdId),
    existing: existing ?? claimants.includes(cadreId),
  });
}

function remember(facts: Facts, pairing: StoredPairing): void {
  facts.pairings.set(pairing.householdId, [...(facts.pairings.get(pairing.householdId) ?? []), pairing]);
  const cadre = facts.cadres.get(pairing.cadreId);
  if (cadre && pairing.kind === 'RESPONSIBLE') cadre.load += 1;
}

const INSERT = {
  name: 'pairing',
  text: `insert into pairing (id, household_id, path, cadre_id, cadre_path, kind, slot, from_date, source)
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::int2[], $8::date[], $9::text[])`,
};

/** Writes pairings with their audit rows and their part of the act; none of it is waited for. */
export function insertPairings(unit: UnitOfWork, facts: Facts, made: readonly Made[], act: Act): void {
  if (made.length === 0) return;
  const rows = made.map((p) => ({
    ...p,
    path: facts.households.get(p.householdId)?.path ?? '',
    cadrePath: facts.cadres.get(p.cadreId)?.path ?? '',
  }));
  const column = <T>(pick: (row: (typeof rows)[number]) => T) => rows.map(pick);
  const values = [
    column((row) => row.id),
    column((row) => row.householdId),
    column((row) => row.path),
    column((row) => row.cadreId),
    column((row) => row.cadrePath),
    column((row) => row.kind),
    column((row) => row.slot),
    column((row) => row.from),
    column((row) => row.source),
  ];
  unit.later({ ...INSERT, values }, asR2);
  audit(
    unit,
    ...rows.map((row) => ({
      action: 'pairing.create',
      subjectType: 'pairing',
      subjectId: row.id,
      path: row.path,
      after: {
        householdId: row.householdId,
        cadreId: row.cadreId,
        kind: row.kind,
        from: row.from,
        source: row.source,
      },
    })),
  );
  act.add(
    ...rows.map((row) => ({
      path: unit.scope.axis === 'unit' ? row.cadrePath : row.path,
      solved: row.kind === 'RESPONSIBLE' && row.source === 'ASSIGNED' ? 1 : 0,
      subject: 'PAIRING' as const,
      subjectId: row.id,
      change: 'CREATED' as const,
      version: 1,
    })),
  );
}

/** R2: the open claims that new pairings fulfil. */
export async function acceptClaims(
  unit: UnitOfWork,
  facts: Facts,
  pairings: readonly { id: string; householdId: string; cadreId: string }[],
  act: Act,
): Promise<void> {
  const accepted = pairings.flatMap((p) =>
    (facts.claims.get(p.householdId) ?? [])
      .filter((claim) => claim.cadreId === p.cadreId)
      .map((claim) => ({ claim, pairingId: p.id })),
  );
  if (accepted.length === 0) return;
  await sql`update pairing_claim c set status = 'ACCEPTED', pairing_id = t.pairing_id, decided_at = now(), version = version + 1
    from unnest(${accepted.map((a) => a.claim.id)}::uuid[], ${accepted.map((a) => a.pairingId)}::uuid[]) as t(id, pairing_id)
    where c.id = t.id`.execute(unit.sql);
  for (const { claim } of accepted) {
    forgetClaim(facts, claim.householdId, claim.id);
    const { path, id: subjectId, version } = claim;
    act.add({ path, subject: 'CLAIM', subjectId, change: 'ACCEPTED', version: version + 1 });
  }
  audit(
    unit,
    ...accepted.map(({ claim, pairingId }) => ({
      action: 'claim.accept',
      subjectType: 'pairing_claim',
      subjectId: claim.id,
      path: claim.path,
      after: { pairingId },
    })),
  );
}

export function forgetClaim(facts: Facts, householdId: string, claimId: string): void {
  facts.claims.set(householdId, facts.claims.get(householdId)?.filter(({ id }) => id !== claimId) ?? []);
}

/** One thing asked for, one answer: the rule's no as the error a client gets. */
export function orThrow(outcome: Placed | undefined): Made {
  if (outcome?.made) return outcome.made;
  throw refused(outcome?.refusal ?? { rule: null, message: '没有可办的' });
}

export const refused = ({ rule, message, field }: Refusal): DomainError =>
  field
    ? invalidInput({ [field]: message })
    : rule
      ? ruleViolated(rule, message)
      : new DomainError('CONFLICT', message);

/**
 * The database has the last word on R2 and R3 (and on a unique key). One sentence for all of them: more would tell of rows
 * that the caller may not see.
 */
export async function sayR2<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw asR2(error);
  }
}

const asR2 = (error: unknown): unknown =>
  isTaken(error) ? ruleViolated('R2', '这户的位置刚被占了。刷新以后再看') : error;

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '23P01' || error.code === '23505');
