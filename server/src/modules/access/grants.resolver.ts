import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../platform/graphql/guard.ts';
import { type List, listType, PageArg, PageInput, pageOf } from '../../platform/graphql/page.ts';
import { manageGrants } from './access.policy.ts';
import { listGrants } from './accounts.queries.ts';
import {
  GiveGrantInput,
  GivenGrant,
  GrantRecord,
  OneTimeCode,
  SetHolderDisabledInput,
} from './accounts.type.ts';
import type { GrantService } from './grants.service.ts';
import type { HolderService } from './holders.service.ts';

const GrantList = listType(GrantRecord, 'GrantList');

@Resolver()
export class GrantsResolver {
  readonly #grants: GrantService;
  readonly #holders: HolderService;
  readonly #clock: Clock;

  constructor(grants: GrantService, holders: HolderService, clock: Clock) {
    this.#grants = grants;
    this.#holders = holders;
    this.#clock = clock;
  }

  @Guarded(manageGrants)
  @Query(() => GrantList, { description: 'The grants in force that the caller may give and take back.' })
  grants(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<GrantRecord>> {
    return listGrants(db, actor, scope, pageOf(page), this.#clock.now());
  }

  @Guarded(manageGrants)
  @Mutation(() => GivenGrant, {
    description: 'Gives a role at a region or a unit; for somebody new with a one-time code.',
  })
  giveGrant(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => GiveGrantInput, {
      description: 'The role, where it holds, until when and for whom.',
    })
    input: GiveGrantInput,
  ): Promise<GivenGrant> {
    return this.#grants.give(actor, scope, input);
  }

  @Guarded(manageGrants)
  @Mutation(() => Boolean, { description: 'Takes a grant back.' })
  async withdrawGrant(
    @CurrentActor() actor: Actor,
    @Arg('id', () => ID, { description: 'The grant to take back.' }) id: string,
  ): Promise<boolean> {
    await this.#grants.withdraw(actor, id);
    return true;
  }

  @Guarded(manageGrants)
  @Mutation(() => OneTimeCode, {
    description: 'A new one-time code for who holds a grant that the caller gives; it is shown this once.',
  })
  issueHolderCode(
    @CurrentActor() actor: Actor,
    @Arg('grantId', () => ID, { description: 'The grant whose holder the code is for.' }) grantId: string,
  ): Promise<OneTimeCode> {
    return this.#holders.issueCode(actor, grantId);
  }

  @Guarded(manageGrants)
  @Mutation(() => Boolean, {
    description: 'Keeps out, or lets in again, who holds a grant that the caller gives.',
  })
  async setHolderDisabled(
    @CurrentActor() actor: Actor,
    @Arg('input', () => SetHolderDisabledInput, {
      description: 'The grant whose holder it is, whether they are kept out, and why.',
    })
    input: SetHolderDisabledInput,
  ): Promise<boolean> {
    await this.#holders.setDisabled(actor, input);
    return true;
  }
}
