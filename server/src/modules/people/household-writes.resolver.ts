import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import { notFound } from '../../platform/errors.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../platform/graphql/guard.ts';
import { changeHead } from './change-head.ts';
import {
  AddMemberInput,
  ChangeHeadInput,
  EditHouseholdInput,
  EditMemberInput,
  MoveHouseholdInput,
  RecordDeathInput,
} from './household.inputs.ts';
import { householdById } from './household.queries.ts';
import type { HouseholdService } from './household.service.ts';
import { Household } from './household.type.ts';
import type { MemberService } from './member.service.ts';
import { changeHouseholds, revealValues } from './people.policy.ts';
import type { RevealService } from './reveal.service.ts';
import { Revealed, RevealInput } from './reveal.type.ts';

@Resolver()
export class HouseholdWritesResolver {
  readonly #households: HouseholdService;
  readonly #members: MemberService;
  readonly #reveal: RevealService;

  constructor(households: HouseholdService, members: MemberService, reveal: RevealService) {
    this.#households = households;
    this.#members = members;
    this.#reveal = reveal;
  }

  @Guarded(changeHouseholds)
  @Mutation(() => Household, { description: "Corrects a household's particulars." })
  async editHousehold(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => EditHouseholdInput, {
      description: 'What changes, with the version that was seen.',
    })
    input: EditHouseholdInput,
  ): Promise<Household> {
    return after(context, scope, await this.#households.edit(actor, scope, input));
  }

  @Guarded(changeHouseholds)
  @Mutation(() => Household, { description: 'Enters a member.' })
  async addMember(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => AddMemberInput, {
      description: 'The household and the new member’s particulars.',
    })
    input: AddMemberInput,
  ): Promise<Household> {
    return after(context, scope, await this.#members.add(actor, scope, input));
  }

  @Guarded(changeHouseholds)
  @Mutation(() => Household, { description: 'Corrects a member.' })
  async editMember(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => EditMemberInput, {
      description: 'What changes, with the version that was seen.',
    })
    input: EditMemberInput,
  ): Promise<Household> {
    return after(context, scope, await this.#members.edit(actor, scope, input));
  }

  @Guarded(changeHouseholds)
  @Mutation(() => Household, {
    description:
      'Records a death: another member follows a head; where nobody lives the household ends (R7).',
  })
  async recordDeath(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => RecordDeathInput, {
      description: 'Who died, when, and who follows a head, with the version that was seen.',
    })
    input: RecordDeathInput,
  ): Promise<Household> {
    return after(context, scope, await this.#households.recordDeath(actor, scope, input));
  }

  @Guarded(changeHouseholds)
  @Mutation(() => Household, { description: 'Makes another living member the head; the friends stay (R7).' })
  async changeHead(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => ChangeHeadInput, {
      description:
        'The household, its new head and what the former one is to them, with the version that was seen.',
    })
    input: ChangeHeadInput,
  ): Promise<Household> {
    return after(context, scope, await changeHead(context.db, actor, scope, input));
  }

  @Guarded(changeHouseholds)
  @Mutation(() => Household, { description: 'Moves a household to another village, with its history (R7).' })
  async moveHousehold(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => MoveHouseholdInput, {
      description: 'The household, the new village and why, with the version that was seen.',
    })
    input: MoveHouseholdInput,
  ): Promise<Household> {
    return after(context, scope, await this.#households.move(actor, scope, input));
  }

  @Guarded(revealValues)
  @Mutation(() => Revealed, { description: 'Shows one personal value in full; the look is recorded (R32).' })
  async reveal(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => RevealInput, { description: 'Whose number, which one and why.' })
    input: RevealInput,
  ): Promise<Revealed> {
    return { value: await this.#reveal.reveal(actor, scope, input) };
  }
}

/** The household as it is after the write. */
async function after(context: RequestContext, scope: Scope, id: string): Promise<Household> {
  const household = await context.loader(householdById, scope).clear(id).load(id);
  if (!household) throw notFound('一户');
  return household;
}
