import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../platform/graphql/guard.ts';
import type { CurrentFigures } from './current-figures.ts';
import { changeFigures, readFigures } from './figures.policy.ts';
import { Figures } from './figures.type.ts';
import { saveFigures } from './save-figures.ts';

@Resolver()
export class FiguresResolver {
  readonly #figures: CurrentFigures;

  constructor(figures: CurrentFigures) {
    this.#figures = figures;
  }

  @Guarded(readFigures)
  @Query(() => Figures, { description: 'The figures that hold now.' })
  figures(): Promise<Figures> {
    return this.#figures.now();
  }

  @Guarded(changeFigures)
  @Mutation(() => Figures, { description: 'Sets the figures for the whole installation.' })
  async saveFigures(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => Figures, { description: 'All figures, with the version that was seen.' })
    input: Figures,
  ): Promise<Figures> {
    const saved = await saveFigures(db, actor, scope, input);
    this.#figures.heard(); // the notice comes a moment later; whoever saved sees it at once
    return saved;
  }
}
