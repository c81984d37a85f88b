import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { systemScope } from '../../platform/auth/scope.ts';
import { NOBODY } from '../../platform/db/database.ts';
import { StartError } from '../../platform/cluster/index.ts';
import {
  KEYS_CHANNEL,
  readKeyFile,
  reloadMasterKeys,
  withNewKey,
  writeKeyFile,
  type WrittenRing,
} from '../../platform/keys.ts';
import { audit } from '../../modules/audit/index.ts';
import type { Application } from '../application.ts';
import { keysOutside, rewrapAll } from './wrapped.ts';

export interface RotationGround {
  app: Pick<Application, 'db' | 'vault'>;
  dataDir: string;
  say: (line: string) => void;
  /** How long every process may take to hear that the file has changed. */
  hearingMs?: number;
  env?: NodeJS.ProcessEnv;
}

const HEARING_MS = 3000;
/**
 * `qinyou rotate-keys`: a new master key and index key in the place of those there are, beside a running service. First the new
 * key is made known for reading, then everything is written under it, then what there is is wrapped anew, and last the old key goes.
 * Killed anywhere, it goes on where the file and the rows say it was.
 * @returns the exit code
 * @throws StartError where the key comes from the environment
 */
export async function rotateKeysCommand(ground: RotationGround): Promise<number> {
  const { app, say, env = process.env } = ground;
  if (env['QINYOU_MASTER_KEY']) {
    throw new StartError(
      '密钥在环境变量 QINYOU_MASTER_KEY 里，没法自动换；请先把它写进 master.key（权限 600）再换。',
    );
  }
  const [current, old] = await announced(ground);
  say('新写的都用新密钥了，正在逐条换旧的；服务照常用，中断了再运行一次就接着换');
  const tell = every(20_000, (rows) => say(`已换 ${rows} 条`));
  let rows = 0;
  let outside: Map<string, number>;
  do {
    rows += await rewrapAll(app.db, app.vault, tell);
    await othersEnded(app); // a transaction from before may yet put back a key that it has read
    outside = await keysOutside(app.db, [current.kid]);
  } while (outside.size > 0);
  await app.db.write(NOBODY, systemScope, (unit) =>
    audit(unit, {
      action: 'keys.rotate',
      subjectType: 'keys',
      before: { kid: old.kid },
      after: { kid: current.kid, rows },
    }),
  );
  await write(ground, [current]);
  say(
    `换好了：${rows} 条换到第 ${current.kid} 把密钥，旧的已经销毁。请把新的 master.key 另外存到两个地方；以前的备份要用当时另存的旧密钥才打得开`,
  );
  return 0;
}

/** The ring with the new key first, as every process has it by now; the steps that a killed run has taken are not taken again. */
async function announced(ground: RotationGround): Promise<[WrittenRing[0], WrittenRing[0]]> {
  let ring = readKeyFile(ground.dataDir);
  if (ring.length === 1) {
    ring = withNewKey(ring);
    await write(ground, ring);
  }
  const [first, second] = ring;
  if (!second || ring.length > 2) throw new StartError('master.key 里不止两把钥匙；请从备份里把它放回原处。');
  // The newer one has the number that follows; until it stands first, nothing has been written under it.
  const turned = first.kid === (second.kid + 1) % 256;
  const [current, old] = turned ? [first, second] : [second, first];
  await write(ground, [current, old]);
  return [current, old];
}

/** Puts the file in place, has every process read it again, and waits until they have. */
async function write(
  { app, dataDir, hearingMs = HEARING_MS }: RotationGround,
  ring: WrittenRing,
): Promise<void> {
  writeKeyFile(dataDir, ring);
  app.vault.use(reloadMasterKeys(dataDir, {}));
  await app.db.write(NOBODY, systemScope, (unit) =>
    sql`select pg_notify(${KEYS_CHANNEL}, '')`.execute(unit.sql),
  );
  await sleep(hearingMs);
}

/** Waits until every transaction that is under way now has ended. */
async function othersEnded({ db }: Pick<Application, 'db'>): Promise<void> {
  const ask = <T>(text: string) =>
    db.write(NOBODY, systemScope, async (unit) => (await sql.raw<T>(text).execute(unit.sql)).rows[0]!);
  const { now } = await ask<{ now: string }>('select pg_current_xact_id()::text as now');
  for (;;) {
    const { settled } = await ask<{ settled: string }>(
      'select pg_snapshot_xmin(pg_current_snapshot())::text as settled',
    );
    if (BigInt(settled) > BigInt(now)) return;
    await sleep(200);
  }
}

function every(ms: number, say: (rows: number) => void): (rows: number) => void {
  let told = performance.now();
  return (rows) => {
    if (performance.now() - told < ms) return;
    told = performance.now();
    say(rows);
  };
}
