import type { Scope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Day, RankQuota } from '../../pairing/index.ts';
import type { AllocationWhatIfInput } from '../allocation.inputs.ts';
import type { AllocationOutcome } from '../allocation.type.ts';
import { yearOf } from '../year.ts';
import { settingsOf } from './run-settings.ts';
import { runInScope } from './runs.ts';
import { find } from './work-out.ts';

/** One after the other: each takes a processor and the memory of a run. */
let before: Promise<unknown> = Promise.resolve();

/** What other settings or quotas would come to, with the run's pins and bans, on the facts of now. @throws NOT_FOUND */
export async function whatIf(
  db: Database,
  scope: Scope,
  { id, settings, quotas }: AllocationWhatIfInput,
  today: Day,
): Promise<AllocationOutcome> {
  const run = await runInScope(db, scope, id);
  const chosen = settings
    ? { ...run.settings, ...(await settingsOf(db, run.year, run.path, { ...run.settings, ...settings })) }
    : run.settings;
  const { quota: ofYear } = await yearOf(db, run.year);
  const tried = Object.fromEntries(quotas?.map(({ rank, households }) => [rank, households]) ?? []);
  const quota: RankQuota = { ...ofYear, ...tried };
  const turn = before.then(() => find(db, { ...run, today, runId: id, settings: chosen, quota }));
  before = turn.catch(() => undefined);
  const { stages, outcome } = await turn;
  return { counts: outcome.counts, stages };
}
