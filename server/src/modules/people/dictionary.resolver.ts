import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../platform/graphql/guard.ts';
import { addDictionaryEntry, editDictionaryEntry, readDictionary } from './dictionary.ts';
import {
  AddDictionaryEntryInput,
  DictionaryEntry,
  DictionaryWeightEffect,
  DictionaryWeightInput,
  EditDictionaryEntryInput,
  Reweighing,
} from './dictionary.type.ts';
import { listReweighings, weightEffect } from './dictionary-weights.queries.ts';
import { changeDictionaries, readDictionaries } from './people.policy.ts';

/** 字典: what statuses, causes, relations and offices are called, what rosters write for them, and what they weigh. */
@Resolver()
export class DictionaryResolver {
  @Guarded(readDictionaries)
  @Query(() => [DictionaryEntry], {
    description: 'Statuses, causes, relations and office names, those that ended too.',
  })
  dictionary(
    @Ctx() { db }: RequestContext,
    @Arg('dictionary', () => String, {
      nullable: true,
      description: 'One dictionary by name; all where left out.',
    })
    dictionary?: string | null,
  ): Promise<DictionaryEntry[]> {
    return readDictionary(db, dictionary ?? null);
  }

  @Guarded(changeDictionaries)
  @Mutation(() => DictionaryEntry, { description: 'Adds an entry at the end of its dictionary.' })
  addDictionaryEntry(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() { db }: RequestContext,
    @Arg('input', () => AddDictionaryEntryInput, {
      description: 'The dictionary, the code, the label and since when it is in force.',
    })
    input: AddDictionaryEntryInput,
  ): Promise<DictionaryEntry> {
    return addDictionaryEntry(db, actor, scope, input);
  }

  @Guarded(changeDictionaries)
  @Mutation(() => DictionaryEntry, {
    description:
      'Renames an entry, adds what rosters write, weighs it otherwise, or ends it. Those who carry it are worked out anew after that.',
  })
  editDictionaryEntry(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Ctx() { db }: RequestContext,
    @Arg('input', () => EditDictionaryEntryInput, {
      description: 'The entry, its label, what rosters write for it, and its end.',
    })
    input: EditDictionaryEntryInput,
  ): Promise<DictionaryEntry> {
    return editDictionaryEntry(db, actor, scope, input);
  }

  @Guarded(changeDictionaries)
  @Query(() => DictionaryWeightEffect, {
    description: 'What weighing an entry otherwise would mean for those who carry it.',
  })
  dictionaryWeightEffect(
    @CurrentScope() scope: Scope,
    @Ctx() { db }: RequestContext,
    @Arg('input', () => DictionaryWeightInput, { description: 'The entry, as it would be saved.' })
    input: DictionaryWeightInput,
  ): Promise<DictionaryWeightEffect> {
    return weightEffect(db, scope, input);
  }

  @Guarded(changeDictionaries)
  @Query(() => [Reweighing], {
    description:
      'What is being worked out anew after changes of weights, and the last of what was; the newest first.',
  })
  reweighings(@Ctx() { db }: RequestContext): Promise<Reweighing[]> {
    return listReweighings(db);
  }
}
