import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import { notFound } from '../../platform/errors.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../platform/graphql/guard.ts';
import {
  DeclareKinInput,
  EditCadreInput,
  EditPostingInput,
  EndSecondmentInput,
  RegisterCadreInput,
  SecondCadreInput,
  SetCadreStatusInput,
  TransferCadreInput,
} from './cadre.inputs.ts';
import { cadreById } from './cadre.queries.ts';
import type { CadreService } from './cadre.service.ts';
import { Cadre } from './cadre.type.ts';
import type { KinService } from './kin.service.ts';
import { changeCadres } from './people.policy.ts';
import type { PostingService } from './posting.service.ts';

@Resolver()
export class CadreWritesResolver {
  readonly #cadres: CadreService;
  readonly #postings: PostingService;
  readonly #kin: KinService;

  constructor(cadres: CadreService, postings: PostingService, kin: KinService) {
    this.#cadres = cadres;
    this.#postings = postings;
    this.#kin = kin;
  }

  @Guarded(changeCadres)
  @Mutation(() => Cadre, { description: 'Enters a cadre with the first posting.' })
  async registerCadre(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => RegisterCadreInput, {
      description: 'The particulars, the unit and since when.',
    })
    input: RegisterCadreInput,
  ): Promise<Cadre> {
    return after(context, scope, await this.#cadres.register(actor, scope, input));
  }

  @Guarded(changeCadres)
  @Mutation(() => Cadre, { description: "Corrects a cadre's particulars." })
  async editCadre(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => EditCadreInput, {
      description: 'What changes, with the version that was seen.',
    })
    input: EditCadreInput,
  ): Promise<Cadre> {
    return after(context, scope, await this.#cadres.edit(actor, scope, input));
  }

  @Guarded(changeCadres)
  @Mutation(() => Cadre, {
    description: 'Says whether somebody is at work; friends stay until a handover (R7).',
  })
  async setCadreStatus(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => SetCadreStatusInput, {
      description: 'The cadre, the status and since when, with the version that was seen.',
    })
    input: SetCadreStatusInput,
  ): Promise<Cadre> {
    return after(context, scope, await this.#cadres.setStatus(actor, scope, input));
  }

  @Guarded(changeCadres)
  @Mutation(() => Cadre, { description: 'Moves a cadre to another unit; the friends go along (R7).' })
  async transferCadre(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => TransferCadreInput, {
      description: 'The cadre, the new unit and the first day there, with the version that was seen.',
    })
    input: TransferCadreInput,
  ): Promise<Cadre> {
    return after(context, scope, await this.#postings.transfer(actor, scope, input));
  }

  @Guarded(changeCadres)
  @Mutation(() => Cadre, { description: 'Lends a cadre to another unit; the post stays (R7).' })
  async secondCadre(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => SecondCadreInput, {
      description: 'The cadre, the unit and the days, with the version that was seen.',
    })
    input: SecondCadreInput,
  ): Promise<Cadre> {
    return after(context, scope, await this.#postings.second(actor, scope, input));
  }

  @Guarded(changeCadres)
  @Mutation(() => Cadre, { description: 'Brings a seconded cadre back.' })
  async endSecondment(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => EndSecondmentInput, {
      description: 'The cadre and the day of the return, with the version that was seen.',
    })
    input: EndSecondmentInput,
  ): Promise<Cadre> {
    return after(context, scope, await this.#postings.endSecondment(actor, scope, input));
  }

  @Guarded(changeCadres)
  @Mutation(() => Cadre, { description: 'Corrects a posting that was entered wrong.' })
  async editPosting(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => EditPostingInput, {
      description: 'The posting as it should have been entered, with the version that was seen.',
    })
    input: EditPostingInput,
  ): Promise<Cadre> {
    return after(context, scope, await this.#postings.editPosting(actor, scope, input));
  }

  @Guarded(changeCadres)
  @Mutation(() => Cadre, { description: 'Declares a household as kin (R26).' })
  async declareKin(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('input', () => DeclareKinInput, {
      description: 'The cadre, the household and how they are related.',
    })
    input: DeclareKinInput,
  ): Promise<Cadre> {
    return after(context, scope, await this.#kin.declare(actor, scope, input));
  }

  @Guarded(changeCadres)
  @Mutation(() => Cadre, { description: 'States that a cadre has no kin among the households (R26).' })
  async declareNoKin(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('cadreId', () => ID, { description: 'The cadre.' }) cadreId: string,
  ): Promise<Cadre> {
    return after(context, scope, await this.#kin.declareNone(actor, scope, cadreId));
  }

  @Guarded(changeCadres)
  @Mutation(() => Cadre, { description: 'Takes a kin declaration back; it stays on record.' })
  async withdrawKin(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'The declaration to take back.' }) id: string,
  ): Promise<Cadre> {
    return after(context, scope, await this.#kin.withdraw(actor, scope, id));
  }
}

/** The cadre as it is after the write. */
async function after(context: RequestContext, scope: Scope, id: string): Promise<Cadre> {
  const cadre = await context.loader(cadreById, scope).clear(id).load(id);
  if (!cadre) throw notFound('个人');
  return cadre;
}
