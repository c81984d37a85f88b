import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../../platform/auth/actor.ts';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import { RequestContext } from '../../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../../platform/graphql/guard.ts';
import { PageArg, PageInput, pageOf, type List } from '../../../platform/graphql/page.ts';
import { readMunicipalPlaces, sendCadres as maySendCadres } from '../pairing.policy.ts';
import { MunicipalPlace } from '../setting.type.ts';
import { sendCadres, takeBackCadres } from './send-cadres.ts';
import { SendableCadreFilter, SendCadresInput, SentCadreFilter } from './sent.inputs.ts';
import { sendableCadres, sentCadres } from './sent.queries.ts';
import { SendableCadreList, SentCadreList, type SendableCadre, type SentCadre } from './sent.type.ts';

@Resolver()
export class SentCadreResolver {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  @Guarded(readMunicipalPlaces)
  @Query(() => SentCadreList, {
    description: '市派干部: whom the city has sent to the counties in scope (R6).',
  })
  sentCadres(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => SentCadreFilter, {
      nullable: true,
      description: 'Which; all of the newest year where left out.',
    })
    filter?: SentCadreFilter | null,
    @PageArg() page?: PageInput | null,
  ): Promise<List<SentCadre>> {
    return sentCadres(db, scope, filter ?? {}, pageOf(page), this.#clock.today());
  }

  @Guarded(maySendCadres)
  @Query(() => SendableCadreList, { description: 'Whom of its units’ people the city may send yet (R6).' })
  sendableCadres(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => SendableCadreFilter, {
      nullable: true,
      description: 'Which; all of the newest year where left out.',
    })
    filter?: SendableCadreFilter | null,
    @PageArg() page?: PageInput | null,
  ): Promise<List<SendableCadre>> {
    return sendableCadres(db, scope, filter ?? {}, pageOf(page), this.#clock.today());
  }

  @Guarded(maySendCadres)
  @Mutation(() => MunicipalPlace, {
    description:
      'Sends people of the city’s units to a county, within the places promised there (R6); who is there already stays.',
  })
  sendMunicipalCadres(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SendCadresInput, { description: 'The year, the county and the people.' })
    input: SendCadresInput,
  ): Promise<MunicipalPlace> {
    return sendCadres(db, actor, scope, input, this.#clock.today());
  }

  @Guarded(maySendCadres)
  @Mutation(() => MunicipalPlace, {
    description: 'Takes people back from a county (R6); the friends that they have there stay.',
  })
  takeBackMunicipalCadres(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SendCadresInput, { description: 'The year, the county and the people.' })
    input: SendCadresInput,
  ): Promise<MunicipalPlace> {
    return takeBackCadres(db, actor, scope, input, this.#clock.today());
  }
}
