import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import { invalidInput } from '../../platform/errors.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentScope, Guarded } from '../../platform/graphql/guard.ts';
import { listType, PageArg, PageInput, pageOf, type List } from '../../platform/graphql/page.ts';
import { AllocationLineFilter } from './allocation.inputs.ts';
import { allocate } from './allocation.policy.ts';
import { AllocationLine, AllocationLost, AllocationPin } from './allocation.type.ts';
import { AllocationCertificate } from './certificate.type.ts';
import { AllocationNeedPlace, AllocationSupplyUnit } from './market.type.ts';
import { allocationNeed } from './market/need.queries.ts';
import { allocationSupply } from './market/supply.queries.ts';
import { allocationCertificate } from './publish/certificate.queries.ts';
import { allocationLines, allocationLost, allocationPins } from './review/lines.queries.ts';

const AllocationLineList = listType(AllocationLine, 'AllocationLineList');
const AllocationPinList = listType(AllocationPin, 'AllocationPinList');
const AllocationLostList = listType(AllocationLost, 'AllocationLostList');

const ofRun = () => Arg('id', () => ID, { description: 'The run.' });
const ofYear = () =>
  Arg('year', () => Int, { nullable: true, description: 'The programme year; the newest where left out.' });
const ofArea = () =>
  Arg('within', () => String, {
    nullable: true,
    description: 'The area, by its path; the caller’s own where left out.',
  });

/** @throws INVALID_INPUT for what is no path */
function areaOf(within: string | null | undefined): string | null {
  if (within == null || within.endsWith('/')) return within ?? null;
  throw invalidInput({ within: '区划路径以 / 结尾' });
}

@Resolver()
export class AllocationReviewResolver {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  @Guarded(allocate)
  @Query(() => AllocationLineList, {
    description: 'A run’s households, today beside the proposal, in the order of places.',
  })
  allocationLines(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @ofRun() id: string,
    @Arg('filter', () => AllocationLineFilter, {
      nullable: true,
      description: 'Which; all that change or wait where left out.',
    })
    filter?: AllocationLineFilter | null,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<AllocationLine>> {
    return allocationLines(db, scope, id, filter ?? {}, pageOf(page));
  }

  @Guarded(allocate)
  @Query(() => AllocationPinList, { description: 'What was settled by hand for a run, the latest first.' })
  allocationPins(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @ofRun() id: string,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<AllocationPin>> {
    return allocationPins(db, scope, id, pageOf(page));
  }

  @Guarded(allocate)
  @Query(() => AllocationLostList, {
    description: 'What no longer held when a run was last to be published, with the reasons.',
  })
  allocationLost(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @ofRun() id: string,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<AllocationLost>> {
    return allocationLost(db, scope, id, pageOf(page));
  }

  @Guarded(allocate)
  @Query(() => [AllocationSupplyUnit], {
    description: 'What the units of an area can take, by unit and rank (R1).',
  })
  allocationSupply(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @ofArea() within?: string | null,
    @ofYear() year?: number | null,
  ): Promise<AllocationSupplyUnit[]> {
    return allocationSupply(db, scope, {
      within: areaOf(within),
      year: year ?? null,
      today: this.#clock.today(),
    });
  }

  @Guarded(allocate)
  @Query(() => [AllocationNeedPlace], {
    description:
      'What the places right below an area need, today and under a run: counties, then towns, then villages.',
  })
  allocationNeed(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @ofArea() within?: string | null,
    @ofYear() year?: number | null,
    @Arg('runId', () => ID, { nullable: true, description: 'The run whose proposal stands beside today.' })
    runId?: string | null,
  ): Promise<AllocationNeedPlace[]> {
    const asked = {
      within: areaOf(within),
      year: year ?? null,
      runId: runId ?? null,
      today: this.#clock.today(),
    };
    return allocationNeed(db, scope, asked);
  }

  @Guarded(allocate)
  @Query(() => AllocationCertificate, { description: 'What a published run did, with the proof (R9).' })
  allocationCertificate(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @ofRun() id: string,
  ): Promise<AllocationCertificate> {
    return allocationCertificate(db, scope, id);
  }
}
