import { DomainError, ruleViolated } from '../errors.ts';
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

/**
 * For a write that `rule` refuses where no reason was stated: the refusal then says which field wants one, so that a form can ask in
 * place.
 * @param reason what was stated; a refusal in spite of it is about something else, and stays as it is
 */
export const askingWhy =
  (rule: string, reason: string | null | undefined) =>
  (error: unknown): Promise<never> => {
    const asks = !reason?.trim() && error instanceof DomainError && error.details.rule === rule;
    const why = { reason: '写一句为什么' };
    return Promise.reject(
      asks ? new DomainError(error.code, error.message, { ...error.details, fields: why }) : (error as Error),
    );
  };
