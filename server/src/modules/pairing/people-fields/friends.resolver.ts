import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../../platform/graphql/context.ts';
import { Scoped, scopeOfField } from '../../../platform/graphql/guard.ts';
import { Cadre, Household } from '../../people/index.ts';
import { Pairing } from '../pairing.type.ts';
import { friendsByCadre, friendsByHousehold, loadByCadre } from './friends.loaders.ts';

/** What a household's page tells of its friends: this module comes after people, so the fields hang on their types from here. */
@Resolver(() => Household)
export class HouseholdFriendsResolver {
  @Scoped('friendsByHousehold')
  @FieldResolver(() => [Pairing], {
    description:
      'Everybody who was or is its friend, as far as the scope reaches: present ones first, then the latest.',
  })
  async friends(
    @Root() { id }: Household,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Pairing[]> {
    return (await context.loader(friendsByHousehold, scopeOfField(context, info)).load(id)) ?? [];
  }
}

@Resolver(() => Cadre)
export class CadreFriendsResolver {
  @Scoped('friendsByCadre')
  @FieldResolver(() => [Pairing], {
    description:
      'Every household they were or are a friend of, as far as the scope reaches: present ones first.',
  })
  async friends(
    @Root() { id }: Cadre,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Pairing[]> {
    return (await context.loader(friendsByCadre, scopeOfField(context, info)).load(id)) ?? [];
  }

  @FieldResolver(() => Int, { description: 'Households they are responsible for today, within the scope.' })
  async load(
    @Root() { id }: Cadre,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<number> {
    return (await context.loader(loadByCadre, scopeOfField(context, info)).load(id))?.load ?? 0;
  }
}
