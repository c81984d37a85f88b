import { basename } from 'node:path';
import { writeFileSync } from 'node:fs';
import { anchorPath } from '../modules/audit/index.ts';
import { restoredMark } from '../modules/erasure/index.ts';
import { backupCluster, restoreCluster, StartError } from '../platform/cluster/index.ts';
import type { Config } from './config.ts';

export interface DataCommand {
  args: string;
  help: string;
  run(args: string[], ground: { config: Config; say: (line: string) => void }): Promise<number>;
}

function folderOf([folder]: string[], config: Config): string {
  if (config.outside) {
    throw new StartError('这里用的是外部数据库；请按 docs/OPERATIONS.md 用 pgBackRest 备份和恢复。');
  }
  if (folder) return folder;
  throw new StartError('请给出备份的文件夹，例如：npm run qinyou -- backup /backup/2026-11-22');
}

/** Commands on the data folder itself: no service is opened for them. */
export const dataCommands: Record<string, DataCommand> = {
  backup: {
    args: '文件夹',
    help: '备份正在运行的嵌入式数据库',
    async run(args, { config, say }) {
      const target = folderOf(args, config);
      const { dataDir } = config;
      await backupCluster({ dataDir, target, beside: [basename(anchorPath(dataDir))], log: say });
      say(`备份做好了：${target}`);
      say(
        '密钥不在备份里，依法删除的清单也不在。请把 master.key、audit.key、postgres.json 和 erasures.jsonl 另外存到两个地方：没有密钥谁也打不开这份备份，没有清单恢复不了',
      );
      return 0;
    },
  },
  restore: {
    args: '文件夹',
    help: '把备份恢复到空的数据文件夹',
    async run(args, { config, say }) {
      const source = folderOf(args, config);
      say('正在核对并恢复……');
      const { endedAt } = await restoreCluster({ dataDir: config.dataDir, source, log: say });
      writeFileSync(restoredMark(config.dataDir), JSON.stringify({ endedAt }), { mode: 0o600, flush: true });
      say(
        `恢复好了，数据到 ${new Date(endedAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })} 为止`,
      );
      say(
        `请把 master.key、audit.key、postgres.json 和现在的 erasures.jsonl 放进 ${config.dataDir}（权限 600），再 npm start（启动时先把依法删除过的人重新删除），然后运行 doctor 和 verify-audit 看一遍`,
      );
      return 0;
    },
  },
};
