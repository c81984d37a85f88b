import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded, Scoped, scopeOfField } from '../../platform/graphql/guard.ts';
import { type List, listType, PageArg, PageInput, pageOf } from '../../platform/graphql/page.ts';
import { UnitCard, unitCardById } from '../people/index.ts';
import { manageAccounts } from './access.policy.ts';
import { listAccounts } from './accounts.queries.ts';
import type { AccountService } from './accounts.service.ts';
import { AccountFilter, CadreAccount, OneTimeCode, SetAccountDisabledInput } from './accounts.type.ts';

const CadreAccountList = listType(CadreAccount, 'CadreAccountList');

@Resolver(() => CadreAccount)
export class AccountsResolver {
  readonly #accounts: AccountService;
  readonly #clock: Clock;

  constructor(accounts: AccountService, clock: Clock) {
    this.#accounts = accounts;
    this.#clock = clock;
  }

  @Guarded(manageAccounts)
  @Query(() => CadreAccountList, { description: 'The own people and how they sign in, unit by unit.' })
  cadreAccounts(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => AccountFilter, {
      nullable: true,
      description: 'Which people; all of one’s own where left out.',
    })
    filter?: AccountFilter | null,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<CadreAccount>> {
    return listAccounts(db, scope, filter ?? {}, pageOf(page), this.#clock.now());
  }

  @Scoped('unitCardById')
  @FieldResolver(() => UnitCard, { nullable: true, description: 'The unit.' })
  unit(@Root() { unitId }: CadreAccount, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return context.loader(unitCardById, scopeOfField(context, info)).load(unitId);
  }

  @Guarded(manageAccounts)
  @Mutation(() => OneTimeCode, {
    description: 'Issues a one-time code for a cadre; an earlier one no longer works. It is shown this once.',
  })
  issueOneTimeCode(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('cadreId', () => ID, { description: 'The cadre whom the code is for.' }) cadreId: string,
  ): Promise<OneTimeCode> {
    return this.#accounts.issueCode(actor, scope, cadreId);
  }

  @Guarded(manageAccounts)
  @Mutation(() => Boolean, { description: 'Keeps somebody out, or lets them in again.' })
  async setAccountDisabled(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SetAccountDisabledInput, {
      description: 'The cadre whose account it is, whether it is kept out, and why.',
    })
    input: SetAccountDisabledInput,
  ): Promise<boolean> {
    await this.#accounts.setDisabled(actor, scope, input);
    return true;
  }
}
