import { sql } from 'kysely';
import exceljs from 'exceljs';
import { beforeAll, expect } from 'vitest';
import { personColumns, PersonVault } from '../../../server/src/modules/people/index.ts';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import type { Role } from '../../../server/src/platform/auth/role.ts';
import { withApp, type TestApp } from '../../support/app.ts';
import type { Answer, Client } from '../../support/client.ts';
import type { Place } from '../../support/world.ts';

const nobody = { accountId: null, grantId: null };
const PARTS = `id number state alone askedRows area conditions own done total downloads problem answer version`;
const ASK = `mutation ($input: AskDisclosureInput!) { askDisclosure(input: $input) { ${PARTS} } }`;
const DECIDE = `mutation ($input: DecideDisclosureInput!) { decideDisclosure(input: $input) { ${PARTS} } }`;
const WITHDRAW = `mutation ($input: WithdrawDisclosureInput!) { withdrawDisclosure(input: $input) { ${PARTS} } }`;
const LIST = `query ($filter: DisclosureFilter) { disclosures(filter: $filter) { items { ${PARTS} } total } }`;

export interface Told {
  id: string;
  number: string;
  state: string;
  alone: boolean;
  askedRows: number;
  area: string;
  conditions: string[];
  own: boolean;
  downloads: number;
  problem: string | null;
  answer: string | null;
  version: number;
}

/** Somebody of an office, by name. */
export interface Office {
  client: Client;
  token: string;
  accountId: string;
  grantId: string;
}

export interface Wanted {
  people?: 'HEADS' | 'MEMBERS' | 'CADRES';
  within?: string;
  households?: object;
  cadres?: object;
  fields?: string[];
  reason?: string;
}

/** Offices, households and everything that one does with disclosures. */
export class DisclosureStage {
  readonly test: TestApp;

  constructor(options: Parameters<typeof withApp>[0] = {}) {
    this.test = withApp(options);
    beforeAll(async () => {
      await this.test.world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    });
  }

  async office(role: Role, path: string, name: string): Promise<Office> {
    const made = await this.test.world.account(role, path);
    await this.query(`update account set display_name = '${name}' where id = '${made.accountId}'`);
    return made;
  }

  query<T>(text: string): Promise<T[]> {
    return this.test.app.db.write(
      nobody,
      systemScope,
      async (unit) => (await sql.raw<T>(text).execute(unit.sql)).rows,
    );
  }

  /** A household whose head has these numbers. */
  async home(village: Place, name: string, numbers: { identity?: string; phone?: string }) {
    const { world, app } = this.test;
    const id = await world.household(village, { head_name: name, village_group: '二组' });
    const sealed = personColumns(new PersonVault(app.vault).person(numbers));
    const headId = await world.insert('household_member', {
      household_id: id,
      path: village.path,
      name,
      ...sealed,
    });
    await this.query(`update household set head_id = '${headId}' where id = '${id}'`);
    return { id, headId };
  }

  /** Households with one head each who has a phone: many at once. */
  async homes(village: Place, count: number, like: string): Promise<void> {
    await this.query(`with n as (select uuidv7() as h, uuidv7() as m, i from generate_series(1, ${count}) i),
      homes as (insert into household (id, number, region_id, path, poverty_status, eligible, head_name, size)
        select h, 'N' || left(h::text, 18) || i, '${village.id}', '${village.path}', 'NOT_LIFTED', true, '柯第' || i, 1 from n),
      heads as (insert into household_member (id, household_id, path, name, person_key, phone_cipher, phone_mask)
        select m, h, '${village.path}', '柯第' || i, s.person_key, s.phone_cipher, s.phone_mask from n,
          household_member s where s.id = '${like}')
      select 1`);
    await this.query(`update household h set head_id = m.id from household_member m
      where m.household_id = h.id and h.head_id is null and h.path = '${village.path}'`);
  }

  ask({ client }: Pick<Office, 'client'>, wanted: Wanted): Promise<Answer<{ askDisclosure: Told }>> {
    const { people = 'HEADS', within, fields = ['IDENTITY', 'PHONE'], reason = '核对补助名册' } = wanted;
    const order = {
      people,
      households: { within, ...wanted.households },
      cadres: { within, ...wanted.cadres },
    };
    return client.ask<{ askDisclosure: Told }, unknown>(ASK, { input: { order, fields, reason } });
  }

  async asked(office: Pick<Office, 'client'>, wanted: Wanted): Promise<Told> {
    const { data, errors } = await this.ask(office, wanted);
    expect(errors).toEqual([]);
    return data!.askDisclosure;
  }

  decide({ client }: Office, id: string, approve: boolean, answer?: string, version = 1) {
    const input = { id, version, approve, answer };
    return client.ask<{ decideDisclosure: Told }, unknown>(DECIDE, { input });
  }

  async withdraw({ client }: Office, id: string) {
    const [row] = await this.query<{ version: number }>(`select version from disclosure where id = '${id}'`);
    return client.ask<{ withdrawDisclosure: Told }, unknown>(WITHDRAW, {
      input: { id, version: row!.version },
    });
  }

  async list({ client }: Office, filter: object = {}): Promise<Told[]> {
    const { disclosures } = await client.get<{ disclosures: { items: Told[] } }, unknown>(LIST, { filter });
    return disclosures.items;
  }

  async told(office: Office, id: string): Promise<Told> {
    return (await this.list(office)).find((one) => one.id === id)!;
  }

  /** Waits until the job has brought it so far. */
  async until(office: Office, id: string, state: string): Promise<Told> {
    await expect
      .poll(async () => (await this.told(office, id)).state, { timeout: 30_000, interval: 100 })
      .toBe(state);
    return this.told(office, id);
  }

  fetch({ token }: Pick<Office, 'token'>, id: string) {
    return this.test.app.http.inject({
      url: `/download/disclosure/${id}`,
      headers: { cookie: `qinyou_session=${token}` },
    });
  }

  /** The workbook as whoever asked opens it. */
  async open(office: Office, id: string): Promise<exceljs.Workbook> {
    const { statusCode, rawPayload, body } = await this.fetch(office, id);
    expect(statusCode, statusCode === 200 ? '' : body).toBe(200);
    const book = new exceljs.Workbook();
    await book.xlsx.load(rawPayload as unknown as ArrayBuffer);
    return book;
  }

  acts(subject: string) {
    return this.query<{ action: string; account_id: string | null; reason: string | null; after: object }>(
      `select action, account_id, reason, after from audit_entry where subject_id = '${subject}' order by id`,
    );
  }
}

/** The rows below the titles, as text by title. */
export function rowsOf(book: exceljs.Workbook): Record<string, string>[] {
  const sheet = book.worksheets[0]!;
  const titles: string[] = [];
  sheet.getRow(4).eachCell((cell, at) => (titles[at] = String(cell.value)));
  const rows: Record<string, string>[] = [];
  sheet.eachRow((row, nth) => {
    if (nth > 4 && typeof row.getCell(1).value === 'number')
      rows.push(Object.fromEntries(titles.map((title, at) => [title, String(row.getCell(at).value ?? '')]).filter(([title]) => title))); // prettier-ignore
  });
  return rows;
}
