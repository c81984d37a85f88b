import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import { invalidInput, notFound } from '../../platform/errors.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded, Scoped } from '../../platform/graphql/guard.ts';
import { type List, listType, PageArg, PageInput, pageOf } from '../../platform/graphql/page.ts';
import { CadreCard, HouseholdCard } from '../people/index.ts';
import { BoardArgs, BoardFilter } from './board.inputs.ts';
import { listBoardItems, listChoices } from './board-items.queries.ts';
import { readBoard } from './read-board.ts';
import { Board, BoardItem, BoardSuggestion } from './board.type.ts';
import {
  AssignInput,
  DecideDuplicateInput,
  EndPairingInput,
  HandOverCaseloadInput,
  PairingFilter,
  PairingSort,
  PairInput,
  WaiveOfficialsInput,
  WithdrawPairingInput,
  WithdrawWaiverInput,
} from './pairing.inputs.ts';
import { latestPairingAct } from './latest-act.ts';
import { latestHandover } from './latest-handover.ts';
import * as may from './pairing.policy.ts';
import { readAgain } from './pairing-act.resolver.ts';
import { listPairings, pairingsByIds } from './pairing.queries.ts';
import type { PairingService } from './pairing.service.ts';
import { LatestHandover, LatestPairingAct, Pairing, PairingAct } from './pairing.type.ts';

const PairingList = listType(Pairing, 'PairingList');
const BoardItemList = listType(BoardItem, 'BoardItemList');

@Resolver(() => Pairing)
export class PairingResolver {
  readonly #pairings: PairingService;
  readonly #clock: Clock;

  constructor(pairings: PairingService, clock: Clock) {
    this.#pairings = pairings;
    this.#clock = clock;
  }

  @Guarded(may.readPairings)
  @Query(() => PairingList, {
    description: 'Pairings within what the caller may see, in the order of the territory.',
  })
  pairings(
    @Ctx() context: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => PairingFilter, {
      nullable: true,
      description: 'Which pairings; all in sight where left out.',
    })
    filter?: PairingFilter | null,
    @Arg('sort', () => PairingSort, {
      nullable: true,
      description: 'By place where left out.',
    })
    sort?: PairingSort | null,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<Pairing>> {
    return listPairings(context, scope, this.#clock.today(), filter ?? {}, sort, pageOf(page));
  }

  @Guarded(may.readPairings)
  @Query(() => Pairing, { description: 'One pairing; NOT_FOUND where there is none to see.' })
  async pairing(
    @Ctx() context: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('id', () => ID, { description: 'The pairing.' }) id: string,
  ): Promise<Pairing> {
    const [found] = await pairingsByIds(context, scope, [id]);
    if (!found) throw notFound('段结对');
    return found;
  }

  @Guarded(may.readPairings)
  @Query(() => [Pairing], { description: 'Many pairings by id, those the caller may see.' })
  async pairingsByIds(
    @Ctx() context: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('ids', () => [ID], { description: 'The pairings.' }) ids: string[],
  ): Promise<Pairing[]> {
    return (await pairingsByIds(context, scope, ids)).filter((row) => row !== null);
  }

  @Guarded(may.readBoard)
  @Query(() => Board, {
    description: '谁没有干部、谁有两个: an area and its branches, counted live (R2, R5).',
  })
  board(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Args(() => BoardArgs) args: BoardArgs,
  ): Promise<Board> {
    return readBoard(db, scope, this.#clock.today(), args);
  }

  @Guarded(may.readBoard)
  @Query(() => BoardItemList, { description: 'What is wrong, worst first, each with what to do about it.' })
  boardItems(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => BoardFilter, {
      nullable: true,
      description: 'Which kinds, area and year; everything in sight in the newest year where left out.',
    })
    filter?: BoardFilter | null,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<BoardItem>> {
    return listBoardItems(db, scope, this.#clock.today(), filter ?? {}, pageOf(page));
  }

  @Guarded(may.changePairings)
  @Query(() => [BoardSuggestion], {
    description:
      'For a household without a friend: who near has a place. For a cadre: which households want one. Nearest first.',
  })
  boardChoices(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('id', () => ID, { description: 'The household, or the cadre.' }) id: string,
  ): Promise<BoardSuggestion[]> {
    return listChoices(db, scope, this.#clock.today(), id);
  }

  @Scoped('pairingById')
  @FieldResolver(() => CadreCard, {
    nullable: true,
    description: 'The cadre, as every pairing may show them (R6).',
  })
  cadre(@Root() root: Pairing, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    if (root.cadreCard !== undefined) return root.cadreCard;
    return readAgain(root.id, context, info).then((read) => read?.cadreCard ?? null);
  }

  @Scoped('pairingById')
  @FieldResolver(() => HouseholdCard, { nullable: true, description: 'The household.' })
  household(@Root() root: Pairing, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    if (root.householdCard !== undefined) return root.householdCard;
    return readAgain(root.id, context, info).then((read) => read?.householdCard ?? null);
  }

  @Guarded(may.changePairings)
  @Mutation(() => PairingAct, { description: 'Gives a household to a cadre. RULE_VIOLATED R1–R4, R6.' })
  async pair(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => PairInput, {
      description: 'The household, the cadre, the first day and, where a county is closed, the reason.',
    })
    input: PairInput,
  ): Promise<PairingAct> {
    const { made, actId } = await this.#pairings.pair(actor, scope, input);
    return { id: actId, done: 1, refused: [], pairing: { ...made, endReason: null } };
  }

  @Guarded(may.changePairings)
  @Mutation(() => PairingAct, {
    description: 'Carries out suggestions as they were shown; what a rule refuses is told, the rest is done.',
  })
  async assignSuggested(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => AssignInput, {
      description: 'The suggested pairs as they were shown.',
    })
    input: AssignInput,
  ): Promise<PairingAct> {
    const { placed, actId } = await this.#pairings.assign(actor, scope, input.pairs, input.reason);
    const refused = placed.flatMap(({ placement: { householdId, cadreId }, refusal }) =>
      refusal ? [{ householdId, cadreId, rule: refusal.rule, message: refusal.message }] : [],
    );
    return { id: actId, done: placed.length - refused.length, refused };
  }

  @Guarded(may.endPairings)
  @Mutation(() => PairingAct, {
    description:
      'Ends a pairing, or keeps the two as friends only (R7). CONFLICT where it was changed since.',
  })
  async endPairing(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => EndPairingInput, {
      description: 'The pairing, when and why, with the version that was seen.',
    })
    input: EndPairingInput,
  ): Promise<PairingAct> {
    const { pairingId, actId } = await this.#pairings.end(actor, scope, input);
    return { id: actId, done: 1, refused: [], pairingId };
  }

  @Guarded(may.changePairings)
  @Mutation(() => PairingAct, {
    description:
      'Hands a caseload, or parts of it, over to others with no day uncovered (R7): all of it or nothing. CONFLICT where one was changed since.',
  })
  async handOverCaseload(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => HandOverCaseloadInput, {
      description: 'Whose, what to whom, from which day and why.',
    })
    input: HandOverCaseloadInput,
  ): Promise<PairingAct> {
    const { handed, actId } = await this.#pairings.handOver(actor, scope, input);
    return { id: actId, done: handed, refused: [] };
  }

