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
import { demandVersion, type Shown } from './change.ts';
import { demandPastDay } from './personal-input.ts';

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
      const target = await unitForPosting(unit, scope, input.unitId);
      if (target.id === cadre.unitId) throw invalidInput({ unitId: '就在这个单位，不用调' });
      await this.#close(unit, cadre.id, 'POST', on);
      cadre.rankTitle = input.rankTitle?.trim() ?? cadre.rankTitle;
      cadre.rank = input.rank ?? cadre.rank;
      Object.assign(cadre, { unitId: target.id, path: target.path });
      await this.#open(unit, cadre, target.id, 'POST', on);
      await saveCadre(unit, cadre, 'cadre.transfer', before, { extra: { on } });
    });
  }

  /** Lends a cadre to another unit, wherever it is; the post and the office that confirms them stay. */
  second(actor: Actor, scope: Scope, input: SecondCadreInput): Promise<string> {
    return this.#change(actor, scope, input, async (unit, cadre, before, on) => {
      const target = await standingUnit(unit.sql, input.unitId);
      if (target.id === cadre.unitId) throw invalidInput({ unitId: '借调要选别的单位' });
      if (cadre.status === 'SECONDED') throw invalidInput({ unitId: '已在借调中，先结束这次借调' });
      cadre.status = 'SECONDED';
      await this.#open(unit, cadre, target.id, 'SECONDMENT', on);
      await saveCadre(unit, cadre, 'cadre.second', before, { extra: { on, secondedTo: target.id } });
    });
  }

  /** Brings a seconded cadre back. */
  endSecondment(actor: Actor, scope: Scope, input: EndSecondmentInput): Promise<string> {
    return this.#change(actor, scope, input, async (unit, cadre, before, on) => {
      if (cadre.status !== 'SECONDED') throw invalidInput({ on: '现在没有借调' });
      cadre.status = 'ACTIVE';
      await this.#close(unit, cadre.id, 'SECONDMENT', on);
      await saveCadre(unit, cadre, 'cadre.endSecondment', before, { extra: { on } });
    });
  }

  /** Corrects the first day and the rank of a posting. */
  editPosting(actor: Actor, scope: Scope, input: EditPostingInput): Promise<string> {
    demandPastDay('from', input.from, this.#clock.today());
    return this.#db.write(actor, scope, async (unit) => {
      const posting = await unit.sql
        .selectFrom('posting')
        .selectAll()
        .where('id', '=', input.id)
        .executeTakeFirst();
      if (!posting) throw notFound('段任职');
      const cadre = await lockCadre(unit.em, scope, posting.cadre_id);
      const before = shownCadre(cadre);
      demandVersion(cadre, input.version, before);
      const rest = await unit.sql
        .selectFrom('posting')
        .select(['from_date', 'to_date'])
        .where('cadre_id', '=', cadre.id)
        .where('kind', '=', posting.kind)
        .where('id', '<>', posting.id)
        .execute();
      const end = posting.to_date ?? '9999-12-31';
      if (input.from >= end) throw invalidInput({ from: '开始的日子要在结束以前' });
      const clash = rest.some(
        (other) => input.from < (other.to_date ?? '9999-12-31') && other.from_date < end,
      );
      if (clash) throw invalidInput({ from: '和另一段任职重叠了，先对照前后两段' });
      await unit.sql
        .updateTable('posting')
        .set({ from_date: input.from, rank_title: input.rankTitle.trim() })
        .where('id', '=', posting.id)
        .execute();
      const extra = { postingId: posting.id, from: input.from, rankTitle: input.rankTitle.trim() };
      await saveCadre(unit, cadre, 'cadre.editPosting', before, { extra });
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
      if (cadre.status === 'DECEASED') throw invalidInput({ id: '已经记过去世，不能再调' });
      await work(unit, cadre, before, on);
      return cadre.id;
    });
  }

  async #close({ sql }: UnitOfWork, cadreId: string, kind: string, on: string): Promise<void> {
    const open = await sql
      .selectFrom('posting')
      .select(['id', 'from_date'])
      .where('cadre_id', '=', cadreId)
      .where('kind', '=', kind)
      .where('to_date', 'is', null)
      .executeTakeFirst();
    if (!open) return;
    if (open.from_date >= on) throw invalidInput({ on: `上一段从 ${open.from_date} 开始，要在那以后` });
    await sql.updateTable('posting').set({ to_date: on }).where('id', '=', open.id).execute();
  }

  async #open(
    { sql }: UnitOfWork,
    cadre: CadreEntity,
    unitId: string,
    kind: string,
    on: string,
  ): Promise<void> {
    const later = await sql
      .selectFrom('posting')
      .select('id')
      .where('cadre_id', '=', cadre.id)
      .where('kind', '=', kind)
      .where((eb) => eb.or([eb('to_date', 'is', null), eb('to_date', '>', on)]))
      .executeTakeFirst();
    if (later) throw invalidInput({ on: '和另一段重叠了，换一个日子' });
    await sql
      .insertInto('posting')
      .values({ cadre_id: cadre.id, unit_id: unitId, kind, rank_title: cadre.rankTitle, from_date: on })
      .execute();
  }
}
