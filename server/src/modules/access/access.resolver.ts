import { Arg, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import { CurrentActor, Guarded } from '../../platform/graphql/guard.ts';
import { ownSessionPolicy } from '../identity/index.ts';
import type { AccessService } from './access.service.ts';
import { Me } from './access.type.ts';

@Resolver()
export class AccessResolver {
  readonly #access: AccessService;

  constructor(access: AccessService) {
    this.#access = access;
  }

  @Guarded(ownSessionPolicy)
  @Query(() => Me, { description: 'Who is signed in, under which identity, and what it lets them do.' })
  me(@CurrentActor() actor: Actor): Promise<Me> {
    return this.#access.me(actor);
  }

  @Guarded(ownSessionPolicy)
  @Mutation(() => Me, { description: 'Switches 当前身份 to another of the own grants (R31).' })
  async switchGrant(
    @Arg('id', () => ID, { description: 'The own grant to work under.' }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<Me> {
    return this.#access.me(await this.#access.switchGrant(actor, id));
  }
}
