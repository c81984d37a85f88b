import pg from 'pg';
import { anchorPath, loadAuditKeys, tellAudit, verifyAudit } from '../modules/audit/index.ts';
import { runningCluster, startCluster } from '../platform/cluster/index.ts';
import type { Config } from './config.ts';

const UNDEFINED_TABLE = '42P01';

/**
 * `qinyou verify-audit [--anchors FILE]`: works beside a running service, and without one. `--anchors` names a copy of the anchors
 * that was kept elsewhere, for whoever doubts the machine.
 * @returns the exit code: 1 where anything is wrong
 */
export async function verifyAuditCommand(
  args: string[],
  { config, say }: { config: Config; say: (line: string) => void },
): Promise<number> {
  const [option, file = anchorPath(config.dataDir)] = args;
  if ((option !== undefined && option !== '--anchors') || args.length === 1 || args.length > 2) {
    say('这样写：npm run qinyou -- verify-audit，要核对另存的锚定文件就加 --anchors 文件');
    return 1;
  }
  const keys = loadAuditKeys(config.dataDir, false);
  const running = config.outside ?? runningCluster(config.dataDir);
  const cluster = running ? null : await startCluster({ dataDir: config.dataDir, log: say });
  try {
    return tellAudit(await verifyAudit((running ?? cluster!).appUrl, keys, file), say);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== UNDEFINED_TABLE) throw error;
    say('数据库里还没有封条，改动记录还没封过；先启动一次亲友再来核对');
    return 1;
  } finally {
    await cluster?.stop();
  }
}
