import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import { RequestContext } from '../../../platform/graphql/context.ts';
import { CurrentScope, Guarded } from '../../../platform/graphql/guard.ts';
import { proposeHandover } from '../allocation.policy.ts';
import { HandoverProposal } from './handover.type.ts';
import { proposeSuccessors } from './propose-successors.ts';

@Resolver()
export class HandoverResolver {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  @Guarded(proposeHandover)
  @Query(() => HandoverProposal, {
    description:
      'The caseload of a cadre with a successor proposed for each household (R7); changes nothing. Carried out by `handOverCaseload`.',
  })
  handoverProposal(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('cadreId', () => ID, { description: 'Who hands over.' }) cadreId: string,
    @Arg('insteadOf', () => ID, {
      nullable: true,
      description: 'A scheduled handover that is to be ordered anew: what it promises takes no places.',
    })
    insteadOf?: string | null,
  ): Promise<HandoverProposal> {
    return proposeSuccessors(db, scope, this.#clock.today(), cadreId, insteadOf ?? null);
  }
}
