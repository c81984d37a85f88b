import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../platform/graphql/context.ts';
import { scopeOfField } from '../../platform/graphql/guard.ts';
import { pairingsByIds } from './pairing.queries.ts';
import { Pairing, PairingAct } from './pairing.type.ts';

@Resolver(() => PairingAct)
export class PairingActResolver {
  @FieldResolver(() => Pairing, { nullable: true })
  pairing(@Root() act: PairingAct, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return act.pairing ?? (act.pairingId ? readAgain(act.pairingId, context, info) : null);
  }
}

/** A pairing that was just written, with both cards in one statement; asked only where an edge is. */
export async function readAgain(
  id: string,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<Pairing | null> {
  return (await pairingsByIds(context, scopeOfField(context, info), [id]))[0] ?? null;
}
