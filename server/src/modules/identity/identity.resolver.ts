import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, Guarded } from '../../platform/graphql/guard.ts';
import { SignInInput } from './identity.inputs.ts';
import { ownSessionPolicy, signInPolicy } from './identity.policy.ts';
import type { SignInService } from './sign-in.service.ts';

@Resolver()
export class IdentityResolver {
  readonly #signIn: SignInService;

  constructor(signIn: SignInService) {
    this.#signIn = signIn;
  }

  @Guarded(signInPolicy)
  @Mutation(() => Boolean, { description: 'Opens a session; its token travels in an http-only cookie.' })
  async signIn(
    @Arg('input', () => SignInInput, { validate: true }) { login, password }: SignInInput,
    @Ctx() { exchange }: RequestContext,
  ): Promise<boolean> {
    const { token } = await this.#signIn.signIn(login, password, exchange.userAgent);
    exchange.setSessionToken(token);
    return true;
  }

  @Guarded(ownSessionPolicy)
  @Mutation(() => Boolean, { description: 'Ends this session.' })
  async signOut(@CurrentActor() actor: Actor, @Ctx() { exchange }: RequestContext): Promise<boolean> {
    const { sessionId, ...principal } = actor;
    await this.#signIn.signOut(principal, sessionId);
    exchange.setSessionToken(null);
    return true;
  }

  @Guarded(ownSessionPolicy)
  @Mutation(() => Boolean, { description: 'Ends all sessions of the account, on every machine.' })
  async signOutEverywhere(
    @CurrentActor() actor: Actor,
    @Ctx() { exchange }: RequestContext,
  ): Promise<boolean> {
    const { accountId, grantId } = actor;
    await this.#signIn.signOutEverywhere({ accountId, grantId }, accountId);
    exchange.setSessionToken(null);
    return true;
  }
}
