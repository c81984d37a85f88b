import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { systemScope } from '../../platform/auth/scope.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { Scoped, scopeOfField } from '../../platform/graphql/guard.ts';
import { Region, regionById } from '../region/index.ts';
import { unitCardById } from './people.loaders.ts';
import { CadreCard, HouseholdCard, UnitCard } from './people.type.ts';

@Resolver(() => CadreCard)
export class CadreCardResolver {
  @Scoped('unitCardById')
  @FieldResolver(() => UnitCard, { nullable: true, description: 'The unit of the current posting.' })
  unit(@Root() { unitId }: CadreCard, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return context.loader(unitCardById, scopeOfField(context, info)).load(unitId);
  }
}

@Resolver(() => HouseholdCard)
export class HouseholdCardResolver {
  @Scoped('regionById')
  @FieldResolver(() => Region, { nullable: true, description: 'The village.' })
  village(@Root() { regionId }: HouseholdCard, @Ctx() context: RequestContext) {
    return context.loader(regionById, systemScope).load(regionId);
  }
}
