import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import { notFound } from '../../platform/errors.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../platform/graphql/guard.ts';
import { changeUnits } from './people.policy.ts';
import { unitCardById } from './people.loaders.ts';
import { UnitCard } from './people.type.ts';
import { AssignVillageInput, EditUnitInput, EndAssignmentInput, RegisterUnitInput } from './unit.inputs.ts';
import { unitById } from './unit.queries.ts';
import type { UnitService } from './unit.service.ts';
import { Unit } from './unit.type.ts';

@Resolver()
export class UnitWritesResolver {
  readonly #units: UnitService;

  constructor(units: UnitService) {
    this.#units = units;
  }

  @Guarded(changeUnits)
  @Mutation(() => Unit, { description: 'Enters a unit.' })
  async registerUnit(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => RegisterUnitInput, { description: 'The particulars of the unit.' })
    input: RegisterUnitInput,
  ): Promise<Unit> {
    return after(context, scope, await this.#units.register(actor, scope, input));
  }

  @Guarded(changeUnits)
  @Mutation(() => Unit, { description: 'Renames or ends a unit.' })
  async editUnit(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => EditUnitInput, {
      description: 'What changes, with the version that was seen.',
    })
    input: EditUnitInput,
  ): Promise<Unit> {
    return after(context, scope, await this.#units.edit(actor, scope, input));
  }

  @Guarded(changeUnits)
  @Mutation(() => UnitCard, { description: 'Gives a village to a unit to look after.' })
  async assignVillage(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => AssignVillageInput, {
      description: 'The unit, the village and since when.',
    })
    input: AssignVillageInput,
  ): Promise<UnitCard> {
    return card(context, scope, await this.#units.assignVillage(actor, scope, input));
  }

  @Guarded(changeUnits)
  @Mutation(() => UnitCard, { description: 'Ends a village assignment.' })
  async endAssignment(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => EndAssignmentInput, {
      description: 'The assignment and its last day.',
    })
    input: EndAssignmentInput,
  ): Promise<UnitCard> {
    return card(context, scope, await this.#units.endAssignment(actor, scope, input));
  }
}

/** The unit as it is after the write. */
async function after(context: RequestContext, scope: Scope, id: string): Promise<Unit> {
  const unit = await context.loader(unitById, scope).clear(id).load(id);
  if (!unit) throw notFound('个单位');
  return unit;
}

/** A unit that looks after a village here may sit elsewhere: its card is all there is to show. */
async function card(context: RequestContext, scope: Scope, id: string): Promise<UnitCard> {
  const unit = await context.loader(unitCardById, scope).load(id);
  if (!unit) throw notFound('个单位');
  return unit;
}
