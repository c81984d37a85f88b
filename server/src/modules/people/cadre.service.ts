import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { invalidInput } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { CadreEntity } from './cadre.entity.ts';
import type { EditCadreInput, RegisterCadreInput, SetCadreStatusInput } from './cadre.inputs.ts';
import { lockCadre, saveCadre, shownCadre, unitForPosting } from './cadre-record.ts';
import { hasStopped, statusFault } from './cadre-status.rules.ts';
import { demandVersion } from './change.ts';
import { guardNumber, type NumberGuard } from './number-collision.ts';
import { demandPastDay, factsOf, readIdentityInput, readPhoneInput } from './personal-input.ts';
import type { PeopleEvents } from './people-events.ts';
import type { PersonVault } from './person-vault.ts';
import { initials } from './pinyin.ts';
import { closePostings, correctPresentTitle, reopenPost } from './posting-record.ts';

/** Cadres and who of society joins in: entering, correcting, and whether they are at work. */
export class CadreService {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #vault: PersonVault;
  readonly #events: PeopleEvents;

  constructor(db: Database, clock: Clock, vault: PersonVault, events: PeopleEvents) {
    this.#db = db;
    this.#clock = clock;
    this.#vault = vault;
    this.#events = events;
  }

  /** Enters a cadre with the first posting. @returns the id */
  register(actor: Actor, scope: Scope, input: RegisterCadreInput): Promise<string> {
    const today = this.#clock.today();
    const identity = readIdentityInput(input.identity, today);
    const phone = readPhoneInput(input.phone);
    const from = input.from ?? today;
    demandPastDay('from', from, today);
    if (input.birthDate) demandPastDay('birthDate', input.birthDate, today);
    return this.#guarded(actor, scope, { identity, id: null, name: input.name }, async (unit) => {
      const employer = await unitForPosting(unit, scope, input.unitId);
      const name = input.name.trim();
      const cadre = unit.em.create(CadreEntity, {
        name,
        initials: initials(name),
        kind: input.kind,
        unitId: employer.id,
        path: employer.path,
        rankTitle: input.rankTitle.trim(),
        rank: input.rank,
        ...factsOf(identity, input),
        ...this.#vault.person({ identity, phone }),
      } as CadreEntity);
      await unit.em.persist(cadre).flush();
      await unit.sql
        .insertInto('posting')
        .values({ cadre_id: cadre.id, unit_id: employer.id, rank_title: cadre.rankTitle, from_date: from })
        .execute();
      audit(unit, {
        action: 'cadre.register',
        subjectType: 'cadre',
        subjectId: cadre.id,
        path: cadre.path,
        after: { ...shownCadre(cadre), from },
      });
      return cadre.id;
    });
  }

  /** Corrects a cadre's particulars. @throws CONFLICT, INVALID_INPUT, NOT_FOUND */
  edit(actor: Actor, scope: Scope, input: EditCadreInput): Promise<string> {
    const identity = readIdentityInput(input.identity, this.#clock.today());
    const phone = readPhoneInput(input.phone);
    return this.#guarded(actor, scope, { identity, id: input.id, name: null }, async (unit) => {
      const cadre = await lockCadre(unit.em, scope, input.id);
      const before = shownCadre(cadre);
      demandVersion(cadre, input.version, before);
      if (input.birthDate) demandPastDay('birthDate', input.birthDate, this.#clock.today());
      if (input.name) Object.assign(cadre, { name: input.name.trim(), initials: initials(input.name) });
      if (input.kind) cadre.kind = input.kind;
      if (input.rankTitle != null) cadre.rankTitle = input.rankTitle.trim();
      if (input.rank) cadre.rank = input.rank;
      if (input.sex !== undefined) cadre.sex = input.sex;
      if (input.birthDate !== undefined) cadre.birthDate = input.birthDate;
      const key = cadre.personKey ?? this.#vault.person({}).personKey;
      if (input.identity !== undefined || input.phone !== undefined) cadre.personKey = key;
      if (input.identity !== undefined) {
        Object.assign(cadre, this.#vault.identity(key, identity), identity && factsOf(identity, input));
      }
      if (input.phone !== undefined) Object.assign(cadre, this.#vault.retyped(key, phone, cadre));
      await saveCadre(unit, cadre, 'cadre.edit', before);
      if (cadre.rankTitle !== before['rankTitle']) await correctPresentTitle(unit, cadre);
      return cadre.id;
    });
  }

  /**
   * R7: retired, left, ill, back at work. The friends stay until a handover; only a death ends them.
   * @throws CONFLICT, INVALID_INPUT, NOT_FOUND
   */
  setStatus(actor: Actor, scope: Scope, input: SetCadreStatusInput): Promise<string> {
    const on = input.on ?? this.#clock.today();
    demandPastDay('on', on, this.#clock.today());
    return this.#db.write(actor, scope, async (unit) => {
      const cadre = await lockCadre(unit.em, scope, input.id);
      const before = shownCadre(cadre);
      demandVersion(cadre, input.version, before);
      const { status } = input;
      const fault = statusFault(cadre.status, status);
      if (fault) throw invalidInput({ status: fault });
      if (status === cadre.status) return cadre.id;
      cadre.status = status;
      await saveCadre(unit, cadre, 'cadre.setStatus', before, { reason: input.reason, extra: { on } });
      if (!hasStopped(status)) {
        await reopenPost(unit, cadre, on);
        return cadre.id;
      }
      await closePostings(unit, cadre.id, on);
      await this.#events.cadreStopped(unit, { id: cadre.id, path: cadre.path, status });
      if (status === 'DECEASED') await this.#events.cadreDied(unit, cadre.id, on);
      return cadre.id;
    });
  }

  #guarded<T>(
    actor: Actor,
    scope: Scope,
    { identity, ...asked }: { identity: string | null; id: string | null; name: string | null },
    work: (unit: UnitOfWork) => Promise<T>,
  ) {
    const guard: NumberGuard = {
      table: 'cadre',
      number: identity ? this.#vault.indexesOf(identity) : null,
      self: asked.id,
      today: this.#clock.today(),
      asked: { type: 'CADRE', ...asked },
      events: this.#events,
    };
    return guardNumber(this.#db, actor, scope, guard, () => this.#db.write(actor, scope, work));
  }
}
