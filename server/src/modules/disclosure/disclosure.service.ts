import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Actor } from '../../platform/auth/actor.ts';
import { covers, systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Vault } from '../../platform/crypto.ts';
import { NOBODY, type Database, type UnitOfWork } from '../../platform/db/database.ts';
import { conflict, DomainError, invalidInput, notFound, ruleViolated } from '../../platform/errors.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { demandAnotherPerson } from '../access/index.ts';
import { audit } from '../audit/index.ts';
import type { CurrentFigures } from '../figures/index.ts';
import { countPeople } from '../people/index.ts';
import type { Territory } from '../region/index.ts';
import type {
  AskDisclosureInput,
  DecideDisclosureInput,
  DisclosureOrder,
  WithdrawDisclosureInput,
} from './disclosure.inputs.ts';
import { HOURS, hoursFrom, MOST_OPEN, MOST_PEOPLE, needsSecond } from './disclosure.rules.ts';
import type { DisclosureOutlook } from './disclosure.type.ts';
import { fetchDisclosure, type Fetched } from './fetch-disclosure.ts';
import { makeDisclosure } from './make-disclosure.ts';
import { describe, orderOf } from './order.ts';
import { endDisclosures, lockDisclosure, takenAlone, type StoredDisclosure } from './stored.ts';
import { endExpired, unfinished } from './sweep.ts';

const MAKE = 'disclosure.make';

export interface DisclosureGround {
  db: Database;
  clock: Clock;
  vault: Vault;
  jobs: Jobs;
  log: Logger;
  figures: CurrentFigures;
  territory: Territory;
  filesDir: string;
}

/**
 * Personal data in full as a workbook (R32): asked with a reason, above the figure approved by somebody else, made as a job, fetched
 * by whoever asked within a day, then destroyed. Every step is recorded, and of each person that their numbers went out.
 */
export class DisclosureService {
  readonly #ground: DisclosureGround;

