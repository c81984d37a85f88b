import { LockMode } from '@mikro-orm/core';
import type { Actor } from '../../platform/auth/actor.ts';
import { covers, type Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { invalidInput, notFound, ruleViolated } from '../../platform/errors.ts';
import { audit } from '../audit/index.ts';
import { standingUnit } from './cadre-record.ts';
import { demandVersion, difference, refuseTaken, type Shown } from './change.ts';
import { demandPastDay } from './personal-input.ts';
import { unitPath } from './unit-path.rules.ts';
import { UnitEntity } from './unit.entity.ts';
import type {
  AssignVillageInput,
  EditUnitInput,
  EndAssignmentInput,
  RegisterUnitInput,
} from './unit.inputs.ts';

const shown = (unit: UnitEntity): Shown => ({
  name: unit.name,
  level: unit.level,
  field: unit.field,
  endedOn: unit.endedOn,
});

/** Units and the villages they look after. */
export class UnitService {
  readonly #db: Database;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /**
   * Enters a unit that sits in the caller's territory. R5: municipal and vertical units answer to the city, others to their county.
   * @throws RULE_VIOLATED R6 where the city administers it and the caller does not act for the city
   */
  register(actor: Actor, scope: Scope, input: RegisterUnitInput): Promise<string> {
    return this.#db.write(actor, scope, async (work) => {
      const seat = await regionOf(work, input.seatId);
      if (!seat || !covers(scope, seat.path)) throw notFound('个地方');
      const wanted = { MUNICIPAL: 'CITY', COUNTY: 'COUNTY', TOWN: 'TOWN', VERTICAL: null }[input.level];
      if (wanted && seat.level !== wanted) throw invalidInput({ seatId: '单位层级和所在地对不上，请对照' });
      const office = await administrator(work, seat.path, input.level);
      const path = unitPath(seat, office, input.code);
      if (!covers(scope, path)) throw ruleViolated('R6', '市直和垂管单位归市办管，请市办来建');
      const unit = work.em.create(UnitEntity, {
        code: input.code,
        name: input.name.trim(),
        level: input.level,
        field: input.field ?? null,
        seatId: seat.id,
        administeredById: office.id,
        path,
      } as UnitEntity);
      await refuseTaken('code', '这个单位代码已经有了，换一个', () => work.em.persist(unit).flush());
      record(work, unit, 'unit.register', null, shown(unit));
      return unit.id;
    });
  }

  /** Renames or ends a unit; the old name is kept, rosters go on using it. */
  edit(actor: Actor, scope: Scope, input: EditUnitInput): Promise<string> {
    return this.#db.write(actor, scope, async (work) => {
      const unit = await work.em.findOne(UnitEntity, input.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!unit || !covers(scope, unit.path)) throw notFound('个单位');
      const before = shown(unit);
      demandVersion(unit, input.version, before);
      const name = input.name?.trim();
      if (name && name !== unit.name) {
        unit.formerNames = [...unit.formerNames.filter((one) => one !== name), unit.name];
        unit.name = name;
      }
      if (input.field !== undefined) unit.field = input.field;
      if (input.endedOn !== undefined) {
        if (input.endedOn) await this.#demandEmpty(work, unit, input.endedOn);
        unit.endedOn = input.endedOn;
      }
      const changes = difference(before, shown(unit));
      if (changes) {
        await work.em.flush();
        record(work, unit, 'unit.edit', changes.before, changes.after);
      }
      return unit.id;
    });
  }

  /** Gives a village of the caller's territory to a unit, wherever that sits. @returns the unit's id */
  assignVillage(actor: Actor, scope: Scope, input: AssignVillageInput): Promise<string> {
    const from = input.from ?? this.#clock.today();
    return this.#db.write(actor, scope, async (work) => {
      const unit = await standingUnit(work.sql, input.unitId);
      const village = await regionOf(work, input.villageId);
      if (village?.level !== 'VILLAGE' || !covers(scope, village.path)) throw notFound('个村');
      const overlapping = await work.sql
        .selectFrom('village_assignment')
        .select('id')
        .where('unit_id', '=', unit.id)
        .where('village_id', '=', village.id)
        .where((eb) => eb.or([eb('to_date', 'is', null), eb('to_date', '>', from)]))
        .executeTakeFirst();
      if (overlapping) throw ruleViolated('包村', `${unit.name}已经包着${village.name}`);
      await work.sql
        .insertInto('village_assignment')
        .values({ unit_id: unit.id, village_id: village.id, from_date: from })
        .execute();
      record(work, unit, 'unit.assignVillage', null, {
        villageId: village.id,
        village: village.name,
        from,
      });
      return unit.id;
    });
  }

  /** Ends an assignment of a village in the caller's territory. @returns the unit's id */
  endAssignment(actor: Actor, scope: Scope, input: EndAssignmentInput): Promise<string> {
    const to = input.to ?? this.#clock.today();
    demandPastDay('to', to, this.#clock.today());
    return this.#db.write(actor, scope, async (work) => {
      const row = await work.sql
        .selectFrom('village_assignment as a')
        .innerJoin('region as r', 'r.id', 'a.village_id')
        .innerJoin('unit as u', 'u.id', 'a.unit_id')
        .select(['a.id', 'a.from_date', 'a.to_date', 'r.path as villagePath', 'r.name as village'])
        .select(['u.id as unitId', 'u.path as unitPath'])
        .where('a.id', '=', input.id)
        .executeTakeFirst();
      if (!row || !covers(scope, row.villagePath) || row.to_date) throw notFound('个包村安排');
      if (row.from_date >= to) throw invalidInput({ to: `从 ${row.from_date} 开始，要在那以后结束` });
      await work.sql
        .updateTable('village_assignment')
        .set({ to_date: to })
        .where('id', '=', row.id)
        .execute();
      record(work, { id: row.unitId, path: row.unitPath }, 'unit.endAssignment', null, {
        village: row.village,
        to,
      });
      return row.unitId;
    });
  }

  async #demandEmpty({ sql }: UnitOfWork, unit: UnitEntity, day: string): Promise<void> {
    demandPastDay('endedOn', day, this.#clock.today());
    const { n } = await sql
      .selectFrom('cadre')
      .select((eb) => eb.fn.countAll<string>().as('n'))
      .where('unit_id', '=', unit.id)
      .where('status', 'not in', ['RETIRED', 'LEFT', 'DECEASED'])
      .executeTakeFirstOrThrow();
    if (Number(n) > 0) throw invalidInput({ endedOn: `还有 ${n} 人在这个单位。先把人调走，再撤销` });
  }
}

const regionOf = ({ sql }: UnitOfWork, id: string) =>
  sql
    .selectFrom('region')
    .select(['id', 'path', 'level', 'name'])
    .where('id', '=', id)
    .where('to_date', 'is', null)
    .executeTakeFirst();

/** R5: the city for municipal and vertical units, else the county on the seat's path. */
function administrator({ sql }: UnitOfWork, seatPath: string, level: string) {
  const steps = seatPath.split('/').filter(Boolean);
  const depth = level === 'MUNICIPAL' || level === 'VERTICAL' ? 1 : 2;
  const path = `${steps.slice(0, depth).join('/')}/`;
  return sql
    .selectFrom('region')
    .select(['id', 'path', 'level'])
    .where('path', '=', path)
    .executeTakeFirstOrThrow();
}

const record = (
  work: UnitOfWork,
  unit: { id: string; path: string },
  action: string,
  before: Shown | null,
  after: Shown,
): void => audit(work, { action, subjectType: 'unit', subjectId: unit.id, path: unit.path, before, after });
