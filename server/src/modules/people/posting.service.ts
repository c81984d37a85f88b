import type { Actor } from '../../platform/auth/actor.ts';
import type { Scope } from '../../platform/auth/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import { invalidInput, notFound } from '../../platform/errors.ts';
import type { CadreEntity } from './cadre.entity.ts';
import type {
  EditPostingInput,
  EndSecondmentInput,
  SecondCadreInput,
  TransferCadreInput,
} from './cadre.inputs.ts';
import { lockCadre, saveCadre, shownCadre, standingUnit, unitForPosting } from './cadre-record.ts';
import { hasStopped } from './cadre-status.rules.ts';
import { demandVersion, type Shown } from './change.ts';
import { demandPastDay } from './personal-input.ts';
import { closePosting, openPosting } from './posting-record.ts';

/** Transfers and secondments (R7). Pairings hang on the person and go along; their unit path cascades in the database. */
export class PostingService {
  readonly #db: Database;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Moves a cadre to another unit of the caller's area. @throws RULE_VIOLATED where it belongs to another office */
  transfer(actor: Actor, scope: Scope, input: TransferCadreInput): Promise<string> {
    return this.#change(actor, scope, input, async (unit, cadre, before, on) => {
      demandAtWork(cadre);
      const target = await unitForPosting(unit, scope, input.unitId);
      if (target.id === cadre.unitId) throw invalidInput({ unitId: '就在这个单位，不用调' });
      await closePosting(unit, cadre.id, 'POST', on);
      cadre.rankTitle = input.rankTitle?.trim() ?? cadre.rankTitle;
      cadre.rank = input.rank ?? cadre.rank;
      Object.assign(cadre, { unitId: target.id, path: target.path });
      await openPosting(unit, cadre, target.id, 'POST', on);
      await saveCadre(unit, cadre, 'cadre.transfer', before, { extra: { on } });
    });
  }

  /** Lends a cadre to another unit, wherever it is; the post and the office that confirms them stay. */
  second(actor: Actor, scope: Scope, input: SecondCadreInput): Promise<string> {
    return this.#change(actor, scope, input, async (unit, cadre, before, on) => {
      demandAtWork(cadre);
      const target = await standingUnit(unit.sql, input.unitId);
      if (target.id === cadre.unitId) throw invalidInput({ unitId: '借调要选别的单位' });
      if (cadre.status === 'SECONDED') throw invalidInput({ unitId: '已在借调中，先结束这次借调' });
      cadre.status = 'SECONDED';
      await openPosting(unit, cadre, target.id, 'SECONDMENT', on);
      await saveCadre(unit, cadre, 'cadre.second', before, { extra: { on, secondedTo: target.id } });
    });
  }

  /** Brings a seconded cadre back. */
  endSecondment(actor: Actor, scope: Scope, input: EndSecondmentInput): Promise<string> {
    return this.#change(actor, scope, input, async (unit, cadre, before, on) => {
      if (cadre.status !== 'SECONDED') throw invalidInput({ on: '现在没有借调' });
      cadre.status = 'ACTIVE';
      await closePosting(unit, cadre.id, 'SECONDMENT', on);
      await saveCadre(unit, cadre, 'cadre.endSecondment', before, { extra: { on } });
    });
  }

  /**
   * Corrects the first day and the rank of a posting; the rank of the present post is the cadre's own.
   * @throws CONFLICT, INVALID_INPUT, NOT_FOUND
   */
  editPosting(actor: Actor, scope: Scope, input: EditPostingInput): Promise<string> {
    demandPastDay('from', input.from, this.#clock.today());
    const rankTitle = input.rankTitle.trim();
    return this.#db.write(actor, scope, async (unit) => {
      const cadreId = (await postingOf(unit, input.id))?.cadre_id;
      if (!cadreId) throw notFound('段任职');
      const cadre = await lockCadre(unit.em, scope, cadreId);
      const posting = await postingOf(unit, input.id); // again, now that nobody else can change it
      if (!posting) throw notFound('段任职');
      const was = { from: posting.from_date, postingTitle: posting.rank_title };
      const before = shownCadre(cadre);
      demandVersion(cadre, input.version, { ...before, from: was.from, rankTitle: was.postingTitle });
      if (was.from === input.from && was.postingTitle === rankTitle) return cadre.id;
      await demandFree(unit, posting, input.from);
      await unit.sql
        .updateTable('posting')
        .set({ from_date: input.from, rank_title: rankTitle })
        .where('id', '=', posting.id)
        .execute();
      if (posting.kind === 'POST' && !posting.to_date) cadre.rankTitle = rankTitle;
      const extra = { from: input.from, postingTitle: rankTitle };
      await saveCadre(unit, cadre, 'cadre.editPosting', before, { was, extra });
      return cadre.id;
    });
  }

  #change(
    actor: Actor,
    scope: Scope,
    input: { id: string; version: number; on?: string | null },
    work: (unit: UnitOfWork, cadre: CadreEntity, before: Shown, on: string) => Promise<void>,
  ): Promise<string> {
    const on = input.on ?? this.#clock.today();
    demandPastDay('on', on, this.#clock.today());
    return this.#db.write(actor, scope, async (unit) => {
      const cadre = await lockCadre(unit.em, scope, input.id);
      const before = shownCadre(cadre);
      demandVersion(cadre, input.version, before);
      await work(unit, cadre, before, on);
      return cadre.id;
    });
  }
}

/** R7: whoever has stopped has no post to be moved from. @throws INVALID_INPUT */
function demandAtWork({ status }: CadreEntity): void {
  if (status === 'DECEASED') throw invalidInput({ id: '已经记过去世，不能再调' });
  if (hasStopped(status)) throw invalidInput({ id: '已不在岗。先改回在岗，再调动或借调' });
}

const postingOf = ({ sql }: UnitOfWork, id: string) =>
  sql
    .selectFrom('posting')
    .select(['id', 'cadre_id', 'kind', 'from_date', 'to_date', 'rank_title'])
    .where('id', '=', id)
    .executeTakeFirst();

/** @throws INVALID_INPUT where a posting that began on that day would be empty or run into another one of its kind */
async function demandFree(
  { sql }: UnitOfWork,
  posting: { id: string; cadre_id: string; kind: string; to_date: string | null },
  from: string,
): Promise<void> {
  if (posting.to_date && from >= posting.to_date) {
    throw invalidInput({ from: `这一段到 ${posting.to_date} 为止，要从那以前开始` });
  }
  const others = await sql
    .selectFrom('posting')
    .select(['from_date', 'to_date'])
    .where('cadre_id', '=', posting.cadre_id)
    .where('kind', '=', posting.kind)
    .where('id', '<>', posting.id)
    .execute();
  const clash = others.some(
    (other) =>
      (!other.to_date || from < other.to_date) && (!posting.to_date || other.from_date < posting.to_date),
  );
  if (clash) throw invalidInput({ from: '和另一段任职重叠了，先对照前后两段' });
}
