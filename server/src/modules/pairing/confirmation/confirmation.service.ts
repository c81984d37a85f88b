import { sql } from 'kysely';
import type { Actor } from '../../../platform/auth/actor.ts';
import { covers, pathRange, type Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Vault } from '../../../platform/crypto.ts';
import type { Database, UnitOfWork } from '../../../platform/db/database.ts';
import { invalidInput, notFound, ruleViolated } from '../../../platform/errors.ts';
import { audit } from '../../audit/index.ts';
import { blockers, NOTHING, sayBlocked, type Counts, type Step } from './confirmation.rules.ts';
import { countsOf, countyFacts } from './county.facts.ts';
import { weekBefore } from './period.ts';
import { reportOfficials, type ReportInput } from './report.ts';
import {
  demandSeen,
  judgeClick,
  lockConfirmation,
  overtaken,
  refusePast,
  sign,
  type Click,
  type Locked,
} from './signing.ts';
import { unitFacts } from './unit.facts.ts';

/** A signature says which lines were seen, by their digest. */
interface Seen {
  digest: string;
}
export interface UnitClick extends Click {
  unitId: string;
  year: number;
}
export interface CountyClick extends Click {
  countyId: string;
  year: number;
}

/**
 * The annual confirmation (R5): every signature in one transaction with its lines and its audit row. Each method throws
 * NOT_FOUND for what is not there or not in scope, CONFLICT where it was signed or changed meanwhile, RULE_VIOLATED R5 with
 * the sentence that says what is in the way.
 */
export class ConfirmationService {
  readonly #db: Database;
  readonly #vault: Vault;
  readonly #clock: Clock;

  constructor(db: Database, vault: Vault, clock: Clock) {
    this.#db = db;
    this.#vault = vault;
    this.#clock = clock;
  }

