import { intersect, pathRange, systemScope, type Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Vault } from '../../../platform/crypto.ts';
import type { Database, UnitOfWork } from '../../../platform/db/database.ts';
import { conflict, ruleViolated } from '../../../platform/errors.ts';
import type { PeopleEvents, PersonVault } from '../../people/index.ts';
import { reading, within } from '../facts/reader.ts';
import type { RegionFact } from '../match/regions.ts';
import type { StoredRun } from '../store/runs.ts';
import type { Decision } from '../verdict/decisions.ts';
import type { Judgement } from '../verdict/judgement.ts';

/** A question as whoever decides it needs it. */
export interface StoredReview {
  id: string;
  runId: string | null;
  version: number;
  path: string;
  state: string;
  kind: string;
  subjectType: string;
  /** Whom it is about: the stored one, or the one that has the number already. */
  targetId: string | null;
  message: string;
  decision: Decision | null;
  decidedBy: string | null;
}

export interface DecidingParts {
  db: Database;
  vault: Vault;
  clock: Clock;
  events: Pick<PeopleEvents, 'householdMoved'>;
}

/** All that a decision on a row that waits needs. */
export interface Deciding {
  parts: DecidingParts;
  unit: UnitOfWork;
  people: PersonVault;
  review: StoredReview;
  decision: Decision;
  reason: string;
  run: StoredRun;
  regions: readonly RegionFact[];
  /** The importer's own region. */
  area: RegionFact;
}

const OVERTAKEN = '库里已经变了，和问这件事的时候不同。请刷新再看；还要写入，就退回，请传表的人再传一次';

export const overtaken = () => conflict({}, OVERTAKEN);

/** What a row was judged by: the importer's area, as far as the deciding office sees it; of a case all that office sees. */
export function judgingScope({ unit, review, run }: Deciding): Scope {
  if (review.kind === 'SUPERIOR') return unit.scope;
  return { axis: 'territory', ...intersect(unit.scope, pathRange(run.path)) };
}

export const sourcesOf = ({ parts, unit, people, run }: Deciding, scope: Scope) => ({
  read: within(unit),
  readAll: reading(parts.db, systemScope),
  vault: parts.vault,
  people,
  scope,
  year: run.year,
});

/** @throws CONFLICT where the question would not be asked like this any more */
export function demandSame({ kind, message, targetId }: StoredReview, now: Judgement): void {
  const [reason] = now.reasons;
  const same = now.held && reason?.code === kind && reason.message === message && now.targetId === targetId;
  if (!same) throw overtaken();
}

/** @throws RULE_VIOLATED where something else stands against the row */
export function demandWritable({ held, verdict, reasons }: Judgement): void {
  if (!held && verdict !== 'REFUSE') return;
  const still = reasons.map(({ message }) => message).join('；');
  throw ruleViolated('R7', `还有一处没定，写不进去：${still}。先改好这一处再定，或者退回`);
}
