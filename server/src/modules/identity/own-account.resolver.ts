import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { AtMost } from '../../platform/graphql/document-limits.ts';
import { CurrentActor, Guarded } from '../../platform/graphql/guard.ts';
import type { Rates } from '../../platform/http/rates.ts';
import { ChangePasswordInput } from './identity.inputs.ts';
import { ownSessionPolicy } from './identity.policy.ts';
import type { OwnAccountService } from './own-account.service.ts';
import { OwnSession } from './own-account.type.ts';

@Resolver()
export class OwnAccountResolver {
  readonly #account: OwnAccountService;
  readonly #rates: Rates;

  constructor(account: OwnAccountService, rates: Rates) {
    this.#account = account;
    this.#rates = rates;
  }

  @Guarded(ownSessionPolicy)
  @Query(() => [OwnSession], { description: 'Where one is signed in now, this session first.' })
  ownSessions(@CurrentActor() actor: Actor): Promise<OwnSession[]> {
    return this.#account.sessions(actor);
  }

  @Guarded(ownSessionPolicy)
  @AtMost(1)
  @Mutation(() => Boolean, {
    description:
      'Changes the own password; every other session ends, a wrong old one counts as a failed sign-in.',
  })
  async changePassword(
    @CurrentActor() actor: Actor,
    @Arg('input', () => ChangePasswordInput, {
      description: 'The old password and the new one.',
    })
    input: ChangePasswordInput,
    @Ctx() { exchange }: RequestContext,
  ): Promise<boolean> {
    await this.#rates.guess(exchange.address, actor.accountId);
    exchange.setSessionToken(await this.#account.changePassword(actor, input));
    return true;
  }

  @Guarded(ownSessionPolicy)
  @Mutation(() => Boolean, { description: 'Ends one of the own sessions on another machine.' })
  async endOwnSession(
    @CurrentActor() actor: Actor,
    @Arg('id', () => ID, { description: 'The session to end.' }) id: string,
  ): Promise<boolean> {
    await this.#account.endSession(actor, id);
    return true;
  }
}
