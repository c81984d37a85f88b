import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { AtMost } from '../../platform/graphql/document-limits.ts';
import { CurrentActor, Guarded } from '../../platform/graphql/guard.ts';
import type { Rates } from '../../platform/http/rates.ts';
import { RedeemOneTimeCodeInput, SignInInput } from './identity.inputs.ts';
import { ownSessionPolicy, signInPolicy } from './identity.policy.ts';
import type { OneTimeCodes } from './one-time-codes.ts';
import type { SignInService } from './sign-in.service.ts';

@Resolver()
export class IdentityResolver {
  readonly #signIn: SignInService;
  readonly #codes: OneTimeCodes;
  readonly #rates: Rates;

  constructor(signIn: SignInService, codes: OneTimeCodes, rates: Rates) {
    this.#signIn = signIn;
    this.#codes = codes;
    this.#rates = rates;
  }

  @Guarded(signInPolicy)
  @AtMost(1)
  @Mutation(() => Boolean, { description: 'Opens a session; its token travels in an http-only cookie.' })
  async signIn(
    @Arg('input', () => SignInInput, { description: 'The account and its password.' })
    { login, password }: SignInInput,
    @Ctx() { exchange }: RequestContext,
  ): Promise<boolean> {
    const { token } = await this.#rates.guessing(exchange.address, login, () =>
      this.#signIn.signIn(login, password, exchange.userAgent),
    );
    exchange.setSessionToken(token);
    return true;
  }

  @Guarded(signInPolicy)
  @AtMost(1)
  @Mutation(() => Boolean, { description: 'Uses a one-time code: sets the password and opens a session.' })
  async redeemOneTimeCode(
    @Arg('input', () => RedeemOneTimeCodeInput, {
      description: 'The account, its code and the password to be.',
    })
    input: RedeemOneTimeCodeInput,
    @Ctx() { exchange }: RequestContext,
  ): Promise<boolean> {
    const accountId = await this.#rates.guessing(exchange.address, input.login, () =>
      this.#codes.redeem(input),
    );
    const { token } = await this.#signIn.openSession(accountId, exchange.userAgent, 'account.redeemCode');
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
