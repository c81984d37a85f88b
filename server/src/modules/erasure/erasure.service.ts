import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { covers, systemScope, type Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Vault } from '../../platform/crypto.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { conflict, invalidInput, notFound, ruleViolated } from '../../platform/errors.ts';
import { demandAnotherPerson } from '../access/index.ts';
import { audit, type AuditKeys } from '../audit/index.ts';
import type { DisclosureService } from '../disclosure/index.ts';
import type { ImportService } from '../import/index.ts';
import { personToErase, type Erased, type ErasureSubject } from '../people/index.ts';
import { carryOut } from './carry-out.ts';
import type { ErasureList } from './erasure-list.ts';
import type { AskErasureInput, DecideErasureInput, WithdrawErasureInput } from './erasure.type.ts';
import { settleErasures } from './settle.ts';

export interface ErasureGround {
  db: Database;
  clock: Clock;
  vault: Vault;
  auditKeys: () => AuditKeys;
  erasureList: ErasureList;
}

/** Whoever keeps files with people in them. */
interface Files {
  imports: Pick<ImportService, 'removeFiles'>;
  disclosures: Pick<DisclosureService, 'removeFiles'>;
}

interface Open {
  id: string;
  subject: ErasureSubject;
  subjectId: string;
  path: string;
  state: string;
  askedBy: string | null;
  version: number;
}

/** Erasure by law (R32): one person asks, another one decides; decided, it is carried out in the same transaction and is final. */
export class ErasureService {
  readonly #ground: ErasureGround;
  readonly #files: Files;

  constructor(ground: ErasureGround, files: Files) {
    this.#ground = ground;
    this.#files = files;
  }

  /** @throws NOT_FOUND out of scope, INVALID_INPUT where the reason tells whom it is about, RULE_VIOLATED where it is open already */
  ask(actor: Actor, scope: Scope, input: AskErasureInput): Promise<string> {
    const { db, vault } = this.#ground;
    return db.write(actor, systemScope, async (unit) => {
      const { subject, id: subjectId } = input;
      const person = await personToErase(unit, vault, { subject, id: subjectId }, scope);
      const reason = input.reason.trim();
      demandNameless(person, { reason });
      const { rows } = await sql<{
        id: string;
      }>`insert into erasure (subject_type, subject_id, path, ground, reason, asked_by)
        values (${input.subject}, ${input.id}, ${person.path}, ${input.ground}, ${reason}, ${actor.accountId})
        on conflict (subject_id) where state = 'ASKED' do nothing returning id`.execute(unit.sql);
      if (!rows[0]) throw ruleViolated('R32', '已经有人提了依法删除，等市里决定');
      this.#record(
        unit,
        'erasure.ask',
        rows[0].id,
        person.path,
        { ground: input.ground, subject: input.subject },
        reason,
      );
      return rows[0].id;
    });
  }

  /** @throws NOT_FOUND, CONFLICT where it was decided meanwhile, RULE_VIOLATED for what somebody else asked */
  withdraw(actor: Actor, scope: Scope, { id, version }: WithdrawErasureInput): Promise<void> {
    return this.#ground.db.write(actor, systemScope, async (unit) => {
      const open = await lockOpen(unit, scope, id, version);
      if (open.askedBy !== actor.accountId) throw ruleViolated('R32', '谁提的谁收回；不同意，请市里驳回');
      await this.#answer(unit, actor, open, 'WITHDRAWN', null);
      this.#record(unit, 'erasure.withdraw', id, open.path, {}, null);
    });
  }

  /**
   * Approved, everything that tells who they were goes in this transaction; refused, nothing does.
   * @throws NOT_FOUND, CONFLICT, INVALID_INPUT, RULE_VIOLATED for one's own, and while something stands in the way
   */
  async decide(actor: Actor, scope: Scope, input: DecideErasureInput): Promise<void> {
    const { db, vault, clock } = this.#ground;
    const answer = input.answer?.trim() || null;
    if (!input.approve && !answer) throw invalidInput({ answer: '写一句为什么不同意' });
    const unreadable = await db.write(actor, systemScope, async (unit) => {
      const open = await lockOpen(unit, scope, input.id, input.version);
      await demandAnotherPerson(unit, open.askedBy, actor.accountId);
      const person = await personToErase(unit, vault, { subject: open.subject, id: open.subjectId });
      demandNameless(person, { answer });
      await this.#answer(unit, actor, open, input.approve ? 'DECIDED' : 'REFUSED', answer);
      this.#record(unit, 'erasure.decide', open.id, open.path, { approve: input.approve }, answer);
      return input.approve ? carryOut(unit, this.#ground, open.id, person, clock.now()) : null;
    });
    if (!unreadable) return;
    await this.#files.imports.removeFiles(unreadable.imports);
    await this.#files.disclosures.removeFiles(unreadable.disclosures);
    await this.settle();
  }

  /** Brings the list beside the data and the database together; before the service opens, and after every erasure. */
  settle(): Promise<void> {
    return settleErasures(this.#ground);
  }

  async #answer(
    { sql: db }: UnitOfWork,
    actor: Actor,
    { id }: Open,
    state: string,
    answer: string | null,
  ): Promise<void> {
    await sql`update erasure set state = ${state}, decided_by = ${actor.accountId}, decided_at = ${this.#ground.clock.now()},
      answer = ${answer}, version = version + 1 where id = ${id}`.execute(db);
  }

  #record(
    unit: UnitOfWork,
    action: string,
    subjectId: string,
    path: string,
    after: object,
    reason: string | null,
  ) {
    audit(unit, { action, subjectType: 'erasure', subjectId, path, after, reason });
  }
}

/** @throws NOT_FOUND, CONFLICT where it is another version or no longer open */
async function lockOpen({ sql: db }: UnitOfWork, scope: Scope, id: string, version: number): Promise<Open> {
  const { rows } = await sql<Open>`select id, subject_type as subject, subject_id as "subjectId", path, state,
    asked_by as "askedBy", version from erasure where id = ${id} for update`.execute(db);
  const [open] = rows;
  if (!open || !covers(scope, open.path)) throw notFound('条依法删除');
  if (open.state !== 'ASKED' || open.version !== version) {
    throw conflict({ id, state: open.state, version: open.version }, '刚被别人办过了。刷新看看现在的样子');
  }
  return open;
}

/** What people write about an erasure stays; so it can't say whom it was about. */
function demandNameless({ words }: Erased, texts: Record<string, string | null>): void {
  for (const [field, text] of Object.entries(texts)) {
    if (text && words.some((word) => text.includes(word))) {
      throw invalidInput({ [field]: '这句话会一直留着，别写姓名、号码或户编号' });
    }
  }
}
