import { createHash } from 'node:crypto';
import { pathRange } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { audit } from '../../audit/index.ts';
import type { Day, RankQuota } from '../../pairing/index.ts';
import { RANKS } from '../../people/index.ts';
import type { Allocation } from '../engine/allocate.ts';
import { allocateInWorker } from '../engine/in-worker.ts';
import { STAGES } from '../engine/problem.ts';
import type { AllocationStep } from '../enums.type.ts';
import type { Facts } from '../facts/facts.ts';
import { readFormerPairs } from '../facts/former-pairs.ts';
import { readFacts } from '../facts/read-facts.ts';
import { disputedWithoutFriend, placesPromised } from '../facts/sent-places.ts';
import { toProblem, type Question } from '../facts/to-problem.ts';
import type { RunSettings } from '../settings.ts';
import { allocationSetting } from '../settings.service.ts';
import { yearOf } from '../year.ts';
import { bindingOfRun } from './binding.ts';
import { storeChanges } from './lines.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { lockRun, moveOn, setRun, type StageValue, type StoredRun } from './runs.ts';

/** How far the work is at each step; reading and storing take their part, the engine the middle. */
const PROGRESS: Readonly<Record<AllocationStep, number>> = {
  READING: 2,
  GROUPING: 20,
  OFFICIALS: 30,
  HOUSEHOLDS: 40,
  CHANGES: 50,
  NEED: 60,
  STEADY: 65,
  WISHES: 70,
  SPREADING: 80,
  STORING: 88,
  WRITING: 5,
};

/** The run was stopped, or begun anew, while it was being worked out. */
class NoLongerWanted extends Error {}

export interface Found {
  facts: Facts;
  question: Question;
  allocation: Allocation;
  outcome: Outcome;
  stages: StageValue[];
  /** Digests of everything that the answer rests on, and of the wishes alone. */
  inputDigest: string;
  basis: string;
}

export interface Sought {
  path: string;
  year: number;
  today: Day;
  runId: string;
  settings: RunSettings;
  /** What the wishes of the proposal of before rested on: while they are the same, its pairs stay where they can. */
  basis: string | null;
  /** Quotas to try instead of the year's. */
  quota?: RankQuota;
}

/** Reads an area and finds the best plan for it; writes nothing. */
export async function find(
  db: Database,
  { path, year, today, runId, settings, basis: before, quota }: Sought,
  told: { signal?: AbortSignal; progress?: (step: AllocationStep) => void } = {},
): Promise<Found> {
  told.progress?.('READING');
  const [setting, { fits }, promised, disputed] = await Promise.all([
    yearOf(db, year),
    allocationSetting(db, year),
    placesPromised(db, path, year, today),
    disputedWithoutFriend(db, path, year, today),
  ]);
  const facts = await readFacts(db, { ...pathRange(path), year, today, runId });
  const places = RANKS.map((rank) => (quota ?? setting.quota)[rank]);
  const basis = basisOf(settings, fits, places);
  const former = basis === before ? await readFormerPairs(db, facts, runId) : null;
  const outside = [String(promised), ...[...disputed].toSorted()];
  const question = toProblem(facts, settings, fits, places, former?.cadreOf);
  const allocation = await allocateInWorker(question.problem, told);
  return {
    facts,
    question,
    allocation,
    outcome: outcomeOf(facts, question, allocation.plan, { promised, disputed }),
    stages: stagesOf(allocation, former !== null),
    inputDigest: digestOf(facts.digest, JSON.stringify(settings), former?.digest ?? '', ...outside),
    basis,
  };
}

function basisOf({ hardFrom, weights, firstVillageIds }: RunSettings, ...others: unknown[]): string {
  const byName = Object.entries(weights).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return digestOf(JSON.stringify([hardFrom, byName, firstVillageIds, ...others]));
}

/**
 * Works a run out and stores the proposal, in one transaction at the end: whoever runs it again after a kill finds the proposal of
 * before, or none.
 */
export async function workOut(
  db: Database,
  today: Day,
  run: StoredRun,
  now: () => Date,
  stop: AbortController,
): Promise<void> {
  const told = {
    signal: stop.signal,
    progress: (step: AllocationStep) =>
      void moveOn(db, run, step, PROGRESS[step]).then(
        (wanted) => wanted || stop.abort(new NoLongerWanted()),
        () => undefined, // how far it is may be missed once
      ),
  };
  try {
    const found = await find(db, { ...run, today, runId: run.id }, told);
    told.progress('STORING');
    await store(db, today, run, now(), found);
  } catch (error) {
    if (!(error instanceof NoLongerWanted)) throw error;
  }
}

async function store(db: Database, today: Day, run: StoredRun, now: Date, found: Found): Promise<void> {
  const { facts, question, allocation, outcome, stages, inputDigest, basis } = found;
  const { counties } = question;
  await db.write(run, { axis: 'system', lo: '', hi: '' }, async (unit) => {
    const { state, round } = await lockRun(unit, run.id);
    if (state !== 'WORKING' || round !== run.round) return; // stopped, or begun anew
    await storeChanges(unit, run.id, facts, outcome);
    await setRun(unit, run.id, {
      state: 'PROPOSED',
      step: null,
      progress: 100,
      stale: false,
      worked_on: today,
      worked_at: now,
      input_digest: inputDigest,
      result_digest: digestOf(inputDigest, allocation.digest),
      stages: JSON.stringify(stages),
      proofs: allocation.proofs,
      scarce: allocation.binding.short.map((county) => counties[county] ?? run.path),
      binding: JSON.stringify(bindingOfRun(facts, question, allocation.binding, run.path)),
      counts: JSON.stringify(outcome.counts),
      basis,
    });
    audit(unit, {
      action: 'allocation.propose',
      subjectType: 'allocation_run',
      subjectId: run.id,
      path: run.path,
      after: { ...outcome.counts, inputDigest },
    });
  });
}

/** A first proposal has none of before to keep to. */
const stagesOf = ({ value, bound }: Allocation, hasFormer: boolean): StageValue[] =>
  STAGES.map((stage, n) => ({ stage, value: String(value[n]), bound: String(bound[n]) })).filter(
    ({ stage }) => hasFormer || stage !== 'STEADY',
  );

const digestOf = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('hex');
