import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { systemScope } from '../../platform/auth/scope.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { Guarded, Scoped } from '../../platform/graphql/guard.ts';
import { PageInput, listType, pageOf, type List } from '../../platform/graphql/page.ts';
import { notFound } from '../../platform/errors.ts';
import { RegionFilter } from './region.inputs.ts';
import { readRegions } from './region.policy.ts';
import { listRegions, regionById } from './region.queries.ts';
import { Region } from './region.type.ts';

const RegionList = listType(Region, 'RegionList');

@Resolver(() => Region)
export class RegionResolver {
  @Guarded(readRegions)
  @Query(() => RegionList, { description: 'The territory, in the order of the codes.' })
  regions(
    @Ctx() { db }: RequestContext,
    @Arg('filter', () => RegionFilter, { nullable: true, validate: true }) filter?: RegionFilter | null,
    @Arg('page', () => PageInput, { nullable: true, validate: true }) page?: PageInput | null,
  ): Promise<List<Region>> {
    return listRegions(db, filter, pageOf(page));
  }

  @Guarded(readRegions)
  @Query(() => Region, { description: 'One region; NOT_FOUND where there is none.' })
  async region(@Ctx() context: RequestContext, @Arg('id', () => ID) id: string): Promise<Region> {
    const region = await context.loader(regionById, systemScope).load(id);
    if (!region) throw notFound('个地方');
    return region;
  }

  @Guarded(readRegions)
  @Query(() => [Region], { description: 'Many regions by id, those that exist.' })
  async regionsByIds(
    @Ctx() context: RequestContext,
    @Arg('ids', () => [ID]) ids: string[],
  ): Promise<Region[]> {
    const found = await Promise.all(ids.map((id) => context.loader(regionById, systemScope).load(id)));
    return found.filter((region) => region !== null);
  }

  @Scoped('regionById')
  @FieldResolver(() => Region, { nullable: true, description: 'The region it lies in.' })
  parent(@Root() { parentId }: Region, @Ctx() context: RequestContext): Promise<Region | null> | null {
    return parentId ? context.loader(regionById, systemScope).load(parentId) : null;
  }
}
