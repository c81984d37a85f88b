import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { RequestContext } from '../../platform/graphql/context.ts';
import { Scoped, scopeOfField } from '../../platform/graphql/guard.ts';
import { Region, type Territory } from '../region/index.ts';
import { unitCardById } from './people.loaders.ts';
import { CadreCard, HouseholdCard, UnitCard } from './people.type.ts';

@Resolver(() => CadreCard)
export class CadreCardResolver {
  @Scoped('unitCardById')
  @FieldResolver(() => UnitCard, { nullable: true, description: 'The unit of the current posting.' })
  unit(@Root() root: CadreCard, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return root.unitCard ?? context.loader(unitCardById, scopeOfField(context, info)).load(root.unitId);
  }
}

@Resolver(() => HouseholdCard)
export class HouseholdCardResolver {
  readonly #territory: Territory;

  constructor(territory: Territory) {
    this.#territory = territory;
  }

  @Scoped('territory')
  @FieldResolver(() => Region, { nullable: true, description: 'The village.' })
  village(@Root() { regionId }: HouseholdCard) {
    return this.#territory.region(regionId);
  }
}
