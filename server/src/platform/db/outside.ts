import pg from 'pg';
import { PROGRAMME_TIME_ZONE } from '../clock.ts';
import { StartError } from '../cluster/start-error.ts';

/** The two logins of a database that this service did not start. */
export interface OutsideUrls {
  appUrl: string;
  ownerUrl: string;
}

/** The migrations grant to this login by name. */
const APP_LOGIN = 'qinyou_app';
const OLDEST = 180_000;

interface Server {
  version: number;
  shown: string;
  encoding: string;
  zone: string;
  jit: string;
  database: string;
  owns: boolean;
  makesRoles: boolean;
}

interface Login {
  name: string;
  passesPolicies: boolean;
  isOwner: boolean;
}

/**
 * Looks at an outside database before anything is written to it, and sets what a session there must start with: the day in
 * Ankang (`current_date` in policies and defaults) and no JIT. Changes nothing where all of it is set.
 * @throws StartError with one sentence that says what to change
 */
export async function prepareOutside({ appUrl, ownerUrl }: OutsideUrls): Promise<void> {
  const server = await ask(ownerUrl, 'QINYOU_OWNER_URL', async (client) => {
    const { rows } = await client.query<Server>(`
      select current_setting('server_version_num')::int as version, current_setting('server_version') as shown,
        current_setting('server_encoding') as encoding, current_setting('TimeZone') as zone, current_setting('jit') as jit,
        current_database() as database, pg_has_role(d.datdba, 'member') as owns,
        (r.rolcreaterole or r.rolsuper) as "makesRoles"
      from pg_database d, pg_roles r where d.datname = current_database() and r.rolname = current_user`);
    const found = rows[0]!;
    refuseServer(found);
    for (const [name, is, wanted] of [
      ['timezone', found.zone, PROGRAMME_TIME_ZONE],
      ['jit', found.jit, 'off'],
    ] as const) {
      if (is === wanted) continue;
      await client.query(
        `alter database ${client.escapeIdentifier(found.database)} set ${name} to ${client.escapeLiteral(wanted)}`,
      );
    }
    return found;
  });
  await ask(appUrl, 'DATABASE_URL', async (client) => {
    const { rows } = await client.query<Login & { database: string }>(`
      select current_user as name, rolsuper or rolbypassrls as "passesPolicies", current_database() as database,
        pg_has_role(d.datdba, 'member') as "isOwner"
      from pg_roles r, pg_database d where r.rolname = current_user and d.datname = current_database()`);
    const login = rows[0]!;
    refuseLogin(login);
    if (login.database !== server.database) {
      throw new StartError(
        `DATABASE_URL 指向数据库 ${login.database}，QINYOU_OWNER_URL 指向 ${server.database}；两个地址要指向同一个数据库。`,
      );
    }
  });
}

function refuseServer({ version, shown, encoding, database, owns, makesRoles }: Server): void {
  if (version < OLDEST) {
    throw new StartError(`外部数据库是 PostgreSQL ${shown}，这里要 18 或更新的版本；请先升级数据库。`);
  }
  if (encoding !== 'UTF8') {
    throw new StartError(
      `数据库 ${database} 的编码是 ${encoding}，存不下全部汉字；请另建一个 UTF8 编码的数据库。`,
    );
  }
  if (!owns) {
    throw new StartError(
      `QINYOU_OWNER_URL 的登录角色不是数据库 ${database} 的所有者，建不了表；请运行 alter database ${database} owner to 这个角色。`,
    );
  }
  if (!makesRoles) {
    throw new StartError(
      'QINYOU_OWNER_URL 的登录角色不能建角色；请由数据库管理员运行 alter role 这个角色 createrole。',
    );
  }
}

function refuseLogin({ name, passesPolicies, isOwner }: Login): void {
  if (name !== APP_LOGIN) {
    throw new StartError(`DATABASE_URL 要用登录角色 ${APP_LOGIN}，现在是 ${name}；请改用 ${APP_LOGIN}。`);
  }
  if (passesPolicies || isOwner) {
    throw new StartError(
      `登录角色 ${APP_LOGIN} 的权限太大，行级安全管不住它；请收回它的 superuser、bypassrls 和数据库所有者身份。`,
    );
  }
}

async function ask<T>(url: string, variable: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // the query that was under way reports it
  try {
    await client.connect();
  } catch (error) {
    throw new StartError(`${variable} 的数据库连不上：${why(error)}`);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Never the message itself: it may quote the address with its password. */
function why(error: unknown): string {
  const code = (error as { code?: string }).code ?? '';
  if (code === '28P01' || code === '28000')
    return '登录角色或密码不对，或者 pg_hba.conf 不许它从这台机器登录。';
  if (code === '3D000') return '没有这个数据库，请先建好。';
  if (code === '53300') return '数据库的连接已经用完，请调大 max_connections。';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return '找不到这台主机，请检查地址。';
  return `没有应答（${code || '原因不明'}），请检查地址、端口和数据库是否在运行。`;
}
