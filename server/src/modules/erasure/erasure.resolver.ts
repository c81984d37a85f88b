import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../platform/graphql/guard.ts';
import { type List, listType, PageArg, PageInput, pageOf } from '../../platform/graphql/page.ts';
import { askErasures, decideErasures } from './erasure.policy.ts';
import { erasureById, listErasures } from './erasure.queries.ts';
import type { ErasureService } from './erasure.service.ts';
import {
  AskErasureInput,
  DecideErasureInput,
  Erasure,
  ErasureFilter,
  WithdrawErasureInput,
} from './erasure.type.ts';

const ErasureList = listType(Erasure, 'ErasureList');

@Resolver(() => Erasure)
export class ErasureResolver {
  readonly #erasures: ErasureService;

  constructor(erasures: ErasureService) {
    this.#erasures = erasures;
  }

  @Guarded(askErasures)
  @Query(() => ErasureList, {
    description: 'Erasures by law in the own territory: the open ones first, then the latest.',
  })
  erasures(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => ErasureFilter, { nullable: true, description: 'Which ones; all where left out.' })
    filter?: ErasureFilter | null,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<Erasure>> {
    return listErasures(db, actor, scope, filter ?? {}, pageOf(page));
  }

  @Guarded(askErasures)
  @Mutation(() => Erasure, {
    description:
      'Asks for a person’s data to be erased by law. Nothing goes before somebody else has decided.',
  })
  async askErasure(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => AskErasureInput, { description: 'Whose, on what ground, and why.' })
    input: AskErasureInput,
  ): Promise<Erasure> {
    return erasureById(db, actor, scope, await this.#erasures.ask(actor, scope, input));
  }

  @Guarded(askErasures)
  @Mutation(() => Erasure, { description: 'Takes back an own erasure that is not decided.' })
  async withdrawErasure(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => WithdrawErasureInput, { description: 'Which one, as it was seen.' })
    input: WithdrawErasureInput,
  ): Promise<Erasure> {
    await this.#erasures.withdraw(actor, scope, input);
    return erasureById(db, actor, scope, input.id);
  }

  @Guarded(decideErasures)
  @Mutation(() => Erasure, {
    description:
      'Decides an erasure that somebody else asked for. Approved, keys, blind indexes, names, masks and notes go at once and for good; ids, places, dates and counts stay.',
  })
  async decideErasure(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => DecideErasureInput, {
      description: 'Which one, as it was seen, and whether the data go.',
    })
    input: DecideErasureInput,
  ): Promise<Erasure> {
    await this.#erasures.decide(actor, scope, input);
    return erasureById(db, actor, scope, input.id);
  }
}
