import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Vault } from '../../platform/crypto.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../platform/graphql/guard.ts';
import { type List, listType, PageArg, PageInput, pageOf } from '../../platform/graphql/page.ts';
import {
  AcceptImportSuggestionsInput,
  ChooseImportColumnsInput,
  DecideImportReviewInput,
  ImportReviewFilter,
  ImportRowFilter,
  ImportRunInput,
} from './import.inputs.ts';
import { decideImportReviews, importRosters, readImportReviews } from './import.policy.ts';
import { listRows, listRuns, listUnmatched, ownRun } from './import.queries.ts';
import { listReviews } from './import-reviews.queries.ts';
import type { ImportService } from './import.service.ts';
import { ImportReview } from './import-review.type.ts';
import { ImportClaim, ImportRow, ImportRun } from './import.type.ts';
import { showRun } from './show.ts';

const ImportRunList = listType(ImportRun, 'ImportRunList');
const ImportRowList = listType(ImportRow, 'ImportRowList');
const ImportClaimList = listType(ImportClaim, 'ImportClaimList');
const ImportReviewList = listType(ImportReview, 'ImportReviewList');

@Resolver()
export class ImportResolver {
  readonly #service: ImportService;
  readonly #vault: Vault;

  constructor(service: ImportService, vault: Vault) {
    this.#service = service;
    this.#vault = vault;
  }

  @Guarded(importRosters)
  @Query(() => ImportRunList, { description: 'The rosters that the caller has uploaded, the newest first.' })
  importRuns(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<ImportRun>> {
    return listRuns(db, actor, pageOf(page));
  }

  @Guarded(importRosters)
  @Query(() => ImportRun, {
    description: "One of the caller's own runs: columns, preview, progress, outcome.",
  })
  async importRun(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @Arg('id', () => ID, { description: 'The run.' }) id: string,
  ): Promise<ImportRun> {
    return showRun(await ownRun(db, actor, id));
  }

  @Guarded(importRosters)
  @Query(() => ImportRowList, {
    description: 'Rows of a run in the order of the sheet, personal values masked.',
  })
  async importRows(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @Arg('id', () => ID, { description: 'The run.' }) id: string,
    @Arg('filter', () => ImportRowFilter, {
      nullable: true,
      description: 'Which verdicts; every row where left out.',
    })
    filter?: ImportRowFilter | null,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<ImportRow>> {
    return listRows(db, this.#vault, await ownRun(db, actor, id), filter, pageOf(page));
  }

  @Guarded(importRosters)
  @Query(() => ImportClaimList, {
    description: '帮扶户 of a run that no household, or more than one, answers to.',
  })
  async importUnmatched(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('id', () => ID, { description: 'The run.' }) id: string,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<ImportClaim>> {
    return listUnmatched(db, scope, await ownRun(db, actor, id), pageOf(page));
  }

  @Guarded(readImportReviews)
  @Query(() => ImportReviewList, {
    description: '待核: what rosters asked in the caller’s area, the oldest first.',
  })
  importReviews(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => ImportReviewFilter, {
      nullable: true,
      description: 'Which questions; all that are open where left out.',
    })
    filter?: ImportReviewFilter | null,
    @PageArg()
    page?: PageInput | null,
  ): Promise<List<ImportReview>> {
    return listReviews(db, this.#vault, scope, filter, pageOf(page));
  }

  @Guarded(importRosters)
  @Mutation(() => ImportRun, { description: 'Says what columns are taken for; the file is checked again.' })
  async chooseImportColumns(
    @CurrentActor() actor: Actor,
    @Arg('input', () => ChooseImportColumnsInput, {
      description: 'The run and what its columns are taken for.',
    })
    input: ChooseImportColumnsInput,
  ): Promise<ImportRun> {
    return showRun(await this.#service.chooseColumns(actor, input));
  }

  @Guarded(importRosters)
  @Mutation(() => ImportRun, {
    description: 'Takes what is suggested for faulty cells; the file is checked again.',
  })
  async acceptImportSuggestions(
    @CurrentActor() actor: Actor,
    @Arg('input', () => AcceptImportSuggestionsInput, {
      description: 'The run and the cells whose suggestion is taken.',
    })
    input: AcceptImportSuggestionsInput,
  ): Promise<ImportRun> {
    return showRun(await this.#service.acceptSuggestions(actor, input.id, input.cells));
  }

  @Guarded(importRosters)
  @Mutation(() => ImportRun, {
    description: 'Has the good rows written, in the background. Sent twice it is done once.',
  })
  async writeImport(
    @CurrentActor() actor: Actor,
    @Arg('input', () => ImportRunInput, { description: 'The run to write.' })
    input: ImportRunInput,
  ): Promise<ImportRun> {
    return showRun(await this.#service.write(actor, input.id));
  }

  @Guarded(importRosters)
  @Mutation(() => ImportRun, { description: 'Puts a run aside; its file and rows are erased at once.' })
  async leaveImport(
    @CurrentActor() actor: Actor,
    @Arg('input', () => ImportRunInput, { description: 'The run to put aside.' })
    input: ImportRunInput,
  ): Promise<ImportRun> {
    return showRun(await this.#service.leave(actor, input.id));
  }

  @Guarded(decideImportReviews)
  @Mutation(() => Boolean, {
    description:
      'Decides a question of a roster, and writes or destroys the row that waited for it. Sent twice it is done once. CONFLICT where it was decided otherwise, or what is stored has changed since.',
  })
  async decideImportReview(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => DecideImportReviewInput, {
      description: 'The question and what was decided, with the version that was seen.',
    })
    input: DecideImportReviewInput,
  ): Promise<boolean> {
    await this.#service.decideReview(actor, scope, input);
    return true;
  }
}
