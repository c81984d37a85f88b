import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../platform/graphql/context.ts';
import { Guarded, Scoped } from '../../platform/graphql/guard.ts';
import { type List, listType, PageArg, PageInput, pageOf } from '../../platform/graphql/page.ts';
import { notFound } from '../../platform/errors.ts';
import { RegionFilter } from './region.inputs.ts';
import { readRegions } from './region.policy.ts';
import { listRegions } from './region.queries.ts';
import { Region } from './region.type.ts';
import type { Territory } from './territory.ts';

const RegionList = listType(Region, 'RegionList');

@Resolver(() => Region)
export class RegionResolver {
  readonly #territory: Territory;

  constructor(territory: Territory) {
    this.#territory = territory;
  }

  @Guarded(readRegions)
  @Query(() => RegionList, { description: 'The territory, in the order of the codes.' })
  regions(
    @Ctx() { db }: RequestContext,
    @Arg('filter', () => RegionFilter, {
      nullable: true,
      description: 'Which regions; the whole territory where left out.',
    })
    filter?: RegionFilter | null,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<Region>> {
    return listRegions(db, filter, pageOf(page));
  }

  @Guarded(readRegions)
  @Query(() => Region, { description: 'One region; NOT_FOUND where there is none.' })
  async region(@Arg('id', () => ID, { description: 'The region.' }) id: string): Promise<Region> {
    const region = await this.#territory.region(id);
    if (!region) throw notFound('个地方');
    return region;
  }

  @Guarded(readRegions)
  @Query(() => [Region], { description: 'Many regions by id, those that exist.' })
  regionsByIds(@Arg('ids', () => [ID], { description: 'The regions.' }) ids: string[]): Promise<Region[]> {
    return this.#territory.regions(ids);
  }

  @Scoped('territory')
  @FieldResolver(() => Region, { nullable: true, description: 'The region it lies in.' })
  parent(@Root() { parentId }: Region) {
    return parentId ? this.#territory.region(parentId) : null;
  }
}
