import { requireActor } from '../../../platform/auth/actor.ts';
import { scopeFor } from '../../../platform/auth/policy.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import type { Workbook } from '../../../platform/http/workbook.ts';
import { audit } from '../../audit/index.ts';
import type { Territory } from '../../region/index.ts';
import { exportLists } from '../pairing.policy.ts';
import type { Asked } from './list-sheet.inputs.ts';
import { LISTS, type ListKind } from './list-sheet.rows.ts';
import { placeOf } from './place.ts';

/** The lists of cadres, households and pairings as workbooks: what the page shows under its filter and order, all of it. */
export class ListSheetService {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #territory: Territory;

  constructor({ db, clock, territory }: { db: Database; clock: Clock; territory: Territory }) {
    [this.#db, this.#clock, this.#territory] = [db, clock, territory];
  }

  /** @throws FORBIDDEN, NOT_FOUND for an area that is not there or not theirs, INVALID_INPUT for a filter that is none or too wide */
  async prepare(context: RequestContext, kind: ListKind, asked: Asked): Promise<Workbook> {
    const actor = requireActor(context.actor);
    const scope = scopeFor(actor, exportLists);
    const today = this.#clock.today();
    const { name, read } = LISTS[kind];
    const { within } = asked.filter;
    const own = await placeOf(this.#db, scope, actor.path);
    // A unit's people have friends in many places; the list is the unit's all the same.
    const elsewhere = scope.axis === 'territory' && typeof within === 'string';
    const area = elsewhere ? await placeOf(this.#db, scope, within) : own;
    const list = await read({ context, scope, territory: this.#territory, today, asked });
    return {
      fileName: `${area.name}${name}（${today}）.xlsx`,
      writeTo: async (out) => {
        const { rows, commit } = await list.write(out, {
          name,
          title: `${area.name}${name}`,
          reporter: scope.axis === 'unit' ? own.name : `${own.name}结对交友办公室`,
          preparedBy: actor.displayName,
          preparedOn: today,
        });
        await this.#db.write(actor, scope, (work) =>
          audit(work, {
            action: 'list.export',
            subjectType: scope.axis === 'unit' ? 'unit' : 'region',
            subjectId: area.id,
            path: area.path,
            after: { list: kind, ...recorded(asked), rows },
          }),
        );
        await commit();
      },
    };
  }
}

/** What was asked for, without the words of the search: they may be somebody's name. */
function recorded({ filter: { q, ...filter }, sort }: Asked) {
  return { filter, sort, searched: typeof q === 'string' && q.trim() !== '' };
}
