import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { Application } from '../../server/src/app/application.ts';
import type { DB } from '../../server/src/generated/tables.ts';
import type { Role } from '../../server/src/platform/auth/role.ts';
import { unitPath } from '../../server/src/modules/people/index.ts';
import { systemScope } from '../../server/src/platform/auth/scope.ts';
import { newToken, tokenHash } from '../../server/src/platform/crypto.ts';
import { Client } from './client.ts';

type Row<T extends keyof DB> = Partial<Insertable<DB[T]>>;

const nobody = { accountId: null, grantId: null };

export interface Place {
  id: string;
  path: string;
  name: string;
}

/**
 * Makes just the people and places that a test talks about, straight in the database as the system role; the territory of
 * Ankang is there already. Everything has a sensible default and can be overridden by column.
 */
export class World {
  readonly #app: Application;
  #serial = 0;

  constructor(app: Application) {
    this.#app = app;
  }

  insert<T extends keyof DB>(table: T, values: Row<T>): Promise<string> {
    return this.#app.db.write(nobody, systemScope, async (unit) => {
      const row = await unit.sql
        .insertInto(table)
        .values(values as never)
        .returningAll()
        .executeTakeFirstOrThrow();
      return String((row as { id?: unknown }).id ?? '');
    });
  }

  /** A region of the real territory by its code, e.g. `610926107` for 八仙镇. */
  async region(code: string): Promise<Place> {
    return this.#app.db.write(nobody, systemScope, async (unit) =>
      unit.sql
        .selectFrom('region')
        .select(['id', 'path', 'name'])
        .where('code', '=', code)
        .executeTakeFirstOrThrow(),
    );
  }

  /** Villages of a town or county, in the order of their codes. */
  async villages(code: string, count: number): Promise<Place[]> {
    return this.#app.db.write(nobody, systemScope, async (unit) =>
      unit.sql
        .selectFrom('region')
        .select(['id', 'path', 'name'])
        .where('code', 'like', `${code}%`)
        .where('level', '=', 'VILLAGE')
        .orderBy('code')
        .limit(count)
        .execute(),
    );
  }

  /** A unit by where it sits; a municipal one and one with the level VERTICAL answer to the city and lie with it. */
  async unit(seatCode: string, values: Row<'unit'> = {}): Promise<Place> {
    const seat = await this.region(seatCode);
    const code = `U${String(++this.#serial).padStart(4, '0')}`;
    const name = values.name ?? `${seat.name}第 ${this.#serial} 单位`;
    const level =
      values.level ?? (seatCode.length === 4 ? 'MUNICIPAL' : seatCode.length === 6 ? 'COUNTY' : 'TOWN');
    const city = level === 'MUNICIPAL' || level === 'VERTICAL';
    const office = {
      ...(await this.region(seatCode.slice(0, city ? 4 : 6))),
      level: city ? 'CITY' : 'COUNTY',
    };
    const path = unitPath(seat, office, code);
    const row = { code, name, level, seat_id: seat.id, administered_by: office.id, path, ...values };
    return { id: await this.insert('unit', row), path, name };
  }

  cadre(unit: Place, values: Row<'cadre'> = {}): Promise<string> {
    const name = `干部${++this.#serial}`;
    return this.insert('cadre', {
      name,
      unit_id: unit.id,
      path: unit.path,
      rank: 'STAFF',
      rank_title: '一级科员',
      ...values,
    });
  }

  household(village: Place, values: Row<'household'> = {}): Promise<string> {
    const serial = ++this.#serial;
    return this.insert('household', {
      number: `H${serial}`,
      region_id: village.id,
      path: village.path,
      poverty_status: 'NOT_LIFTED',
      eligible: true,
      head_name: `户主${serial}`,
      size: 3,
      ...values,
    });
  }

  /** A friendship of long ago, responsible unless `values` say otherwise. */
  pairing(
    householdId: string,
    village: Pick<Place, 'path'>,
    cadreId: string,
    unit: Pick<Place, 'path'>,
    values: Row<'pairing'> = {},
  ): Promise<string> {
    return this.insert('pairing', {
      household_id: householdId,
      path: village.path,
      cadre_id: cadreId,
      cadre_path: unit.path,
      kind: 'RESPONSIBLE',
      slot: values.kind === 'RETAINED' ? null : 1,
      from_date: '2025-01-01',
      source: 'ROSTER',
      ...values,
    });
  }

  /** An account with one grant, and a client signed in under it. `path` is a region's or a unit's; '' for administrators. */
  async signedIn(role: Role, path: string, cadreId: string | null = null): Promise<Client> {
    const { client } = await this.account(role, path, cadreId);
    return client;
  }

  async account(role: Role, path: string, cadreId: string | null = null) {
    const login = `user-${randomUUID()}`;
    const accountId = await this.insert('account', { login, display_name: `${role}` });
    const grantId = await this.insert('role_grant', {
      account_id: accountId,
      role,
      path,
      title: role,
      cadre_id: cadreId,
      from_date: '2020-01-01', // tests have clocks of their own
    });
    const token = await this.session(accountId, grantId);
    return { accountId, grantId, login, token, client: new Client(this.#app, token) };
  }

  /** The token of a session of that account under its first grant. */
  async sessionOf(login: string): Promise<string> {
    const { account_id, id } = await this.#app.db.write(nobody, systemScope, async (unit) =>
      unit.sql
        .selectFrom('role_grant')
        .innerJoin('account', 'account.id', 'account_id')
        .select(['account_id', 'role_grant.id'])
        .where('login', '=', login)
        .orderBy('role_grant.id')
        .limit(1)
        .executeTakeFirstOrThrow(),
    );
    return this.session(account_id, id);
  }

  /** The token of a session that has just begun. */
  async session(accountId: string, grantId: string): Promise<string> {
    const token = newToken();
    const now = this.#app.clock.now();
    const seen = { created_at: now, last_seen_at: now };
    await this.insert('session', {
      token_hash: tokenHash(token),
      account_id: accountId,
      grant_id: grantId,
      ...seen,
    });
    return token;
  }

  /** A client that nobody has signed in on. */
  anonymous(): Client {
    return new Client(this.#app, null);
  }
}
