import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import { RequestContext } from '../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../platform/graphql/guard.ts';
import { RecordedAct, recentActs } from '../audit/index.ts';
import { changeSettings, readMunicipalPlaces, readSettings } from './pairing.policy.ts';
import { MunicipalCapacity, ProgrammeYearEffect, RankMapEffect } from './setting-effect.type.ts';
import { municipalCapacity, readPlaces, sendPlaces } from './setting.places.ts';
import { rankMapEffect, readRankMap, saveRankMap } from './setting.rank-map.ts';
import { SETTING_ACTIONS, type SettingService } from './setting.service.ts';
import {
  MunicipalPlace,
  ProgrammeYear,
  RankMap,
  SaveProgrammeYearInput,
  SaveRankMapInput,
  SendPlacesInput,
} from './setting.type.ts';

@Resolver()
export class SettingResolver {
  readonly #settings: SettingService;
  readonly #clock: Clock;

  constructor(settings: SettingService, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  @Guarded(readSettings)
  @Query(() => [ProgrammeYear], { description: 'Every year of the programme, newest first.' })
  programmeYears(): Promise<ProgrammeYear[]> {
    return this.#settings.years();
  }

  @Guarded(changeSettings)
  @Query(() => ProgrammeYearEffect, { description: 'What saving these settings would mean today (R1, R2).' })
  programmeYearEffect(
    @CurrentScope() scope: Scope,
    @Arg('input', () => SaveProgrammeYearInput, {
      description: 'The settings as they would be saved.',
    })
    input: SaveProgrammeYearInput,
  ): Promise<ProgrammeYearEffect> {
    return this.#settings.effect(scope, input, this.#clock.today());
  }

  @Guarded(readSettings)
  @Query(() => RankMap, { description: 'The rank map (R1).' })
  rankMap(@Ctx() { db }: RequestContext): Promise<RankMap> {
    return readRankMap(db);
  }

  @Guarded(changeSettings)
  @Query(() => RankMapEffect, { description: 'What saving this rank map would do (R1).' })
  rankMapEffect(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SaveRankMapInput, {
      description: 'The whole map as it would be saved.',
    })
    input: SaveRankMapInput,
  ): Promise<RankMapEffect> {
    return rankMapEffect(db, scope, input);
  }

  @Guarded(readMunicipalPlaces)
  @Query(() => [MunicipalPlace], {
    description: 'Places of municipal units sent to the counties in scope (R6).',
  })
  municipalPlaces(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('year', () => Int, { description: 'The programme year.' }) year: number,
  ): Promise<MunicipalPlace[]> {
    return readPlaces(db, scope, year, this.#clock.today());
  }

  @Guarded(changeSettings)
  @Query(() => MunicipalCapacity, { description: 'What municipal and vertical units can take (R6).' })
  municipalCapacity(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('year', () => Int, { description: 'The programme year.' }) year: number,
  ): Promise<MunicipalCapacity> {
    return municipalCapacity(db, scope, year, this.#clock.today());
  }

  @Guarded(changeSettings)
  @Query(() => [RecordedAct], { description: '改动记录 of the settings: the newest hundred acts.' })
  settingHistory(@Ctx() { db }: RequestContext, @CurrentScope() scope: Scope): Promise<RecordedAct[]> {
    return recentActs(db, scope, SETTING_ACTIONS);
  }

  @Guarded(changeSettings)
  @Mutation(() => ProgrammeYear, { description: 'Opens a year or changes its settings; ends no pairing.' })
  saveProgrammeYear(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SaveProgrammeYearInput, {
      description: 'The year, its deadlines and caps, with the version that was seen.',
    })
    input: SaveProgrammeYearInput,
  ): Promise<ProgrammeYear> {
    return this.#settings.saveYear(actor, scope, input);
  }

  @Guarded(changeSettings)
  @Mutation(() => RankMap, {
    description:
      'Replaces the rank map; categories that the old one gave follow, those set by hand stay (R1).',
  })
  saveRankMap(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SaveRankMapInput, {
      description: 'The whole map, with the version that was seen.',
    })
    input: SaveRankMapInput,
  ): Promise<RankMap> {
    return saveRankMap(db, actor, scope, input);
  }

  @Guarded(changeSettings)
  @Mutation(() => MunicipalPlace, { description: 'Sends a county places of municipal units (R6).' })
  sendMunicipalPlaces(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SendPlacesInput, {
      description: 'The county, the year, how many places, and how many were seen.',
    })
    input: SendPlacesInput,
  ): Promise<MunicipalPlace> {
    return sendPlaces(db, actor, scope, input, this.#clock.today());
  }
}
