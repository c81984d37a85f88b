import { Arg, ID, Int, Mutation, Query, Resolver, Ctx } from 'type-graphql';
import type { Actor } from '../../../platform/auth/actor.ts';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Vault } from '../../../platform/crypto.ts';
import { RequestContext } from '../../../platform/graphql/context.ts';
import { CurrentActor, CurrentScope, Guarded } from '../../../platform/graphql/guard.ts';
import { PageArg, PageInput, pageOf } from '../../../platform/graphql/page.ts';
import {
  ConfirmationRowFilter,
  CountyRowFilter,
  ReopenUnitInput,
  ReportOfficialsInput,
  SignUnitInput,
  UnitConfirmationFilter,
  UnitYearInput,
} from './confirmation.inputs.ts';
import { confirmUnits, countersignUnits, readConfirmations, readCounties } from './confirmation.policy.ts';
import type { ConfirmationService } from './confirmation.service.ts';
import { ConfirmationOfUnit, ConfirmationRowList, UnitConfirmationList } from './confirmation.type.ts';
import { countyRows, draftRows } from './draft.queries.ts';
import { linesOf, signaturesOf } from './record.queries.ts';
import { ConfirmationLineList, ConfirmationSignature } from './record.type.ts';
import { confirmationOfUnit, listUnits } from './unit.queries.ts';

/** Units' sign-off, the drafts of units and counties, and the record of every signature. */
@Resolver()
export class ConfirmationResolver {
  readonly #service: ConfirmationService;
  readonly #vault: Vault;
  readonly #clock: Clock;

  constructor(service: ConfirmationService, vault: Vault, clock: Clock) {
    this.#service = service;
    this.#vault = vault;
    this.#clock = clock;
  }

  @Guarded(readConfirmations)
  @Query(() => UnitConfirmationList, {
    description: 'Units that an office countersigns, with their lights, worst first.',
  })
  unitConfirmations(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => UnitConfirmationFilter, {
      nullable: true,
      description: 'Which units and year; all in sight in the newest year where left out.',
    })
    filter?: UnitConfirmationFilter | null,
    @PageArg()
    page?: PageInput | null,
  ): Promise<UnitConfirmationList> {
    return listUnits(db, scope, this.#clock, filter ?? {}, pageOf(page));
  }

  @Guarded(readConfirmations)
  @Query(() => ConfirmationOfUnit, {
    description: 'One unit’s year; NOT_FOUND where it is not there or not yours.',
  })
  confirmationOfUnit(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('unitId', () => ID, { description: 'The unit.' }) unitId: string,
    @Arg('year', () => Int, { nullable: true, description: 'The programme year; the newest where left out.' })
    year?: number | null,
  ): Promise<ConfirmationOfUnit> {
    return confirmationOfUnit(db, scope, this.#clock, unitId, year);
  }

  @Guarded(readConfirmations)
  @Query(() => ConfirmationRowList, {
    description: 'The draft: standing pairings beside last year’s signed list, differences first.',
  })
  confirmationRows(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => ConfirmationRowFilter, {
      description: 'Whose draft, which year and which rows of it.',
    })
    filter: ConfirmationRowFilter,
    @PageArg()
    page?: PageInput | null,
  ): Promise<ConfirmationRowList> {
    return draftRows(db, this.#vault, scope, this.#clock, filter, pageOf(page));
  }

  @Guarded(readCounties)
  @Query(() => ConfirmationRowList, {
    description: 'A county’s draft: its households’ standing pairings beside last year’s signed list.',
  })
  countyConfirmationRows(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('filter', () => CountyRowFilter, {
      description: 'Which county’s draft, which year and which rows of it.',
    })
    filter: CountyRowFilter,
    @PageArg()
    page?: PageInput | null,
  ): Promise<ConfirmationRowList> {
    return countyRows(db, this.#vault, scope, this.#clock, filter, pageOf(page));
  }

  @Guarded(readConfirmations)
  @Query(() => [ConfirmationSignature], {
    description: 'Every signature of a unit or county in a year, latest first.',
  })
  confirmationHistory(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('subjectId', () => ID, { description: 'The unit or the county.' }) subjectId: string,
    @Arg('year', () => Int, { description: 'The programme year.' }) year: number,
  ): Promise<ConfirmationSignature[]> {
    return signaturesOf(db, this.#vault, scope, subjectId, year);
  }

  @Guarded(readConfirmations)
  @Query(() => ConfirmationLineList, { description: 'What a signature signed, as it was then.' })
  confirmationLines(
    @Ctx() { db }: RequestContext,
    @CurrentScope() scope: Scope,
    @Arg('signatureId', () => ID, { description: 'The signature.' }) signatureId: string,
    @PageArg()
    page?: PageInput | null,
  ): Promise<ConfirmationLineList> {
    return linesOf(db, this.#vault, scope, signatureId, pageOf(page));
  }

  @Guarded(confirmUnits)
  @Mutation(() => Boolean, {
    description: 'The unit’s own people look at the draft; the first time is noted.',
  })
  async openConfirmation(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => UnitYearInput, { description: 'The unit and the year.' })
    input: UnitYearInput,
  ): Promise<boolean> {
    await this.#service.open(actor, scope, input);
    return true;
  }

  @Guarded(confirmUnits)
  @Mutation(() => ConfirmationOfUnit, {
    description: '上报: officials without a friend, with what is known of the reason (R5).',
  })
  async reportOfficials(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => ReportOfficialsInput, {
      description: 'The officials, the year and what is known of the reason.',
    })
    input: ReportOfficialsInput,
  ): Promise<ConfirmationOfUnit> {
    await this.#service.report(actor, scope, input);
    return confirmationOfUnit(db, scope, this.#clock, input.unitId, input.year);
  }

  @Guarded(confirmUnits)
  @Mutation(() => ConfirmationOfUnit, {
    description: 'The liaison confirms the unit’s cadres and their friends (R5).',
  })
  async confirmUnit(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SignUnitInput, {
      description: 'The unit and the year, with the version that was seen.',
    })
    input: SignUnitInput,
  ): Promise<ConfirmationOfUnit> {
    await this.#service.confirmUnit(actor, scope, input);
    return confirmationOfUnit(db, scope, this.#clock, input.unitId, input.year);
  }

  @Guarded(countersignUnits)
  @Mutation(() => ConfirmationOfUnit, { description: 'The administering office countersigns (R5).' })
  async countersignUnit(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => SignUnitInput, {
      description: 'The unit and the year, with the version that was seen.',
    })
    input: SignUnitInput,
  ): Promise<ConfirmationOfUnit> {
    await this.#service.countersignUnit(actor, scope, input);
    return confirmationOfUnit(db, scope, this.#clock, input.unitId, input.year);
  }

  @Guarded(countersignUnits)
  @Mutation(() => ConfirmationOfUnit, {
    description: '退回重核: hands a unit’s sign-off back, with a reason.',
  })
  async reopenUnit(
    @Ctx() { db }: RequestContext,
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: Scope,
    @Arg('input', () => ReopenUnitInput, {
      description: 'The unit, the year and the reason, with the version that was seen.',
    })
    input: ReopenUnitInput,
  ): Promise<ConfirmationOfUnit> {
    await this.#service.reopenUnit(actor, scope, input);
    return confirmationOfUnit(db, scope, this.#clock, input.unitId, input.year);
  }
}
