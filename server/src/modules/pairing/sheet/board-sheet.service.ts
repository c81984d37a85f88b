import { sql } from 'kysely';
import type { Actor } from '../../../platform/auth/actor.ts';
import { scopeFor } from '../../../platform/auth/policy.ts';
import type { Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { notFound } from '../../../platform/errors.ts';
import { audit } from '../../audit/index.ts';
import { allBoardItems } from '../board-items.queries.ts';
import { settingOf } from '../setting.ts';
import type { BoardKind } from '../board.rules.ts';
import { exportBoard } from '../pairing.policy.ts';
import { boardColumns, KIND_WORDS } from './board-sheet.ts';
import { writeOfficialSheet } from './official-sheet.ts';
import { placeOf, type Named } from './place.ts';
import { statement } from '../../../platform/db/query-builder.ts';
import type { Workbook } from '../../../platform/http/workbook.ts';

export interface BoardSheetOrder {
  /** A path of the territory or a unit; the grant's own where left out. */
  within: string | null;
  unitId: string | null;
  kind: BoardKind | null;
  year: number | null;
}

/** The list of the board as a workbook: what the page shows under its filter, all of it. */
export class BoardSheetService {
  readonly #db: Database;
  readonly #clock: Clock;

  constructor({ db, clock }: { db: Database; clock: Clock }) {
    [this.#db, this.#clock] = [db, clock];
  }

  /** @throws FORBIDDEN, NOT_FOUND for an area, unit or year that is not there or not theirs */
  async prepare(actor: Actor, { within, unitId, kind, year: asked }: BoardSheetOrder): Promise<Workbook> {
    const scope = scopeFor(actor, exportBoard);
    const [area, own, unit, { year }] = await Promise.all([
      placeOf(this.#db, scope, within ?? actor.path),
      placeOf(this.#db, scope, actor.path),
      unitId ? this.#unit(scope, unitId) : null,
      settingOf(this.#db, scope, asked),
    ]);
    const today = this.#clock.today();
    const name = unit?.name ?? area.name;
    const list = kind ? `「${KIND_WORDS[kind]}」清单` : '空白和重复清单';
    const sheet = {
      name: '清单',
      title: `${name}${list}（${year} 年度）`,
      reporter: scope.axis === 'unit' ? own.name : `${own.name}结对交友办公室`,
      preparedBy: actor.displayName,
      preparedOn: today,
      columns: boardColumns(today),
    };
    return {
      fileName: `${name}${list}（${year} 年度）.xlsx`,
      writeTo: async (out) => {
        const items = allBoardItems(this.#db, scope, today, { within, unitId, kind, year });
        const { rows, commit } = await writeOfficialSheet(out, sheet, items);
        await this.#db.write(actor, scope, (work) =>
          audit(work, {
            action: 'board.export',
            subjectType: unit || scope.axis === 'unit' ? 'unit' : 'region',
            subjectId: unit?.id ?? area.id,
            path: area.path,
            after: { year, kind, rows },
          }),
        );
        await commit();
      },
    };
  }

  /** Units are public; what is listed of one is not. */
  async #unit(scope: Scope, id: string): Promise<Named> {
    const query = sql<Named>`select id, name, path from unit where id = ${id}`;
    const found = await this.#db.row(scope, statement(query));
    if (!found) throw notFound('个单位');
    return found;
  }
}
