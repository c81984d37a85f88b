import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../../platform/auth/actor.ts';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import { RequestContext } from '../../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../../platform/graphql/guard.ts';
import { AcknowledgeWaitingInput, ReopenCountyInput, SignCountyInput } from './confirmation.inputs.ts';
import { closeCounties, confirmCounties, readCounties } from './confirmation.policy.ts';
import type { ConfirmationService } from './confirmation.service.ts';
import { confirmationOfCounty, listCounties } from './county.queries.ts';
import { ConfirmationOfCounty, CountyConfirmation } from './county.type.ts';

/** Counties' sign-off of their households, and the city's close. */
@Resolver()
export class CountyConfirmationResolver {
  readonly #service: ConfirmationService;
  readonly #clock: Clock;

  constructor(service: ConfirmationService, clock: Clock) {
    this.#service = service;
    this.#clock = clock;
  }

  @Guarded(readCounties)
  @Query(() => [CountyConfirmation], {
    description: 'Every county in sight against the deadline, worst first.',
  })
  countyConfirmations(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('year', () => Int, { nullable: true, description: 'The programme year; the newest where left out.' })
    year?: number | null,
  ): Promise<CountyConfirmation[]> {
    return listCounties(db, scope, this.#clock, year);
  }

  @Guarded(readCounties)
  @Query(() => ConfirmationOfCounty, {
    description: 'One county’s year; NOT_FOUND where it is not there or not yours.',
  })
  countyConfirmation(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('countyId', () => ID, { description: 'The county.' }) countyId: string,
    @Arg('year', () => Int, { nullable: true, description: 'The programme year; the newest where left out.' })
    year?: number | null,
  ): Promise<ConfirmationOfCounty> {
    return confirmationOfCounty(db, scope, this.#clock, countyId, year);
  }

  @Guarded(confirmCounties)
  @Mutation(() => ConfirmationOfCounty, {
    description: 'The county says once why its waiting households wait (R5).',
  })
  async acknowledgeWaiting(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => AcknowledgeWaitingInput, {
      description: 'The county, the year and why its households wait.',
    })
    input: AcknowledgeWaitingInput,
  ): Promise<ConfirmationOfCounty> {
    await this.#service.acknowledgeWaiting(actor, scope, input);
    return confirmationOfCounty(db, scope, this.#clock, input.countyId, input.year);
  }

  @Guarded(confirmCounties)
  @Mutation(() => ConfirmationOfCounty, {
    description: 'The county confirms the households of its territory (R5).',
  })
  async confirmCounty(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SignCountyInput, {
      description: 'The county and the year, with the version that was seen.',
    })
    input: SignCountyInput,
  ): Promise<ConfirmationOfCounty> {
    await this.#service.confirmCounty(actor, scope, input);
    return confirmationOfCounty(db, scope, this.#clock, input.countyId, input.year);
  }

  @Guarded(closeCounties)
  @Mutation(() => ConfirmationOfCounty, {
    description: '关账: the city closes a county; from now on a change needs a reason (R5).',
  })
  async closeCounty(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SignCountyInput, {
      description: 'The county and the year, with the version that was seen.',
    })
    input: SignCountyInput,
  ): Promise<ConfirmationOfCounty> {
    await this.#service.closeCounty(actor, scope, input);
    return confirmationOfCounty(db, scope, this.#clock, input.countyId, input.year);
  }

  @Guarded(closeCounties)
  @Mutation(() => ConfirmationOfCounty, {
    description: '重开: the city opens a county again, with a reason.',
  })
  async reopenCounty(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => ReopenCountyInput, {
      description: 'The county, the year and the reason, with the version that was seen.',
    })
    input: ReopenCountyInput,
  ): Promise<ConfirmationOfCounty> {
    await this.#service.reopenCounty(actor, scope, input);
    return confirmationOfCounty(db, scope, this.#clock, input.countyId, input.year);
  }
}
