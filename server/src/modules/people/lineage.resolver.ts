import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import { notFound } from '../../platform/errors.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded, Scoped, scopeOfField } from '../../platform/graphql/guard.ts';
import { UNDO_WINDOW } from '../../platform/undo.rules.ts';
import { MergeHouseholdsInput, SplitHouseholdInput, UndoLineageInput } from './household.inputs.ts';
import { householdById } from './household.queries.ts';
import { Household } from './household.type.ts';
import { lineageByHousehold, lineageChanged, type LineageRow } from './lineage.queries.ts';
import type { LineageParts, Stepped } from './lineage-record.ts';
import { HouseholdLineage, HouseholdsChanged } from './lineage.type.ts';
import { mergeHouseholds } from './merge-households.ts';
import { changeHouseholds } from './people.policy.ts';
import { splitHousehold } from './split-household.ts';
import { CHANGED_SINCE, undoLineage } from './undo-lineage.ts';

/** Households that split and merge, and the story of it. */
@Resolver(() => Household)
export class HouseholdLineageResolver {
  readonly #parts: LineageParts;

  constructor(parts: LineageParts) {
    this.#parts = parts;
  }

  @Scoped('lineageByHousehold')
  @FieldResolver(() => [HouseholdLineage], {
    description:
      'Where it came from and where it or some of its people went (R7); for offices, others get none.',
  })
  async lineage(
    @Root() { id }: Household,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<HouseholdLineage[]> {
    const scope = scopeOfField(context, info);
    const steps = (await context.loader(lineageByHousehold, scope).load(id)) ?? [];
    const since = this.#parts.clock.now().getTime() - UNDO_WINDOW;
    return Promise.all(
      steps.map(async (step) => {
        const own = step.accountId === context.actor?.accountId && new Date(step.at).getTime() >= since;
        const whyNot = own ? await this.#whyNot(context, scope, step) : null;
        return { ...step, undoable: own && whyNot === null, whyNot };
      }),
    );
  }

  /** Of a step that the caller did lately. */
  async #whyNot(
    context: RequestContext,
    scope: Scope,
    { id, accountId, actId }: LineageRow,
  ): Promise<string | null> {
    const { clock, events } = this.#parts;
    const found = await context.loader(lineageChanged, scope).load(id);
    if (found?.changed ?? true) return CHANGED_SINCE;
    return actId && events.whyNotUnmerged(context.db, scope, { actId, actor: accountId, now: clock.now() });
  }

  @Guarded(changeHouseholds)
  @Mutation(() => HouseholdsChanged, {
    description: 'Some members begin a household of their own; number and friends stay with the head (R7).',
  })
  async splitHousehold(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => SplitHouseholdInput, {
      description: 'Who goes and who heads them, with the version that was seen.',
    })
    input: SplitHouseholdInput,
  ): Promise<HouseholdsChanged> {
    return both(context, scope, await splitHousehold(this.#parts, actor, scope, input));
  }

  @Guarded(changeHouseholds)
  @Mutation(() => HouseholdsChanged, {
    description:
      'One household goes into another; the friend of the one that stays remains, or the other’s takes it on (R7).',
  })
  async mergeHouseholds(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => MergeHouseholdsInput, {
      description: 'Which stays and which ends, with the versions that were seen.',
    })
    input: MergeHouseholdsInput,
  ): Promise<HouseholdsChanged> {
    return both(context, scope, await mergeHouseholds(this.#parts, actor, scope, input));
  }

  @Guarded(changeHouseholds)
  @Mutation(() => HouseholdsChanged, {
    description:
      'Takes a split or a merge back within the day, by whoever did it, while nothing changed since.',
  })
  async undoLineage(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => UndoLineageInput, { description: 'Which step.' })
    input: UndoLineageInput,
  ): Promise<HouseholdsChanged> {
    return both(context, scope, await undoLineage(this.#parts, actor, scope, input));
  }
}

/** The two households as they are after the write. */
async function both(
  context: RequestContext,
  scope: Scope,
  { id, householdId, otherId }: Stepped,
): Promise<HouseholdsChanged> {
  const loader = context.loader(householdById, scope).clear(householdId).clear(otherId);
  const [household, other] = await Promise.all([loader.load(householdId), loader.load(otherId)]);
  if (!household || !other) throw notFound('一户');
  return { stepId: id, household, other };
}
