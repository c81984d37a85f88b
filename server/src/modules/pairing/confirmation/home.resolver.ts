import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../../platform/auth/actor.ts';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { invalidInput } from '../../../platform/errors.ts';
import { RequestContext } from '../../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../../platform/graphql/guard.ts';
import { readHome } from './confirmation.policy.ts';
import { homeOfOffice, homeOfUnit } from './home.queries.ts';
import { Home } from './home.type.ts';
import { byLamp } from './light.rules.ts';
import type { TodoFact } from './todos.rules.ts';

/** What later modules have for somebody to do; each says by itself for whom. */
export type TodoSource = (asking: {
  db: Database;
  clock: Clock;
  actor: Actor;
  scope: Scope;
}) => Promise<TodoFact[]>;

@Resolver()
export class HomeResolver {
  readonly #clock: Clock;
  readonly #sources: readonly TodoSource[];

  constructor(clock: Clock, sources: readonly TodoSource[]) {
    this.#clock = clock;
    this.#sources = sources;
  }

  @Guarded(readHome)
  @Query(() => Home, {
    description: 'What is to do today; NOT_FOUND for an area that is not there or not yours.',
  })
  async home(
    @Ctx() { db, principal }: RequestContext,
    @CurrentActor() actor: Actor,
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
    const home = await homeOfOffice(db, principal, scope, this.#clock, path, year);
    if (path && path !== scope.lo) return home; // what is one's own to do lies in no place below
    const asking = { db, clock: this.#clock, actor, scope };
    const more = await Promise.all(this.#sources.map((source) => source(asking)));
    return { ...home, todos: [...more.flat(), ...home.todos].toSorted((a, b) => byLamp(a.lamp, b.lamp)) };
  }
}
