import { checkRunsCommand } from '../modules/allocation/index.ts';
import { accountCommand, bootstrapCommand } from '../modules/access/index.ts';
import { importCommand } from '../modules/import/index.ts';
import type { Application } from './application.ts';
import type { Config } from './config.ts';
import { doctorCommand } from './doctor/doctor.command.ts';
import { rotateKeysCommand } from './rotate-keys/rotate-keys.command.ts';
import { seedCommand } from './seed-command.ts';
import { verifyAuditCommand } from './verify-audit-command.ts';

export interface CommandGround {
  app: Application;
  ownerUrl: string;
  config: Config;
  say: (line: string) => void;
}

/** One command of `npm run qinyou -- …`; its name is one or two words. */
export interface Command {
  /** The words behind the name, as the help shows them. */
  args: string;
  /** What it does, one line in Chinese. */
  help: string;
  /** @returns the exit code */
  run(args: string[], ground: CommandGround): Promise<number>;
}

/** A command that opens no application: it reads what is there and changes nothing, not even a version of the schema. */
export interface LoneCommand extends Omit<Command, 'run'> {
  alone(args: string[], ground: { config: Config; say: (line: string) => void }): Promise<number>;
}

/** Every command, by name; a module that brings one adds a line. */
export const commands: Record<string, Command | LoneCommand> = {
  seed: seedCommand,
  bootstrap: {
    args: '',
    help: '建第一批账号，登录码只显示一次',
    run: (_args, { app, say }) => bootstrapCommand({ ...app, codes: app.services.codes, say }),
  },
  account: {
    args: 'code|disable|enable 登录名 [原因]',
    help: '给控制台里没有上级的账号（管理员、市操作员）重发登录码、停用、启用',
    run: (args, { app, say }) => accountCommand(args, { ...app, codes: app.services.codes, say }),
  },
  doctor: {
    args: '',
    help: '检查这一套软件哪里不对，怎么改',
    run: (_args, { app, config, say }) =>
      doctorCommand({ app, dataDir: config.dataDir, outside: config.outside !== null, say }),
  },
  'rotate-keys': {
    args: '',
    help: '换主密钥和查找用的密钥，服务照常用；中断了再运行一次',
    run: (_args, { app, config, say }) => rotateKeysCommand({ app, dataDir: config.dataDir, say }),
  },
  'import cadres': {
    args: '文件 [--as 账号] [--year 年度]',
    help: '导入干部花名册',
    run: (args, { app, say }) =>
      importCommand('CADRES', args, { ...app, imports: app.services.imports, say }),
  },
  'import households': {
    args: '文件 [--as 账号] [--year 年度]',
    help: '导入农户花名册',
    run: (args, { app, say }) =>
      importCommand('HOUSEHOLDS', args, { ...app, imports: app.services.imports, say }),
  },
  'check-allocations': {
    args: '',
    help: '核对算好的统筹分配：留下的证明成不成立',
    run: (_args, { app, say }) => checkRunsCommand({ db: app.db, say }),
  },
  'verify-audit': {
    args: '[--anchors 文件]',
    help: '核对改动记录有没有被动过',
    alone: verifyAuditCommand,
  },
};
