import { ruleViolated } from '../errors.ts';
import type { UnitOfWork } from './database.ts';

/** The SQLSTATE with which a function of ours refuses by a rule: the clause as `constraint`, the sentence for people as `detail`. */
const REFUSAL = 'QY001';

/** What the database refused by a rule, as a DomainError; any other error as it is. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== REFUSAL) return error;
  const { constraint, detail } = error as Error & { constraint?: string; detail?: string };
  return ruleViolated(constraint ?? '', detail ?? error.message);
}

/** States for the rest of the transaction why things are changed; some changes are refused without it. */
export function because(unit: UnitOfWork, reason: string | null | undefined): void {
  const why = reason?.trim();
  if (why) unit.later({ name: 'reason', text: `select set_config('app.reason', $1, true)`, values: [why] });
}
