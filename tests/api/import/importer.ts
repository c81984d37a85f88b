import type { Role } from '../../../server/src/platform/auth/role.ts';
import type { TestApp } from '../../support/app.ts';
import type { Client } from '../../support/client.ts';

export interface RunAnswer {
  id: string;
  state: string;
  headerRow: number | null;
  missingColumns: string[];
  columns: { column: number; header: string; field: string | null; by: string }[];
  layout: Record<string, number> | null;
  counts: Record<string, unknown> &
    Record<'rows' | 'add' | 'change' | 'skip' | 'refuse' | 'review' | 'held' | 'writable', number>;
  outcome: Record<string, number> | null;
  problemCode: string | null;
  problem: string | null;
  done: number;
  total: number;
  took: number | null;
}

export const RUN = `id state headerRow missingColumns columns { column header field by } done total took problemCode problem
  layout { titleRows blankRows totalRows headerRows noteRows }
  counts { rows add change skip refuse review held writable claims claimsMatched claimsUnknown claimsAmbiguous newUnits
    reasons { code rows } faults { code rows } changes { code rows } }
  outcome { added changed claims paired disputed unknown ambiguous missing }`;

const BUSY = new Set(['UPLOADED', 'CHECKING', 'WRITING']);

/** Somebody of an office with a roster, over the real doors: the upload, GraphQL, the downloads. */
export class Importer {
  readonly #test: TestApp;
  readonly client: Client;
  readonly #cookie: string;

  private constructor(test: TestApp, client: Client, token: string) {
    this.#test = test;
    this.client = client;
    this.#cookie = `qinyou_session=${token}`;
  }

  static async signedIn(test: TestApp, role: Role, path: string): Promise<Importer> {
    return (await Importer.withAccount(test, role, path)).importer;
  }

  /** The same, with the account and the grant for tests that do something to them. */
  static async withAccount(test: TestApp, role: Role, path: string) {
    const { client, token, accountId, grantId } = await test.world.account(role, path);
    return { importer: new Importer(test, client, token), accountId, grantId };
  }

  upload(
    kind: string,
    bytes: Buffer,
    options: { name?: string; year?: number; headers?: Record<string, string> } = {},
  ) {
    const boundary = 'qinyou-boundary';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${options.name ?? 'roster.xlsx'}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
    return this.#test.app.http.inject({
      method: 'POST',
      url: `/upload/import/${kind}${options.year ? `?year=${options.year}` : ''}`,
      headers: {
        cookie: this.#cookie,
        'x-qinyou': '1',
        'content-type': `multipart/form-data; boundary=${boundary}`,
        ...options.headers,
      },
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    });
  }

  download(url: string) {
    return this.#test.app.http.inject({ method: 'GET', url, headers: { cookie: this.#cookie } });
  }

  /** Uploads and waits until the file is checked. */
  async check(
    kind: string,
    bytes: Buffer,
    options: { name?: string; year?: number } = {},
  ): Promise<RunAnswer> {
    const response = await this.upload(kind, bytes, options);
    if (response.statusCode !== 201) throw new Error(response.body);
    return this.settled(response.json<{ id: string }>().id);
  }

  async write(id: string): Promise<RunAnswer> {
    await this.client.get(`mutation ($id: ID!) { writeImport(input: { id: $id }) { id } }`, { id });
    return this.settled(id);
  }

  async run(id: string): Promise<RunAnswer> {
    return (
      await this.client.get<{ importRun: RunAnswer }, unknown>(
        `query ($id: ID!) { importRun(id: $id) { ${RUN} } }`,
        { id },
      )
    ).importRun;
  }

  async settled(id: string): Promise<RunAnswer> {
    for (;;) {
      const run = await this.run(id);
      if (!BUSY.has(run.state)) return run;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async rows(id: string, verdict?: string) {
    const answer = await this.client.get<
      { importRows: { items: ImportRowAnswer[]; total: number } },
      unknown
    >(
      `query ($id: ID!, $filter: ImportRowFilter) { importRows(id: $id, filter: $filter, page: { size: 1000 }) {
        total items { row verdict held reasons cells { field shown fault suggestion } } } }`,
      { id, filter: verdict ? { verdict } : null },
    );
    return answer.importRows;
  }
}

export interface ImportRowAnswer {
  row: number;
  verdict: string;
  held: boolean;
  reasons: string[];
  cells: { field: string; shown: string; fault: string | null; suggestion: string | null }[];
}
