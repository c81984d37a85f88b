import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { Scope } from '../../platform/auth/scope.ts';
import { notFound } from '../../platform/errors.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentScope, Guarded, Scoped, scopeOfField } from '../../platform/graphql/guard.ts';
import { type List, listType, PageArg, PageInput, pageOf } from '../../platform/graphql/page.ts';
import { actsBySubject, RecordedAct } from '../audit/index.ts';
import { Region, type Territory } from '../region/index.ts';
import { cadreById, kinByCadre, listCadres, postingsByCadre } from './cadre.queries.ts';
import { Cadre, KinDeclaration, Posting } from './cadre.type.ts';
import { CadreFilter, CadreSort } from './people-lists.inputs.ts';
import { readCadres } from './people.policy.ts';
import { cadreCardById, householdCardById, unitCardById } from './people.loaders.ts';
import { CadreCard, HouseholdCard, UnitCard } from './people.type.ts';

const CadreList = listType(Cadre, 'CadreList');

@Resolver(() => Cadre)
export class CadreResolver {
  readonly #territory: Territory;

  constructor(territory: Territory) {
    this.#territory = territory;
  }

  @Guarded(readCadres)
  @Query(() => CadreList, {
    description: 'Cadres of the own territory or unit; without a sort unit by unit.',
  })
  cadres(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => CadreFilter, {
      nullable: true,
      description: 'Which cadres; all in sight where left out.',
    })
    filter?: CadreFilter | null,
    @Arg('sort', () => CadreSort, {
      nullable: true,
      description: 'Unit by unit where left out.',
    })
    sort?: CadreSort | null,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<Cadre>> {
    return listCadres(db, scope, filter ?? {}, sort, pageOf(page));
  }

  @Guarded(readCadres)
  @Query(() => Cadre, { description: 'One cadre; NOT_FOUND where there is none in scope.' })
  async cadre(
    @Ctx() context: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('id', () => ID, { description: 'The cadre.' }) id: string,
  ): Promise<Cadre> {
    const cadre = await context.loader(cadreById, scope).load(id);
    if (!cadre) throw notFound('个人');
    return cadre;
  }

  @Guarded(readCadres)
  @Query(() => [Cadre], { description: 'Cadres by id; those that are not in scope are left out.' })
  async cadresByIds(
    @Ctx() context: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('ids', () => [ID], { description: 'The cadres.' }) ids: string[],
  ): Promise<Cadre[]> {
    const found = await Promise.all(ids.map((id) => context.loader(cadreById, scope).load(id)));
    return found.filter((cadre) => cadre !== null);
  }

  @Scoped('unitCardById')
  @FieldResolver(() => UnitCard, { nullable: true, description: 'The unit of the present posting.' })
  unit(@Root() { unitId }: Cadre, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return context.loader(unitCardById, scopeOfField(context, info)).load(unitId);
  }

  @Scoped('territory')
  @FieldResolver(() => [Region], { description: 'The county and town that the unit sits in, from above.' })
  places(@Root() { path }: Cadre): Promise<Region[]> {
    return this.#territory.above(path);
  }

  @Scoped('postingsByCadre')
  @FieldResolver(() => [Posting], { description: 'Postings and secondments, the newest first.' })
  async postings(
    @Root() { id }: Cadre,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Posting[]> {
    return (await context.loader(postingsByCadre, scopeOfField(context, info)).load(id)) ?? [];
  }

  @Scoped('kinByCadre')
  @FieldResolver(() => [KinDeclaration], {
    description: 'Standing kin declarations; an empty list is unknown, not none (R26).',
  })
  async kin(
    @Root() { id }: Cadre,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<KinDeclaration[]> {
    return (await context.loader(kinByCadre, scopeOfField(context, info)).load(id)) ?? [];
  }

  @Scoped('actsBySubject')
  @FieldResolver(() => [RecordedAct], {
    description: '改动记录: the newest hundred acts, as far as the scope reaches.',
  })
  async history(
    @Root() { id }: Cadre,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RecordedAct[]> {
    return (await context.loader(actsBySubject, scopeOfField(context, info)).load(id)) ?? [];
  }
}

@Resolver(() => Posting)
export class PostingResolver {
  @Scoped('unitCardById')
  @FieldResolver(() => UnitCard, { nullable: true, description: 'The unit.' })
  unit(@Root() { unitId }: Posting, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return context.loader(unitCardById, scopeOfField(context, info)).load(unitId);
  }
}

@Resolver(() => KinDeclaration)
export class KinDeclarationResolver {
  @Scoped('cadreCardById')
  @FieldResolver(() => CadreCard, { nullable: true, description: 'Who declared.' })
  cadre(
    @Root() { cadreId }: KinDeclaration,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return context.loader(cadreCardById, scopeOfField(context, info)).load(cadreId);
  }

  @Scoped('householdCardById')
  @FieldResolver(() => HouseholdCard, {
    nullable: true,
    description: 'The household; null where it is not in scope.',
  })
  async household(
    @Root() { householdId }: KinDeclaration,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return householdId
      ? context.loader(householdCardById, scopeOfField(context, info)).load(householdId)
      : null;
  }
}
