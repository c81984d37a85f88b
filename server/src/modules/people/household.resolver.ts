import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { Scope } from '../../platform/auth/scope.ts';
import { notFound } from '../../platform/errors.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentScope, Guarded, Scoped, scopeOfField } from '../../platform/graphql/guard.ts';
import { type List, listType, PageArg, PageInput, pageOf } from '../../platform/graphql/page.ts';
import { actsBySubject, RecordedAct } from '../audit/index.ts';
import { Region, type Territory } from '../region/index.ts';
import { kinByHousehold } from './cadre.queries.ts';
import { KinDeclaration } from './cadre.type.ts';
import { householdById, listHouseholds, membersByHousehold } from './household.queries.ts';
import { Household, HouseholdMember } from './household.type.ts';
import { HouseholdFilter, HouseholdSort } from './people-lists.inputs.ts';
import { readHouseholds } from './people.policy.ts';

const HouseholdList = listType(Household, 'HouseholdList');

@Resolver(() => Household)
export class HouseholdResolver {
  readonly #territory: Territory;

  constructor(territory: Territory) {
    this.#territory = territory;
  }

  @Guarded(readHouseholds)
  @Query(() => HouseholdList, { description: 'Households; without a sort place by place.' })
  households(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => HouseholdFilter, {
      nullable: true,
      description: 'Which households; all in sight where left out.',
    })
    filter?: HouseholdFilter | null,
    @Arg('sort', () => HouseholdSort, {
      nullable: true,
      description: 'Place by place where left out.',
    })
    sort?: HouseholdSort | null,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<Household>> {
    return listHouseholds(db, scope, filter ?? {}, sort, pageOf(page));
  }

  @Guarded(readHouseholds)
  @Query(() => Household, {
    description:
      'One household; NOT_FOUND where there is none in scope: to a cadre and to a unit those that they are responsible for now (R7).',
  })
  async household(
    @Ctx() context: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('id', () => ID, { description: 'The household.' }) id: string,
  ): Promise<Household> {
    const household = await context.loader(householdById, scope).load(id);
    if (!household) throw notFound('一户');
    return household;
  }

  @Guarded(readHouseholds)
  @Query(() => [Household], { description: 'Households by id; those that are not in scope are left out.' })
  async householdsByIds(
    @Ctx() context: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('ids', () => [ID], { description: 'The households.' }) ids: string[],
  ): Promise<Household[]> {
    const found = await Promise.all(ids.map((id) => context.loader(householdById, scope).load(id)));
    return found.filter((household) => household !== null);
  }

  @Scoped('territory')
  @FieldResolver(() => Region, { nullable: true, description: 'The village.' })
  village(@Root() { regionId }: Household) {
    return this.#territory.region(regionId);
  }

  @Scoped('territory')
  @FieldResolver(() => [Region], { description: 'County, town and village, from above.' })
  places(@Root() { path }: Household): Promise<Region[]> {
    return this.#territory.above(path);
  }

  @Scoped('membersByHousehold')
  @FieldResolver(() => [HouseholdMember], {
    description: 'Members, the head first.',
  })
  async members(
    @Root() { id }: Household,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<HouseholdMember[]> {
    return (await context.loader(membersByHousehold, scopeOfField(context, info)).load(id)) ?? [];
  }

  @Scoped('kinByHousehold')
  @FieldResolver(() => [KinDeclaration], { description: 'Which cadres declared it as kin (R26).' })
  async kin(
    @Root() { id }: Household,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<KinDeclaration[]> {
    return (await context.loader(kinByHousehold, scopeOfField(context, info)).load(id)) ?? [];
  }

  @Scoped('actsBySubject')
  @FieldResolver(() => [RecordedAct], {
    description: '改动记录: the newest hundred acts on it, as far as the scope reaches.',
  })
  async history(
    @Root() { id }: Household,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RecordedAct[]> {
    return (await context.loader(actsBySubject, scopeOfField(context, info)).load(id)) ?? [];
  }
}
