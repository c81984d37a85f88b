import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../../platform/auth/actor.ts';
import type { Scope } from '../../../platform/auth/scope.ts';
import { notFound } from '../../../platform/errors.ts';
import { RequestContext } from '../../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../../platform/graphql/guard.ts';
import { PageArg, PageInput, pageOf, type List } from '../../../platform/graphql/page.ts';
import { scheduleHandovers } from '../pairing.policy.ts';
import {
  ScheduledHandoverFilter,
  ScheduleHandoverInput,
  WithdrawScheduledHandoverInput,
} from './scheduled.inputs.ts';
import { listScheduled, scheduledById } from './scheduled.queries.ts';
import type { ScheduledHandoverService } from './scheduled.service.ts';
import { ScheduledHandover, ScheduledHandoverList } from './scheduled.type.ts';

@Resolver()
export class ScheduledHandoverResolver {
  readonly #handovers: ScheduledHandoverService;

  constructor(handovers: ScheduledHandoverService) {
    this.#handovers = handovers;
  }

  @Guarded(scheduleHandovers)
  @Query(() => ScheduledHandoverList, {
    description: '预定交接: those with a household in scope, the next day first (R7).',
  })
  scheduledHandovers(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => ScheduledHandoverFilter, {
      nullable: true,
      description: 'Which; all that are still open where left out.',
    })
    filter?: ScheduledHandoverFilter | null,
    @PageArg() page?: PageInput | null,
  ): Promise<List<ScheduledHandover>> {
    return listScheduled(db, scope, filter ?? {}, pageOf(page));
  }

  @Guarded(scheduleHandovers)
  @Mutation(() => ScheduledHandover, {
    description:
      'Orders a handover for a day to come (R7), under the rules of one done today; what somebody is promised already takes their places (R1). CONFLICT where a pairing was changed since, or is ordered already.',
  })
  async scheduleHandover(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => ScheduleHandoverInput, {
      description: 'Whose, what to whom, from which day and why.',
    })
    input: ScheduleHandoverInput,
  ): Promise<ScheduledHandover> {
    const insteadOf = input.insteadOf ?? null;
    const id = await this.#handovers.schedule(actor, scope, { ...input, insteadOf });
    return this.#one(db, scope, id);
  }

  @Guarded(scheduleHandovers)
  @Mutation(() => ScheduledHandover, {
    description:
      'Takes a scheduled handover back before its day, or puts one away that its day refused. RULE_VIOLATED R6 where it reaches beyond the own area.',
  })
  async withdrawScheduledHandover(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => WithdrawScheduledHandoverInput, {
      description: 'Which, with the version that was seen, and why.',
    })
    { id, version, reason = null }: WithdrawScheduledHandoverInput,
  ): Promise<ScheduledHandover> {
    await this.#handovers.withdraw(actor, scope, { id, version, reason });
    return this.#one(db, scope, id);
  }

  async #one(db: RequestContext['db'], scope: Scope, id: string): Promise<ScheduledHandover> {
    const found = await scheduledById(db, scope, id);
    if (!found) throw notFound('次预定');
    return found;
  }
}
