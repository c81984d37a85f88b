import { scopeFor, may } from '../../../platform/auth/policy.ts';
import type { Actor } from '../../../platform/auth/actor.ts';
import { covers, intersect, pathRange, type Scope } from '../../../platform/auth/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Vault } from '../../../platform/crypto.ts';
import type { Database } from '../../../platform/db/database.ts';
import { build } from '../../../platform/db/query-builder.ts';
import { forbidden, notFound, ruleViolated } from '../../../platform/errors.ts';
import type { Workbook } from '../../../platform/http/workbook.ts';
import { audit } from '../../audit/index.ts';
import { periodOf } from '../confirmation/period.ts';
import { exportLedger } from './ledger.policy.ts';
import { signedRows, standingRows } from './ledger.queries.ts';
import { writeLedger } from './ledger.workbook.ts';

export interface LedgerOrder {
  /** A path of the territory; the grant's own where left out. A liaison has the own unit only. */
  path: string | null;
  /** The newest year where left out; one that is past comes from what was signed. */
  year: number | null;
}

const COUNTY_STEPS = 2;

/** The printable ledger of an area (台账). */
export class LedgerService {
  readonly #db: Database;
  readonly #vault: Vault;
  readonly #clock: Clock;

  constructor({ db, vault, clock }: { db: Database; vault: Vault; clock: Clock }) {
    this.#db = db;
    this.#vault = vault;
    this.#clock = clock;
  }

  /**
   * @throws FORBIDDEN, NOT_FOUND for an area or year that is not there or not theirs, RULE_VIOLATED for a past year of less
   * than a county, which nobody signed by itself
   */
  async prepare(actor: Actor, { path, year }: LedgerOrder): Promise<Workbook> {
    if (!may(actor, exportLedger)) throw forbidden();
    const scope = scopeFor(actor, exportLedger);
    const today = this.#clock.today();
    const [area, { setting, past: signed }] = await Promise.all([
      this.#area(scope, path ?? actor.path),
      periodOf(this.#db, scope, today, year),
    ]);
    if (signed && scope.axis === 'territory' && actor.path.split('/').length - 1 > COUNTY_STEPS) {
      throw ruleViolated('R5', '往年的台账按县签字留存，请县里导出');
    }
    const range = intersect(scope, pathRange(area.path));
    const heading = {
      area: area.name,
      year: setting.year,
      reporter: await this.#reporter(scope, actor),
      preparedBy: actor.displayName,
      preparedOn: today,
      signed,
    };
    return {
      fileName: `${area.name}干部结对交友台账（${setting.year} 年度）.xlsx`,
      writeTo: async (out) => {
        const rows = signed
          ? signedRows(this.#db, this.#vault, scope, range, setting.year)
          : standingRows(this.#db, scope, range, today);
        const ledger = await writeLedger(out, heading, rows);
        await this.#db.write(actor, scope, (unit) =>
          audit(unit, {
            action: 'ledger.export',
            subjectType: scope.axis === 'unit' ? 'unit' : 'region',
            subjectId: area.id,
            path: area.path,
            after: { year: setting.year, rows: ledger.rows, signed },
          }),
        );
        await ledger.commit();
      },
    };
  }

  async #area(scope: Scope, path: string): Promise<{ id: string; name: string; path: string }> {
    const table = scope.axis === 'unit' ? 'unit' : 'region';
    const query = build.selectFrom(table).select(['id', 'name', 'path']).where('path', '=', path);
    const found = covers(scope, path) ? await this.#db.row(scope, query, `ledger.area.${table}`) : undefined;
    if (!found) throw notFound('个地方');
    return found;
  }

  async #reporter(scope: Scope, actor: Actor): Promise<string> {
    const { name } = await this.#area(scope, actor.path);
    return scope.axis === 'unit' ? name : `${name}结对交友办公室`;
  }
}