  /** Somebody of the unit looks at the draft for the first time. */
  async open(actor: Actor, scope: Scope, { unitId, year }: { unitId: string; year: number }): Promise<void> {
    await this.#db.write(actor, scope, async (unit) => {
      const { rows } = await sql<{
        id: string;
        path: string;
      }>`update confirmation set opened_at = ${this.#clock.now()}
        where unit_id = ${unitId} and year = ${year} and opened_at is null and path >= ${scope.lo} and path < ${scope.hi}
        returning id, path`.execute(unit.sql);
      for (const { id, path } of rows) {
        audit(unit, {
          action: 'confirmation.open',
          subjectType: 'confirmation',
          subjectId: id,
          path,
          after: { year },
        });
      }
    });
  }

  /** 上报: officials of the unit without a friend, with what is known of the reason. */
  report(actor: Actor, scope: Scope, input: ReportInput): Promise<number> {
    return this.#db.write(actor, scope, (unit) => reportOfficials(unit, this.#clock, input));
  }

  /** The liaison signs the unit's pairings. */
  confirmUnit(actor: Actor, scope: Scope, click: UnitClick & Seen): Promise<void> {
    return this.#signUnit(actor, scope, click, 'CONFIRM');
  }

  /** The administering office signs what the unit confirmed. */
  countersignUnit(actor: Actor, scope: Scope, click: UnitClick & Seen): Promise<void> {
    return this.#signUnit(actor, scope, click, 'COUNTERSIGN');
  }

  /** Hands a unit's sign-off back, with a reason; not while its county is closed. */
  reopenUnit(actor: Actor, scope: Scope, click: UnitClick & { reason: string }): Promise<void> {
    return this.#db.write(actor, scope, async (unit) => {
      const locked = await lockConfirmation(unit, 'UNIT', click.unitId, click.year, this.#clock.today());
      if (!covers(pathRange(actor.path), locked.officePath)) throw notYours(locked, '退回');
      const closed = await sql<{
        state: string;
      }>`select state from confirmation where path = ${locked.officePath} and year = ${locked.year}
        for share`.execute(unit.sql); // the county is not closed meanwhile
      if (closed.rows[0]?.state === 'CLOSED')
        throw ruleViolated('R5', `${locked.officeName}已关账。请市办先重开，再退回单位`);
      await this.#reopen(unit, actor, locked, click);
    });
  }

  /** The county says once why the waiting households wait. */
  async acknowledgeWaiting(
    actor: Actor,
    scope: Scope,
    { countyId, year, version, reason }: { countyId: string; year: number; version: number; reason: string },
  ): Promise<void> {
    await this.#db.write(actor, scope, async (unit) => {
      const locked = await lockConfirmation(unit, 'COUNTY', countyId, year, this.#clock.today());
      if (locked.path !== actor.path) throw notYours(locked, '说明');
      if (locked.version !== version) throw overtaken(locked);
      refusePast(locked);
      if (locked.state === 'CLOSED') throw ruleViolated('R5', `${locked.name} ${year} 年度已关账`);
      const { waiting } = await this.#countsOfCounty(unit, locked);
      if (waiting === 0) throw ruleViolated('R5', '没有待安排的农户，不用说明');
      await sql`update confirmation set waiting_reason = ${reason}, waiting_acknowledged_at = ${this.#clock.now()},
        version = version + 1 where id = ${locked.id}`.execute(unit.sql);
      audit(unit, {
        action: 'confirmation.acknowledge',
        subjectType: 'confirmation',
        subjectId: locked.id,
        path: locked.path,
        after: { year, waiting },
        reason,
      });
    });
  }

  /** A county signs the households of its territory, whoever the cadre is. */
  confirmCounty(actor: Actor, scope: Scope, click: CountyClick & Seen): Promise<void> {
    return this.#signCounty(actor, scope, click, 'CONFIRM');
  }

  /** The city closes a county: from now on a change needs a reason. */
  closeCounty(actor: Actor, scope: Scope, click: CountyClick & Seen): Promise<void> {
    return this.#signCounty(actor, scope, click, 'CLOSE');
  }

  /** The city opens a county again, with a reason; the earlier sign-off stays as it was. */
  reopenCounty(actor: Actor, scope: Scope, click: CountyClick & { reason: string }): Promise<void> {
    return this.#db.write(actor, scope, async (unit) => {
      const locked = await lockConfirmation(unit, 'COUNTY', click.countyId, click.year, this.#clock.today());
      await this.#reopen(unit, actor, locked, click);
    });
  }

  #signUnit(
    actor: Actor,
    scope: Scope,
    click: UnitClick & Seen,
    step: 'CONFIRM' | 'COUNTERSIGN',
  ): Promise<void> {
    return this.#db.write(actor, scope, async (unit) => {
      const locked = await lockConfirmation(unit, 'UNIT', click.unitId, click.year, this.#clock.today());
      if (step === 'COUNTERSIGN' && locked.officePath !== actor.path) throw notYours(locked, '会签');
      const range = pathRange(locked.path);
      await this.#sign(unit, actor, locked, step, click, async () => {
        const { rows } = await unitFacts(
          range,
          locked.year,
          this.#clock.today(),
          weekBefore(this.#clock.now()),
        ).execute(unit.sql);
        const { officials = 0, unreported = 0, pairs = 0, cadres = 0 } = rows[0] ?? {};
        return { counts: { ...NOTHING, officials, unreported }, summary: { cadres, pairs, officials } };
      });
    });
  }

  #signCounty(
    actor: Actor,
    scope: Scope,
    click: CountyClick & Seen,
    step: 'CONFIRM' | 'CLOSE',
  ): Promise<void> {
    return this.#db.write(actor, scope, async (unit) => {
      const locked = await lockConfirmation(unit, 'COUNTY', click.countyId, click.year, this.#clock.today());
      if (step === 'CONFIRM' && locked.path !== actor.path) throw notYours(locked, '确认');
      await this.#sign(unit, actor, locked, step, click, async () => {
        const counts = await this.#countsOfCounty(unit, locked);
        const { rows } = await sql<{ pairs: number; households: number }>`
          select count(*)::int as pairs, count(distinct household_id)::int as households from pairing
          where path >= ${locked.path} and path < ${pathRange(locked.path).hi} and kind = 'RESPONSIBLE' and withdrawn_at is null
            and (to_date is null or to_date > ${this.#clock.today()})`.execute(unit.sql);
        return { counts, summary: { ...rows[0], waiting: counts.waiting } };
      });
    });
  }

  async #sign(
    unit: UnitOfWork,
    actor: Actor,
    locked: Locked,
    step: Exclude<Step, 'REOPEN'>,
    click: Click & Seen,
    look: () => Promise<{ counts: Counts; summary: object }>,
  ): Promise<void> {
    const to = await judgeClick(unit, locked, step, click);
    if (to === null) return;
    const { counts, summary } = await look();
    const inTheWay = blockers(locked.subject, step, counts);
    if (inTheWay.length > 0) throw ruleViolated('R5', sayBlocked(step, inTheWay));
    await demandSeen(unit, locked, click.digest, this.#clock.today());
    await sign(unit, this.#vault, actor, locked, {
      step,
      to,
      requestId: click.requestId,
      at: this.#clock.now(),
      summary,
    });
  }

  async #reopen(
    unit: UnitOfWork,
    actor: Actor,
    locked: Locked,
    click: Click & { reason: string },
  ): Promise<void> {
    const reason = click.reason.trim();
    if (!reason) throw invalidInput({ reason: '写一句原因' });
    const to = await judgeClick(unit, locked, 'REOPEN', click);
    if (to === null) return;
    const { requestId } = click;
    await sign(unit, this.#vault, actor, locked, {
      step: 'REOPEN',
      to,
      requestId,
      reason,
      at: this.#clock.now(),
      summary: {},
    });
  }

  async #countsOfCounty(unit: UnitOfWork, { path, year }: Locked): Promise<Counts> {
    const today = this.#clock.today();
    const { rows } = await countyFacts(pathRange(path), year, today, weekBefore(this.#clock.now())).execute(
      unit.sql,
    );
    if (!rows[0]) throw notFound('个县');
    return countsOf(rows[0]);
  }
}

const notYours = (locked: Locked, verb: string) =>
  ruleViolated(
    'R5',
    locked.subject === 'UNIT' ? `${locked.name}由${locked.officeName}${verb}` : `${locked.name}由县办${verb}`,
  );
