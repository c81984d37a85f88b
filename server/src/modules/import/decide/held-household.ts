import { sql } from 'kysely';
import { covers } from '../../../platform/auth/scope.ts';
import { ruleViolated } from '../../../platform/errors.ts';
import { applyClaims, rematchClaims } from '../../pairing/index.ts';
import { followRoster, isHeads, povertyWeights } from '../../people/index.ts';
import { loadHouseholdFacts, type LoadedHouseholds } from '../facts/household-facts.ts';
import type { RegionFact } from '../match/regions.ts';
import { addReviews } from '../store/reviews.ts';
import type { JudgedRow } from '../store/sealed-rows.ts';
import { judgeHousehold } from '../verdict/judge-household.ts';
import { judged } from '../verdict/judgement.ts';
import type { HouseholdRecord } from '../verdict/records.ts';
import type { BatchRow } from '../write/batch.ts';
import { writeHouseholds } from '../write/write-households.ts';
import {
  demandSame,
  demandWritable,
  judgingScope,
  overtaken,
  sourcesOf,
  type Deciding,
  type StoredReview,
} from './deciding.ts';

/** Writes a household's row that waited. @returns whom it is about @throws CONFLICT, RULE_VIOLATED */
export async function writeHeldHousehold(
  deciding: Deciding,
  { row, record, finding }: JudgedRow<HouseholdRecord>,
): Promise<string[]> {
  const { unit, people, review, decision, run, area, parts } = deciding;
  const village = record.match && 'found' in record.match ? record.match.found : undefined;
  if (!village || !covers(unit.scope, village.path)) throw overtaken();
  const load = () => loadHouseholdFacts(sourcesOf(deciding, judgingScope(deciding)), [record]);
  let facts = await load();
  if (review.kind === 'SUPERIOR') demandOwner(review, record, facts);
  else demandSame(review, judgeHousehold({ ...record }, finding, facts));
  let written = record;
  if (decision === 'TAKEN') {
    await bring(deciding, record, village);
    facts = await load();
  } else {
    written = apart(record, facts, review.kind);
  }
  let judgement = judgeHousehold(written, finding, facts);
  // Of a namesake in the village that has a number of its own it was said that it is another one.
  const numbered = facts.byId(judgement.targetId ?? '')?.number ?? null;
  if (decision === 'SEPARATE' && record.number && !written.number && numbered !== null) judgement = NEW;
  demandWritable(judgement);
  const rows: BatchRow<HouseholdRecord>[] = [{ row, record: written, finding, judgement }];
  const { rows: poor } = await sql<{ id: string }>`select id from region where poor`.execute(unit.sql);
  const poorVillages = new Set(poor.map(({ id }) => id));
  const weights = await povertyWeights(unit.sql);
  const { targets } = await writeHouseholds(
    { unit, people, vault: parts.vault, facts, poorVillages, weights, importId: run.id },
    rows,
  );
  await addReviews(unit, run, area, rows, targets);
  await rematchClaims(unit, { path: village.path });
  await applyClaims(unit, parts.clock.today(), { path: village.path });
  return [...targets.values()];
}

const NEW = judged('ADD', [{ code: 'NEW', message: '库里没有这户', field: null }]);

/** @throws CONFLICT where the number is somebody else's by now, or nobody's */
function demandOwner({ targetId }: StoredReview, record: HouseholdRecord, facts: LoadedHouseholds): void {
  const byIdentity = record.identity ? facts.byIdentity(record.identity) : undefined;
  const byNumber = record.number ? facts.byNumber(record.number) : undefined;
  if (targetId === null || (byIdentity ?? byNumber)?.id !== targetId) throw overtaken();
}

async function bring(
  { unit, people, parts, review, reason }: Deciding,
  { group, head, identity }: HouseholdRecord,
  village: RegionFact,
): Promise<void> {
  const id = review.targetId ?? '';
  if (review.kind === 'SUPERIOR' && identity && !(await isHeads(unit, id, people.indexesOf(identity)))) {
    throw ruleViolated(
      'R7',
      '这个证件号码是那一户的家庭成员，不是户主，不能整户迁来。先到那一户给他记迁出，再定「不是同一户」，写入后补上号码',
    );
  }
  await followRoster(unit, { vault: people, events: parts.events, reason }, id, {
    village,
    group: group || null,
    head,
    identity,
  });
}

/** The row without what is somebody else's. */
function apart(record: HouseholdRecord, facts: LoadedHouseholds, kind: string): HouseholdRecord {
  const { identity, number, ...rest } = record;
  const taken = {
    identity: identity && (facts.byIdentity(identity) ?? facts.takenOutside(identity, undefined)),
    number:
      kind !== 'IDENTITY_TAKEN' &&
      number &&
      (facts.byNumber(number) ?? facts.takenOutside(undefined, number)),
  };
  return {
    ...rest,
    ...(identity && !taken.identity && { identity }),
    ...(number && !taken.number && { number }),
  };
}