  @Guarded(may.changePairings)
  @Query(() => LatestPairingAct, {
    nullable: true,
    description:
      'The last step within the day by which the caller changed this household’s friends or claims, and whether there is a way back; null where there was none.',
  })
  latestPairingAct(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() { db }: RequestContext,
    @Arg('householdId', () => ID, { description: 'The household.' }) householdId: string,
  ): Promise<LatestPairingAct | null> {
    return latestPairingAct(db, scope, actor, this.#clock.now(), householdId);
  }

  @Guarded(may.changePairings)
  @Query(() => LatestHandover, {
    nullable: true,
    description:
      'The last time within the day that the caller handed over this cadre’s caseload, and whether there is a way back; null where there was none.',
  })
  latestHandover(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() { db }: RequestContext,
    @Arg('cadreId', () => ID, { description: 'Who handed over.' }) cadreId: string,
  ): Promise<LatestHandover | null> {
    return latestHandover(db, scope, actor, this.#clock.now(), cadreId);
  }

  @Guarded(may.changePairings)
  @Mutation(() => PairingAct, { description: 'Takes back a pairing that should never have been.' })
  async withdrawPairing(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => WithdrawPairingInput, {
      description: 'The pairing and the reason, with the version that was seen.',
    })
    input: WithdrawPairingInput,
  ): Promise<PairingAct> {
    const { actId } = await this.#pairings.withdraw(actor, scope, input);
    return { id: actId, done: 1, refused: [] };
  }

  @Guarded(may.changePairings)
  @Mutation(() => PairingAct, {
    description: 'Settles who stays with a household that too many hold or claim (R2).',
  })
  async decideDuplicate(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => DecideDuplicateInput, {
      description: 'The household, who stays and why.',
    })
    input: DecideDuplicateInput,
  ): Promise<PairingAct> {
    const { actId } = await this.#pairings.decide(actor, scope, input);
    return { id: actId, done: 1, refused: [] };
  }

  @Guarded(may.waiveOfficials)
  @Mutation(() => PairingAct, {
    description: 'Excuses officials without a friend for a year, with a reason (R5).',
  })
  async waiveOfficials(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => WaiveOfficialsInput, {
      description: 'The officials, the year and the reason.',
    })
    input: WaiveOfficialsInput,
  ): Promise<PairingAct> {
    const { waived, actId } = await this.#pairings.waive(actor, scope, input);
    return { id: actId, done: waived, refused: [] };
  }

  @Guarded(may.waiveOfficials)
  @Mutation(() => Boolean, {
    description:
      'Takes an official’s excuse back: they are owed a friend again and may be given one (R5). NOT_FOUND where none stands.',
  })
  async withdrawWaiver(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => WithdrawWaiverInput, { description: 'Whose, and of which year.' })
    input: WithdrawWaiverInput,
  ): Promise<boolean> {
    await this.#pairings.withdrawWaiver(actor, scope, input);
    return true;
  }

  @Guarded(may.endPairings)
  @Mutation(() => Boolean, {
    description:
      'Takes back one’s own last step whole, while nothing of it was changed since; within the day. RULE_VIOLATED R5, R7, R31.',
  })
  async undoPairingAct(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('id', () => ID, { description: 'The step to take back.' }) id: string,
    @Arg('reason', () => String, {
      nullable: true,
      description: 'Why, 200 characters at most; asked for where a county is closed (R5).',
    })
    reason?: string | null,
  ): Promise<boolean> {
    if (reason && reason.length > 200) throw invalidInput({ reason: '最多 200 字' });
    await this.#pairings.undo(actor, scope, id, reason);
    return true;
  }
}
