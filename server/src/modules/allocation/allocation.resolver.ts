import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../platform/graphql/guard.ts';
import { listType, offsetOf, PageArg, PageInput, pageOf, type List } from '../../platform/graphql/page.ts';
import {
  AllocationRunInput,
  AllocationWhatIfInput,
  OpenAllocationInput,
  PublishAllocationInput,
  RunAllocationInput,
  SettleAllocationInput,
  SwapAllocationInput,
} from './allocation.inputs.ts';
import { allocate } from './allocation.policy.ts';
import { AllocationOutcome, AllocationRun } from './allocation.type.ts';
import { settle, swapped } from './review/settle.ts';
import type { AllocationService } from './run/allocation.service.ts';
import { countRuns, runInScope, runsInScope, type ShownRun } from './run/runs.ts';
import { whatIf } from './run/what-if.ts';
import { obstaclesOf, showRun } from './show-run.ts';

const AllocationRunList = listType(AllocationRun, 'AllocationRunList');

@Resolver()
export class AllocationResolver {
  readonly #runs: AllocationService;
  readonly #clock: Clock;

  constructor(runs: AllocationService, clock: Clock) {
    this.#runs = runs;
    this.#clock = clock;
  }

  @Guarded(allocate)
  @Query(() => AllocationRunList, {
    description: 'Runs over the grant’s area and within it, the newest first.',
  })
  async allocationRuns(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<AllocationRun>> {
    const chosen = pageOf(page);
    const runs = await runsInScope(db, scope, { size: chosen.size, offset: offsetOf(chosen) });
    return { items: runs.map((run) => showRun(run)), count: () => countRuns(db, scope) };
  }

  @Guarded(allocate)
  @Query(() => AllocationRun, { description: 'One run: what it goes by, how far it is, what it comes to.' })
  async allocationRun(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('id', () => ID, { description: 'The run.' }) id: string,
  ): Promise<AllocationRun> {
    return show(db, scope, await runInScope(db, scope, id));
  }

  @Guarded(allocate)
  @Query(() => AllocationOutcome, {
    description: 'What other settings or quotas would come to; nothing is written.',
  })
  allocationWhatIf(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('input', () => AllocationWhatIfInput, { description: 'The run and what differs.' })
    input: AllocationWhatIfInput,
  ): Promise<AllocationOutcome> {
    return whatIf(db, scope, input, this.#clock.today());
  }

  @Guarded(allocate)
  @Mutation(() => AllocationRun, {
    description: 'Opens a run over the city or a county and has it worked out; changes no pairing.',
  })
  async openAllocation(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => OpenAllocationInput, { description: 'Where, for which year, by what.' })
    input: OpenAllocationInput,
  ): Promise<AllocationRun> {
    return show(db, scope, await this.#runs.open(actor, scope, input));
  }

  @Guarded(allocate)
  @Mutation(() => AllocationRun, {
    description: 'Has a run worked out again; what was settled by hand holds.',
  })
  async runAllocation(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => RunAllocationInput, {
      description: 'The run as it was seen, and by what it goes from now on.',
    })
    input: RunAllocationInput,
  ): Promise<AllocationRun> {
    return show(db, scope, await this.#runs.again(actor, scope, input));
  }

  @Guarded(allocate)
  @Mutation(() => AllocationRun, {
    description: 'Stops a run that is being worked out; a proposal of before stands.',
  })
  async stopAllocation(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('id', () => ID, { description: 'The run.' }) id: string,
  ): Promise<AllocationRun> {
    return show(db, scope, await this.#runs.stop(actor, scope, id));
  }

  @Guarded(allocate)
  @Mutation(() => AllocationRun, { description: 'Nothing comes of a run; its area is free for another.' })
  async discardAllocation(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => AllocationRunInput, { description: 'The run as it was seen.' })
    input: AllocationRunInput,
  ): Promise<AllocationRun> {
    return show(db, scope, await this.#runs.discard(actor, scope, input));
  }

  @Guarded(allocate)
  @Mutation(() => AllocationRun, {
    description:
      'Has a proposal written in one transaction. Where the world has changed nothing is written and it is worked out anew (R9).',
  })
  async publishAllocation(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => PublishAllocationInput, { description: 'The run as it was seen.' })
    input: PublishAllocationInput,
  ): Promise<AllocationRun> {
    return show(db, scope, await this.#runs.publish(actor, scope, input));
  }

  @Guarded(allocate)
  @Mutation(() => AllocationRun, {
    description: 'Pins pairs, forbids them, or leaves them open again; then it wants to be run again.',
  })
  async settleAllocation(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SettleAllocationInput, { description: 'The run, the pairs, and what of them.' })
    { id, kind, pairs }: SettleAllocationInput,
  ): Promise<AllocationRun> {
    return show(
      db,
      scope,
      await settle({ db, clock: this.#clock }, actor, scope, { id, kind: kind ?? null, pairs }),
    );
  }

  @Guarded(allocate)
  @Mutation(() => AllocationRun, {
    description: 'Two households of a run change their friends with each other; both pairs are pinned.',
  })
  async swapAllocation(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SwapAllocationInput, { description: 'The run and the two households.' })
    { id, householdId, otherHouseholdId }: SwapAllocationInput,
  ): Promise<AllocationRun> {
    const pairs = await swapped(db, scope, id, [householdId, otherHouseholdId]);
    return show(
      db,
      scope,
      await settle({ db, clock: this.#clock }, actor, scope, { id, kind: 'PIN', pairs }),
    );
  }
}

const show = async (db: Database, scope: Scope, run: ShownRun): Promise<AllocationRun> =>
  showRun(run, await obstaclesOf(db, scope, run));
