import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { Scope } from '../../platform/auth/scope.ts';
import { notFound } from '../../platform/errors.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentScope, Guarded, Scoped, scopeOfField } from '../../platform/graphql/guard.ts';
import { type List, listType, PageArg, PageInput, pageOf } from '../../platform/graphql/page.ts';
import { actsBySubject, RecordedAct } from '../audit/index.ts';
import { Region, type Territory } from '../region/index.ts';
import { UnitFilter } from './people-lists.inputs.ts';
import { readUnits, searchPeople } from './people.policy.ts';
import { unitCardById } from './people.loaders.ts';
import { UnitCard } from './people.type.ts';
import { search } from './search.queries.ts';
import { Found } from './search.type.ts';
import { assignmentsByUnit, headcountByUnit, listUnits, unitById } from './unit.queries.ts';
import { Unit, VillageAssignment } from './unit.type.ts';

const UnitList = listType(Unit, 'UnitList');

@Resolver(() => Unit)
export class UnitResolver {
  readonly #territory: Territory;

  constructor(territory: Territory) {
    this.#territory = territory;
  }

  @Guarded(readUnits)
  @Query(() => UnitList, { description: 'Units that sit in the own territory, place by place.' })
  units(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => UnitFilter, {
      nullable: true,
      description: 'Which units; all in sight where left out.',
    })
    filter?: UnitFilter | null,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<Unit>> {
    return listUnits(db, scope, filter ?? {}, pageOf(page));
  }

  @Guarded(readUnits)
  @Query(() => Unit, { description: 'One unit; NOT_FOUND where there is none in scope.' })
  async unit(
    @Ctx() context: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('id', () => ID, { description: 'The unit.' }) id: string,
  ): Promise<Unit> {
    const unit = await context.loader(unitById, scope).load(id);
    if (!unit) throw notFound('个单位');
    return unit;
  }

  @Guarded(readUnits)
  @Query(() => [Unit], { description: 'Units by id; those that are not in scope are left out.' })
  async unitsByIds(
    @Ctx() context: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('ids', () => [ID], { description: 'The units.' }) ids: string[],
  ): Promise<Unit[]> {
    const found = await Promise.all(ids.map((id) => context.loader(unitById, scope).load(id)));
    return found.filter((unit) => unit !== null);
  }

  @Guarded(searchPeople)
  @Query(() => Found, {
    description: 'People, households and villages by name, pinyin initials or the last four of a number.',
  })
  search(
    @Ctx() context: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('q', () => String, {
      description:
        'At least two characters of a name, pinyin initials, the last four of a number, or a village.',
    })
    q: string,
  ): Promise<Found> {
    return search(context, scope, q.slice(0, 40));
  }

  @Scoped('territory')
  @FieldResolver(() => Region, { nullable: true, description: 'Where it sits.' })
  seat(@Root() { seatId }: Unit) {
    return this.#territory.region(seatId);
  }

  @Scoped('territory')
  @FieldResolver(() => Region, {
    nullable: true,
    description: 'The region whose office countersigns it (R5).',
  })
  administeredBy(@Root() { administeredById }: Unit) {
    return this.#territory.region(administeredById);
  }

  @Scoped('territory')
  @FieldResolver(() => [Region], { description: 'The county and town that it sits in, from above.' })
  places(@Root() { path }: Unit): Promise<Region[]> {
    return this.#territory.above(path);
  }

  @FieldResolver(() => Int, { description: 'People in office.' })
  async headcount(
    @Root() { id }: Unit,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<number> {
    return (await context.loader(headcountByUnit, scopeOfField(context, info)).load(id))?.cadres ?? 0;
  }

  @Scoped('assignmentsByUnit')
  @FieldResolver(() => [VillageAssignment], {
    description: 'The villages it looks after, present ones first.',
  })
  async villages(
    @Root() { id }: Unit,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<VillageAssignment[]> {
    return (await context.loader(assignmentsByUnit, scopeOfField(context, info)).load(id)) ?? [];
  }

  @Scoped('actsBySubject')
  @FieldResolver(() => [RecordedAct], {
    description: '改动记录: the newest hundred acts, as far as the scope reaches.',
  })
  async history(
    @Root() { id }: Unit,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RecordedAct[]> {
    return (await context.loader(actsBySubject, scopeOfField(context, info)).load(id)) ?? [];
  }
}

@Resolver(() => VillageAssignment)
export class VillageAssignmentResolver {
  readonly #territory: Territory;

  constructor(territory: Territory) {
    this.#territory = territory;
  }

  @Scoped('territory')
  @FieldResolver(() => Region, { nullable: true, description: 'The village.' })
  village(@Root() { villageId }: VillageAssignment) {
    return this.#territory.region(villageId);
  }

  @Scoped('unitCardById')
  @FieldResolver(() => UnitCard, { nullable: true, description: 'The unit.' })
  unit(
    @Root() { unitId }: VillageAssignment,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return context.loader(unitCardById, scopeOfField(context, info)).load(unitId);
  }
}
