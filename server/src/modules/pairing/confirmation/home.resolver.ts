import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import { invalidInput } from '../../../platform/errors.ts';
import { RequestContext } from '../../../platform/graphql/context.ts';
import { CurrentScope, Guarded } from '../../../platform/graphql/guard.ts';
import { readHome } from './confirmation.policy.ts';
import { homeOfOffice, homeOfUnit } from './home.queries.ts';
import { Home } from './home.type.ts';

@Resolver()
export class HomeResolver {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  @Guarded(readHome)
  @Query(() => Home, {
    description: 'What is to do today; NOT_FOUND for an area that is not there or not yours.',
  })
  home(
    @Ctx() { db, principal }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('path', () => String, {
      nullable: true,
      description: 'An area within the own; the own where left out.',
    })
    path?: string | null,
    @Arg('year', () => Int, { nullable: true, description: 'The programme year; the newest where left out.' })
    year?: number | null,
  ): Promise<Home> {
    if (path && !path.endsWith('/')) throw invalidInput({ path: '路径以 / 结尾' });
    if (scope.axis === 'unit') return homeOfUnit(db, scope, this.#clock, year);
    return homeOfOffice(db, principal, scope, this.#clock, path, year);
  }
}
