import { Arg, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../platform/graphql/guard.ts';
import { changeSettings, readMunicipalPlaces, readSettings } from './pairing.policy.ts';
import type { SettingService } from './setting.service.ts';
import {
  MunicipalPlace,
  ProgrammeYear,
  RankMapping,
  SaveProgrammeYearInput,
  SaveRankMapInput,
  SendPlacesInput,
} from './setting.type.ts';

@Resolver()
export class SettingResolver {
  readonly #settings: SettingService;

  constructor(settings: SettingService) {
    this.#settings = settings;
  }

  @Guarded(readSettings)
  @Query(() => [ProgrammeYear], { description: 'Every year of the programme, newest first.' })
  programmeYears(): Promise<ProgrammeYear[]> {
    return this.#settings.years();
  }

  @Guarded(readSettings)
  @Query(() => [RankMapping], { description: 'The rank map in the order in which it decides (R1).' })
  rankMap(): Promise<RankMapping[]> {
    return this.#settings.rankMap();
  }

  @Guarded(readMunicipalPlaces)
  @Query(() => [MunicipalPlace], {
    description: 'Places of municipal units sent to the counties in scope (R6).',
  })
  municipalPlaces(
    @CurrentScope() scope: Scope,
    @Arg('year', () => Int) year: number,
  ): Promise<MunicipalPlace[]> {
    return this.#settings.municipalPlaces(scope, year);
  }

  @Guarded(changeSettings)
  @Mutation(() => ProgrammeYear, { description: 'Opens a year or changes its settings; ends no pairing.' })
  saveProgrammeYear(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SaveProgrammeYearInput, { validate: true }) input: SaveProgrammeYearInput,
  ): Promise<ProgrammeYear> {
    return this.#settings.saveYear(actor, scope, input);
  }

  @Guarded(changeSettings)
  @Mutation(() => [RankMapping], { description: 'Replaces the rank map (R1).' })
  saveRankMap(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SaveRankMapInput, { validate: true }) input: SaveRankMapInput,
  ): Promise<RankMapping[]> {
    return this.#settings.saveRankMap(actor, scope, input);
  }

  @Guarded(changeSettings)
  @Mutation(() => MunicipalPlace, { description: 'Sends a county places of municipal units (R6).' })
  sendMunicipalPlaces(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SendPlacesInput, { validate: true }) input: SendPlacesInput,
  ): Promise<MunicipalPlace> {
    return this.#settings.sendPlaces(actor, scope, input);
  }
}
