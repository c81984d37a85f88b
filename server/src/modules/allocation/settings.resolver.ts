import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../platform/graphql/guard.ts';
import { allocate, changeAllocationSettings } from './allocation.policy.ts';
import { allocationSetting, saveAllocationSetting } from './settings.service.ts';
import { AllocationSetting, SaveAllocationSettingInput } from './settings.type.ts';

@Resolver()
export class AllocationSettingResolver {
  @Guarded(allocate)
  @Query(() => AllocationSetting, {
    description: 'What allocations of a year go by where a run sets nothing else.',
  })
  allocationSetting(
    @Ctx() { db }: RequestContext,
    @Arg('year', () => Int, { nullable: true, description: 'The programme year; the newest where left out.' })
    year?: number | null,
  ): Promise<AllocationSetting> {
    return allocationSetting(db, year);
  }

  @Guarded(changeAllocationSettings)
  @Mutation(() => AllocationSetting, {
    description: 'Replaces what allocations of a year go by; runs that are open keep theirs.',
  })
  saveAllocationSetting(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SaveAllocationSettingInput, {
      description: 'All of it, with the version that was seen.',
    })
    input: SaveAllocationSettingInput,
  ): Promise<AllocationSetting> {
    return saveAllocationSetting(db, actor, scope, input);
  }
}
