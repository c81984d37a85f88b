import '../platform/metadata.ts';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { systemClock } from '../platform/clock.ts';
import { StartError, startCluster } from '../platform/cluster/index.ts';
import { loadMasterKeys, reloadMasterKeys } from '../platform/keys.ts';
import { openLog } from '../platform/log.ts';
import { startSealing } from '../modules/audit/index.ts';
import { foldBoard, startFolding } from '../modules/pairing/index.ts';
import { startReweighing } from '../modules/people/index.ts';
import { openApplication } from './application.ts';
import { readConfig } from './config.ts';
import { prepareDatabase } from './database.ts';
import { stopAll, type Step } from './shut-down.ts';
import { seedFirstStart } from '../../../seeds/first-start.ts';

const HOST = '127.0.0.1';
/** An orphan of a killed start may still be letting go of the port. */
const PORT_RETRY_MS = 3000;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function claimPort(port: number): Promise<void> {
  for (let waited = 0; ; waited += 250) {
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, HOST, () => probe.close(() => resolve(true)));
    });
    if (free) return;
    if (waited >= PORT_RETRY_MS) {
      throw new StartError(`端口 ${port} 已被别的程序占用。换一个端口再启动：PORT=${port + 1} npm start`);
    }
    await sleep(250);
  }
}

async function start() {
  const config = readConfig(process.env);
  await claimPort(config.port);
  const keys = await loadMasterKeys(config.dataDir); // before there are data: a lost key is then told from a new one
  const cluster = config.outside
    ? null
    : await startCluster({
        dataDir: config.dataDir,
        log: say,
        onDeath: (sentence) => void shutDown(1, sentence),
      });
  const { ownerUrl, appUrl } = config.outside ?? cluster!;
  undo.push({ name: '数据库', stop: () => cluster?.stop() });

  await prepareDatabase({ ownerUrl, appUrl }, config.outside !== null);
  const log = openLog({ level: 'warn' });
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'nobody caught this error'); // Node would print all that it quotes
    process.exit(1);
  });
  // Nothing was built on what nobody waited for, so nothing is half done; ending everybody's work for it would be worse (ADR 0063).
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'nobody waited for this'));
  const sealing = startSealing({ appUrl, dataDir: config.dataDir, clock: systemClock, log });
  undo.push({ name: '改动记录的封存', stop: () => sealing.stop() }); // after the application: what it wrote last is sealed too
  const app = await openApplication({
    appUrl,
    keys,
    readKeys: () => reloadMasterKeys(config.dataDir),
    dataDir: config.dataDir,
    development: config.development,
    limits: config.limits,
    log,
    consoleDir: join(fileURLToPath(new URL('.', import.meta.url)), '../../../../../admin/dist'),
  });
  undo.push({ name: '服务', stop: () => app.close() });
  await app.services.erasures.settle(); // before anybody can look: whoever was erased may be back with a backup
  const folding = startFolding(app.db, systemClock, log);
  undo.push({ name: '合计的整理', stop: () => folding.stop() });
  const reweighing = startReweighing(app.db, systemClock, log, () => foldBoard(app.db, systemClock));
  undo.push({ name: '困难程度的重算', stop: () => reweighing.stop() });
  if (!config.outside) await seedFirstStart({ app, say });

  await app.http.listen({ host: HOST, port: config.port });
  say(`Qinyou is ready at http://${HOST}:${config.port}`);
}

const undo: Step[] = [];
let stopping = false;

/** Stops what was started; a second call changes nothing. What could not be stopped well makes the exit code 1. */
async function shutDown(code: number, sentence?: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (sentence) process.stderr.write(`${sentence}\n`);
  const failed = await stopAll(undo, (line) => process.stderr.write(`${line}\n`));
  process.exit(failed.length > 0 ? 1 : code);
}

/** The whole process: starts, prints the ready line last, and stops cleanly on SIGINT, SIGTERM or when its starter is gone. */
export async function runServer(): Promise<void> {
  process.on('SIGINT', () => void shutDown(0));
  process.on('SIGTERM', () => void shutDown(0));
  process.once('disconnect', () => void shutDown(0));
  try {
    await start();
  } catch (error) {
    if (stopping) return; // what a start that is being stopped trips over is nobody's news
    if (!(error instanceof StartError)) throw error;
    await shutDown(1, error.message);
  }
}
