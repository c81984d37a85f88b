import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { askingWhy, because } from '../../platform/db/refusal.ts';
import { conflict, invalidInput, notFound } from '../../platform/errors.ts';
import { Act } from './act.ts';
import { decideDuplicate, type DuplicateDecision } from './decide-duplicate.ts';
import { endOne } from './end.ts';
import { handOver, type Handover } from './hand-over.ts';
import type { Day } from './pairing.rules.ts';
import { lockAndLoad, type Facts, type StoredPairing } from './placement.facts.ts';
import { orThrow, placeAll, refused, type Made, type Placed } from './place.ts';
import { replaceOrder } from './scheduled/schedule.ts';
import { undoAct } from './undo.ts';
import { waive, WAIVER_WORDS, type WaiveInput } from './waive.ts';
import { withdrawWaiver, type WithdrawWaiverOrder } from './withdraw-waiver.ts';

/** How many pairs one request may place; more is a job. */
export const MAX_BULK = 200;

export interface EndInput {
  id: string;
  version: number;
  to?: Day | null;
  reason: string;
  retain?: boolean;
}

/** Writes to pairings, each with its audit rows in one transaction. Every method answers the id of its act, for undo. */
export class PairingService {
  readonly #db: Database;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /**
   * Gives a household to a cadre.
   * @returns the pairing as it was written, and the act's id
   * @throws RULE_VIOLATED R1–R4, R6; NOT_FOUND for what is not there or not in scope
   */
  async pair(
    actor: Actor,
    scope: Scope,
    input: { householdId: string; cadreId: string; from?: Day | null; reason?: string | null },
  ): Promise<{ made: Made; actId: string }> {
    const { householdId, cadreId } = input;
    return this.#act(actor, scope, input.reason, async (unit, act) => {
      const facts = await lockAndLoad(unit, this.#clock.today(), [householdId], [cadreId]);
      const placement = { householdId, cadreId, from: input.from ?? undefined, source: 'ASSIGNED' as const };
      return { made: orThrow((await placeAll(unit, facts, [placement], act))[0]) };
    });
  }

  /** Carries out suggestions as they were shown. What a rule refuses by now is told and stops nothing else. */
  async assign(
    actor: Actor,
    scope: Scope,
    pairs: readonly { householdId: string; cadreId: string }[],
    reason?: string | null,
  ): Promise<{ placed: Placed[]; actId: string }> {
    if (pairs.length > MAX_BULK) throw invalidInput({ pairs: `一次最多办 ${MAX_BULK} 条` });
    const once = [...new Map(pairs.map((pair) => [`${pair.householdId} ${pair.cadreId}`, pair])).values()];
    return this.#act(actor, scope, reason, async (unit, act) => {
      const facts = await lockAndLoad(
        unit,
        this.#clock.today(),
        once.map((pair) => pair.householdId),
        once.map((pair) => pair.cadreId),
      );
      const placements = once.map((pair) => ({ ...pair, source: 'ASSIGNED' as const }));
      return { placed: await placeAll(unit, facts, placements, act) };
    });
  }

  /**
   * Ends a pairing; with `retain` the two stay friends (R7).
   * @throws CONFLICT with the pairing as it is now, RULE_VIOLATED R4, R6, R7
   */
  async end(actor: Actor, scope: Scope, input: EndInput): Promise<{ pairingId: string; actId: string }> {
    return this.#act(actor, scope, input.reason, async (unit, act) => {
      const { facts, pairing } = await this.#load(unit, input);
      const to = input.to ?? facts.today;
      const ending = { pairing, to, reason: input.reason, retain: input.retain ?? false, displaced: false };
      const refusal = await endOne(unit, facts, ending, act);
      if (refusal) throw refused(refusal);
      return { pairingId: pairing.id };
    });
  }

  /** Takes back a pairing that should never have been: as if it had not begun. Same errors as {@link end}. */
  async withdraw(
    actor: Actor,
    scope: Scope,
    input: { id: string; version: number; reason: string },
  ): Promise<{ pairingId: string; actId: string }> {
    return this.#act(actor, scope, input.reason, async (unit, act) => {
      const { facts, pairing } = await this.#load(unit, input);
      const ending = { pairing, to: pairing.from, reason: input.reason, retain: false, displaced: false };
      const refusal = await endOne(unit, facts, ending, act);
      if (refusal) throw refused(refusal);
      return { pairingId: pairing.id };
    });
  }

  /** R7: hands a caseload, or parts of it, over to others, all of it or nothing. Errors as {@link handOver}. */
  async handOver(
    actor: Actor,
    scope: Scope,
    input: Omit<Handover, 'on'> & { on?: Day | null; insteadOf?: string | null },
  ): Promise<{ handed: number; actId: string }> {
    const today = this.#clock.today();
    return this.#act(actor, scope, input.reason, async (unit, act) => {
      const { insteadOf } = input;
      if (insteadOf) await replaceOrder(unit, this.#clock.now(), { ...input, insteadOf });
      return { handed: await handOver(unit, today, { ...input, on: input.on ?? today }, act) };
    });
  }

  async decide(actor: Actor, scope: Scope, decision: DuplicateDecision): Promise<{ actId: string }> {
    return this.#act(actor, scope, decision.reason, async (unit, act) => {
      await decideDuplicate(unit, this.#clock.today(), decision, act);
      return {};
    });
  }

  async waive(actor: Actor, scope: Scope, input: WaiveInput): Promise<{ waived: number; actId: string }> {
    if (input.cadreIds.length > MAX_BULK) throw invalidInput({ cadreIds: `一次最多说明 ${MAX_BULK} 人` });
    return this.#act(actor, scope, input.note || WAIVER_WORDS[input.reason], async (unit, act) => ({
      waived: (await waive(unit, this.#clock.today(), input, act)).length,
    }));
  }

  /** R5: takes an excuse back. Not a step that is taken back: who is to be excused after all is excused anew. */
  async withdrawWaiver(actor: Actor, scope: Scope, order: WithdrawWaiverOrder): Promise<void> {
    await this.#db
      .write(actor, scope, async (unit) => {
        because(unit, order.reason);
        await withdrawWaiver(unit, this.#clock.today(), order);
      })
      .catch(askingWhy('R5', order.reason));
  }

  /** Takes a step back. R5: where a county is closed, that is a change of its own and wants a reason of its own. */
  async undo(actor: Actor, scope: Scope, actId: string, reason?: string | null): Promise<void> {
    await this.#db
      .write(actor, scope, async (unit) => {
        because(unit, reason);
        await undoAct(unit, this.#clock.now(), actId, reason);
      })
      .catch(askingWhy('R5', reason));
  }

  #act<T extends object>(
    actor: Actor,
    scope: Scope,
    reason: string | null | undefined,
    work: (unit: UnitOfWork, act: Act) => Promise<T>,
  ): Promise<T & { actId: string }> {
    return this.#db
      .write(actor, scope, async (unit) => {
        const act = new Act();
        because(unit, reason); // R5: after the close the database wants to know why
        const result = await work(unit, act);
        act.save(unit);
        return { ...result, actId: act.id };
      })
      .catch(askingWhy('R5', reason));
  }

  /** The stored pairing behind a lock on its household, and what the caller saw of it still true. */
  async #load(
    unit: UnitOfWork,
    { id, version }: { id: string; version: number },
  ): Promise<{ facts: Facts; pairing: StoredPairing }> {
    const found = await unit.sql
      .selectFrom('pairing')
      .select(['id', 'household_id', 'version', 'kind', 'from_date', 'to_date', 'end_reason', 'withdrawn_at'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!found) throw notFound('段结对');
    const facts = await this.#facts(unit, found.household_id, id);
    const pairing = facts.pairings.get(found.household_id)?.find((one) => one.id === id);
    if (!pairing || pairing.version !== version) {
      const now = await unit.sql
        .selectFrom('pairing')
        .select(['id', 'version', 'kind', 'from_date as from', 'to_date as to', 'end_reason as endReason'])
        .where('id', '=', id)
        .executeTakeFirst();
      throw conflict(now ?? { id });
    }
    return { facts, pairing };
  }

  /** A liaison can't lock households outside the own unit's axis: there the pairing's own row is the lock. */
  async #facts(unit: UnitOfWork, householdId: string, pairingId: string): Promise<Facts> {
    const today = this.#clock.today();
    if (unit.scope.axis !== 'unit') return lockAndLoad(unit, today, [householdId], []);
    await unit.sql.selectFrom('pairing').select('id').where('id', '=', pairingId).forUpdate().execute();
    return lockAndLoad(unit, today, [], [], null, [householdId]);
  }
}
