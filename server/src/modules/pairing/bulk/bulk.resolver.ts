import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../../platform/auth/actor.ts';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import { RequestContext } from '../../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../../platform/graphql/guard.ts';
import { offsetOf, PageArg, PageInput, pageOf } from '../../../platform/graphql/page.ts';
import { changePairings, waiveOfficials } from '../pairing.policy.ts';
import { BoardRunFilter } from '../board.inputs.ts';
import { PlanWaiveAllInput, StartBoardRunInput } from './bulk.inputs.ts';
import type { BoardRunService } from './bulk.service.ts';
import { BoardRun, BoardRunRefusal } from './bulk.type.ts';
import { refusedItems } from './items.ts';
import { listRuns, ownRun, type StoredRun } from './runs.ts';

@Resolver()
export class BoardRunResolver {
  readonly #runs: BoardRunService;
  readonly #clock: Clock;

  constructor(runs: BoardRunService, clock: Clock) {
    this.#runs = runs;
    this.#clock = clock;
  }

  @Guarded(changePairings)
  @Query(() => [BoardRun], {
    description: 'The caller’s own runs under the grant’s area, the newest first.',
  })
  async boardRuns(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @PageArg()
    page?: PageInput | null,
  ): Promise<BoardRun[]> {
    const chosen = pageOf(page);
    const found = await listRuns(db, scope, actor.accountId, { size: chosen.size, offset: offsetOf(chosen) });
    return found.map((run) => this.#show(run));
  }

  @Guarded(changePairings)
  @Query(() => BoardRun, {
    description: 'One of the caller’s own runs: what there is to do, and how far it is.',
  })
  async boardRun(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('id', () => ID, { description: 'The run.' }) id: string,
  ): Promise<BoardRun> {
    return this.#show(await ownRun(db, scope, actor.accountId, id));
  }

  @Guarded(changePairings)
  @Query(() => [BoardRunRefusal], {
    description: 'What of an own run no longer held, with the reasons, in the order in which it was tried.',
  })
  async boardRunRefusals(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('id', () => ID, { description: 'The run.' }) id: string,
    @PageArg()
    page?: PageInput | null,
  ): Promise<BoardRunRefusal[]> {
    await ownRun(db, scope, actor.accountId, id);
    const chosen = pageOf(page);
    return refusedItems(db, scope, id, { size: chosen.size, offset: offsetOf(chosen) });
  }

  @Guarded(changePairings)
  @Mutation(() => BoardRun, {
    description:
      'Works out which suggestions of everything that the filter shows can be carried out; changes nothing.',
  })
  async planAssignAll(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => BoardRunFilter, {
      description: 'The filter of the board as it stands.',
    })
    filter: BoardRunFilter,
  ): Promise<BoardRun> {
    const order = { kind: 'ASSIGN' as const, ...orderOf(filter), waiverReason: null, note: null };
    return this.#show(await this.#runs.plan(actor, scope, order));
  }

  @Guarded(waiveOfficials)
  @Mutation(() => BoardRun, {
    description:
      'Works out which officials of everything that the filter shows can be excused (R5); changes nothing.',
  })
  async planWaiveAll(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => PlanWaiveAllInput, {
      description: 'The filter of the board and why they are excused.',
    })
    input: PlanWaiveAllInput,
  ): Promise<BoardRun> {
    const { filter, reason, note } = input;
    const order = { kind: 'WAIVE' as const, ...orderOf(filter), waiverReason: reason, note: note ?? null };
    return this.#show(await this.#runs.plan(actor, scope, order));
  }

  @Guarded(changePairings)
  @Mutation(() => BoardRun, {
    description:
      'Starts an own run that was worked out, or goes on with one that was left. Sent twice it is done once.',
  })
  async startBoardRun(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => StartBoardRunInput, {
      description: 'The run and, where a county is closed, the reason.',
    })
    input: StartBoardRunInput,
  ): Promise<BoardRun> {
    return this.#show(await this.#runs.start(actor, scope, input.id, input.reason ?? null));
  }

  @Guarded(changePairings)
  @Mutation(() => BoardRun, {
    description: 'Stops an own run after the batch under way; what is done stays done.',
  })
  async stopBoardRun(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('id', () => ID, { description: 'The run to stop.' }) id: string,
  ): Promise<BoardRun> {
    return this.#show(await this.#runs.stop(actor, scope, id));
  }

  #show(run: StoredRun): BoardRun {
    const { within, unitId, kind: boardKind } = run.filter;
    return {
      ...run,
      within,
      unitId,
      boardKind,
      secondsLeft: secondsLeft(run, this.#clock.now()),
      finishedAt: run.finishedAt && new Date(run.finishedAt).toISOString(),
    };
  }
}

const orderOf = ({ within, unitId, kind, year }: BoardRunFilter) => ({
  filter: { within: within ?? null, unitId: unitId ?? null, kind: kind ?? null },
  year: year ?? null,
});

/** By the pace since it was last started. */
function secondsLeft(run: StoredRun, now: Date): number | null {
  const settled = run.done + run.refused;
  const since = settled - run.before;
  if (run.state !== 'RUNNING' || since <= 0 || !run.startedAt) return null;
  const took = now.getTime() - new Date(run.startedAt).getTime();
  return Math.ceil(((took / since) * (run.total - settled)) / 1000);
}
