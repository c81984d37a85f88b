/** One thing that a writer wanted, known to the client before it is sent. */
export type Intent =
  | { kind: 'pair'; householdId: string; cadreId: string }
  | { kind: 'end'; pairingId: string; reason: string }
  | { kind: 'waive'; cadreId: string; note: string }
  | { kind: 'edit'; householdId: string; group: string };

/** DONE was acknowledged, REFUSED answered with a rule or a stale version; UNKNOWN got no answer, or one that says nothing. */
export type Outcome = 'DONE' | 'REFUSED' | 'UNKNOWN';

export type Written = Intent & { outcome: Outcome; pairingId?: string };

/** What was asked of a service that is killed now and then, and what it answered. */
export class Ledger {
  readonly written: Written[] = [];

  count(outcome: Outcome): number {
    return this.written.filter((one) => one.outcome === outcome).length;
  }
}