  constructor(ground: DisclosureGround) {
    this.#ground = ground;
    ground.jobs.handle(MAKE, (data) => this.#make((data as { id: string }).id));
  }

  /** What it would be, before it is asked for. @throws NOT_FOUND, INVALID_INPUT */
  async outlook(actor: Actor, scope: Scope, wanted: DisclosureOrder): Promise<DisclosureOutlook> {
    const { db, clock, figures } = this.#ground;
    const order = orderOf(wanted);
    const described = await describe(db, actor, scope, order);
    const rows = await countPeople(db, scope, order, MOST_PEOPLE + 1);
    const { rowsAlone } = await figures.now();
    const since = hoursFrom(clock.now(), -HOURS);
    const taken = await db.write(NOBODY, systemScope, (unit) => takenAlone(unit, actor.accountId, since));
    const second = needsSecond({ people: rows, takenAlone: taken, limit: rowsAlone });
    return { ...described, rows, rowsAlone, takenAlone: taken, needsSecond: second };
  }

  /**
   * Asks; what one may take alone is made at once.
   * @throws NOT_FOUND for a place that is not theirs, INVALID_INPUT for nobody or too many, RULE_VIOLATED with too many questions open
   */
  async ask(actor: Actor, scope: Scope, input: AskDisclosureInput): Promise<string> {
    const { db, clock, figures, jobs } = this.#ground;
    const order = orderOf(input.order);
    const { area, conditions } = await describe(db, actor, scope, order);
    const people = await countPeople(db, scope, order, MOST_PEOPLE + 1);
    if (people === 0) throw invalidInput({ order: '没有符合条件的人。换个地方或条件' });
    if (people > MOST_PEOPLE)
      throw invalidInput({ order: `一次最多 ${MOST_PEOPLE} 人。选小一点的地方，或加上条件` });
    const { rowsAlone } = await figures.now();
    const now = clock.now();
    const filter = order.people === 'CADRES' ? order.cadres : order.households;
    const { id, alone } = await db.write(actor, systemScope, async (unit) => {
      await oneAtATime(unit, actor.accountId);
      await demandFewOpen(unit, actor.accountId, now);
      const taken = await takenAlone(unit, actor.accountId, hoursFrom(now, -HOURS));
      const byOne = !needsSecond({ people, takenAlone: taken, limit: rowsAlone });
      const { rows } = await sql<{
        id: string;
      }>`insert into disclosure (account_id, grant_id, path, people, fields, filter, area,
          conditions, reason, asked_rows, rows_alone, alone, state, asked_at, expires_at)
        values (${actor.accountId}, ${actor.grantId}, ${actor.path}, ${order.people}, ${[...new Set(input.fields)]}::text[],
          ${JSON.stringify(filter)}::jsonb, ${area}, ${conditions}::text[], ${input.reason.trim()}, ${people}, ${rowsAlone}, ${byOne},
          ${byOne ? 'MAKING' : 'ASKED'}, ${now}, ${hoursFrom(now, HOURS)}) returning id`.execute(unit.sql);
      const asked = rows[0]!.id;
      const told = {
        people: order.people,
        fields: input.fields.join('、'),
        area,
        rows: people,
        alone: byOne,
      };
      this.#record(unit, 'disclosure.ask', asked, actor.path, told, input.reason.trim());
      return { id: asked, alone: byOne };
    });
    if (alone) await jobs.send(MAKE, { id });
    return id;
  }

  /** Takes back a question, or destroys a file of one's own. @throws NOT_FOUND, CONFLICT, RULE_VIOLATED for somebody else's */
  async withdraw(actor: Actor, scope: Scope, { id, version }: WithdrawDisclosureInput): Promise<void> {
    const { db, clock } = this.#ground;
    await db.write(actor, systemScope, async (unit) => {
      const found = await lockSeen(unit, scope, id, version);
      if (found.accountId !== actor.accountId)
        throw ruleViolated('R32', '谁申请的谁收回；不同意，请直接拒绝');
      if (!['ASKED', 'MAKING', 'READY'].includes(found.state)) throw overtaken(found);
      await endDisclosures(unit, [id], { state: 'WITHDRAWN', at: clock.now() });
      this.#record(unit, 'disclosure.withdraw', id, found.path, { was: found.state }, null);
    });
    await this.#removeFile(id);
  }

  /**
   * Approved, the workbook is made; refused, nothing is.
   * @throws NOT_FOUND, CONFLICT where it was decided or ran out meanwhile, INVALID_INPUT, RULE_VIOLATED for one's own
   */
  async decide(actor: Actor, scope: Scope, input: DecideDisclosureInput): Promise<void> {
    const { db, clock, jobs } = this.#ground;
    const answer = input.answer?.trim() || null;
    if (!input.approve && !answer) throw invalidInput({ answer: '写一句为什么不同意' });
    await db.write(actor, systemScope, async (unit) => {
      const found = await lockSeen(unit, scope, input.id, input.version);
      const now = clock.now();
      if (found.state !== 'ASKED') throw overtaken(found);
      if (found.expiresAt <= now)
        throw conflict({ state: 'EXPIRED' }, '过了 24 小时没人决定，已经作废。请对方重新申请');
      await demandAnotherPerson(unit, found.accountId, actor.accountId);
      await sql`update disclosure set state = ${input.approve ? 'MAKING' : 'REFUSED'}, decided_by = ${actor.accountId},
        decided_at = ${now}, answer = ${answer}, ended_at = ${input.approve ? null : now}, version = version + 1
        where id = ${found.id}`.execute(unit.sql);
      const action = input.approve ? 'disclosure.approve' : 'disclosure.refuse';
      this.#record(unit, action, found.id, found.path, { rows: found.askedRows }, answer);
    });
    if (input.approve) await jobs.send(MAKE, { id: input.id });
  }

  /** The workbook, for whoever asked under the identity that they asked under (R31). See {@link fetchDisclosure}. */
  fetch(actor: Actor, id: string): Promise<Fetched> {
    return fetchDisclosure({ ...this.#ground, fileOf: this.#fileOf }, actor, id);
  }

  /** After a start: what a killed process left is made anew, and what is past its time is destroyed. */
  async resume(): Promise<void> {
    for (const id of await unfinished(this.#ground.db)) await this.#ground.jobs.send(MAKE, { id });
    await this.sweep();
  }

  /** Destroys what is past its time or whose asker may no longer have it; a file without a key goes from the disk. */
  async sweep(): Promise<void> {
    const { db, clock } = this.#ground;
    const wanted = await endExpired(db, clock);
    const files = await readdir(this.#folder, { recursive: false }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []; // nothing was ever made here
      throw error;
    });
    for (const name of files) if (!wanted.has(name)) await this.#removeFile(name);
  }

  /** Takes files from the disk whose keys an erasure by law has destroyed. */
  async removeFiles(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.#removeFile(id);
  }

  get #folder(): string {
    return join(this.#ground.filesDir, 'disclosures');
  }

  readonly #fileOf = (id: string): string => join(this.#folder, id);

  #removeFile(id: string): Promise<void> {
    return rm(this.#fileOf(id), { force: true });
  }

  /** The job. What may not be made any more says why; any other failure is logged under a code. */
  async #make(id: string): Promise<void> {
    const { db, clock, log } = this.#ground;
    try {
      await makeDisclosure({ ...this.#ground, fileOf: this.#fileOf }, id);
    } catch (error) {
      const reference = id.slice(-6).toUpperCase();
      if (!(error instanceof DomainError)) log.error({ err: error, reference }, 'disclosure failed');
      const problem = sentenceOf(error, reference);
      await db.write(NOBODY, systemScope, async (unit) => {
        const found = await lockDisclosure(unit, id);
        if (found?.state !== 'MAKING') return;
        await endDisclosures(unit, [id], { state: 'FAILED', at: clock.now(), problem });
        this.#record(unit, 'disclosure.fail', id, found.path, { problem }, null);
      });
      await this.#removeFile(id);
    }
  }

  #record(
    unit: UnitOfWork,
    action: string,
    subjectId: string,
    path: string,
    after: object,
    reason: string | null,
  ): void {
    audit(unit, { action, subjectType: 'disclosure', subjectId, path, after, reason });
  }
}

function sentenceOf(error: unknown, reference: string): string {
  if (!(error instanceof DomainError))
    return `没做成，是系统这边的问题。重新申请；还不行，报编号 ${reference}`;
  return error.code === 'FORBIDDEN' ? '申请时用的身份现在不能用了，或账号已停用，没有导出' : error.message;
}

const overtaken = ({ id, state, version }: StoredDisclosure) =>
  conflict({ id, state, version }, '刚被办过了。刷新看看现在的样子');

/** @throws NOT_FOUND out of scope, CONFLICT where it is another version */
async function lockSeen(
  unit: UnitOfWork,
  scope: Scope,
  id: string,
  version: number,
): Promise<StoredDisclosure> {
  const found = await lockDisclosure(unit, id);
  if (!found || !covers(scope, found.path)) throw notFound('份导出');
  // While it is being made the figures move on by themselves.
  if (found.version !== version && found.state !== 'MAKING') throw overtaken(found);
  return found;
}

/** What one account asks for at once is counted one after another, or two requests would each be within the figure. */
const oneAtATime = ({ sql: db }: UnitOfWork, accountId: string) =>
  sql`select 1 from account where id = ${accountId} for no key update`.execute(db);

async function demandFewOpen({ sql: db }: UnitOfWork, accountId: string, now: Date): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from disclosure
    where account_id = ${accountId} and state in ('ASKED', 'MAKING') and expires_at > ${now}`.execute(db);
  if (rows[0]!.n >= MOST_OPEN)
    throw ruleViolated('R32', `你有 ${MOST_OPEN} 份申请还没办完。办完或收回了再申请`);
}
