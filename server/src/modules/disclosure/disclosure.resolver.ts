import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../platform/graphql/guard.ts';
import { type List, listType, PageArg, PageInput, pageOf } from '../../platform/graphql/page.ts';
import {
  AskDisclosureInput,
  DecideDisclosureInput,
  DisclosureFilter,
  DisclosureOrder,
  WithdrawDisclosureInput,
} from './disclosure.inputs.ts';
import { askDisclosures, decideDisclosures } from './disclosure.policy.ts';
import { disclosureById, listDisclosures } from './disclosure.queries.ts';
import type { DisclosureService } from './disclosure.service.ts';
import { Disclosure, DisclosureOutlook } from './disclosure.type.ts';

const DisclosureList = listType(Disclosure, 'DisclosureList');

@Resolver(() => Disclosure)
export class DisclosureResolver {
  readonly #disclosures: DisclosureService;
  readonly #clock: Clock;

  constructor(disclosures: DisclosureService, clock: Clock) {
    this.#disclosures = disclosures;
    this.#clock = clock;
  }

  @Guarded(askDisclosures)
  @Query(() => DisclosureList, {
    description:
      'Workbooks with personal data in full, asked for in the own territory: those that wait first, then the latest.',
  })
  disclosures(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => DisclosureFilter, { nullable: true, description: 'Which ones; all where left out.' })
    filter?: DisclosureFilter | null,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<Disclosure>> {
    return listDisclosures({ db, clock: this.#clock, actor, scope }, filter ?? {}, pageOf(page));
  }

  @Guarded(askDisclosures)
  @Query(() => DisclosureOutlook, {
    description: 'What a disclosure would be: how many people, and whether somebody else has to approve it.',
  })
  disclosureOutlook(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('order', () => DisclosureOrder, { description: 'Of whom.' })
    order: DisclosureOrder,
  ): Promise<DisclosureOutlook> {
    return this.#disclosures.outlook(actor, scope, order);
  }

  @Guarded(askDisclosures)
  @Mutation(() => Disclosure, {
    description:
      'Asks for a workbook with personal data in full. Few are made at once; above the figure somebody else approves first (R32).',
  })
  async askDisclosure(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => AskDisclosureInput, { description: 'Of whom, what, and what for.' })
    input: AskDisclosureInput,
  ): Promise<Disclosure> {
    const id = await this.#disclosures.ask(actor, scope, input);
    return disclosureById({ db, clock: this.#clock, actor, scope }, id);
  }

  @Guarded(askDisclosures)
  @Mutation(() => Disclosure, {
    description: 'Takes back an own disclosure; a file that was made is destroyed.',
  })
  async withdrawDisclosure(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => WithdrawDisclosureInput, { description: 'Which one, as it was seen.' })
    input: WithdrawDisclosureInput,
  ): Promise<Disclosure> {
    await this.#disclosures.withdraw(actor, scope, input);
    return disclosureById({ db, clock: this.#clock, actor, scope }, input.id);
  }

  @Guarded(decideDisclosures)
  @Mutation(() => Disclosure, {
    description:
      'Decides a disclosure that somebody else asked for. Approved, the workbook is made for them alone.',
  })
  async decideDisclosure(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => DecideDisclosureInput, {
      description: 'Which one, as it was seen, and whether it is made.',
    })
    input: DecideDisclosureInput,
  ): Promise<Disclosure> {
    await this.#disclosures.decide(actor, scope, input);
    return disclosureById({ db, clock: this.#clock, actor, scope }, input.id);
  }
}
