import { parseArgs } from 'node:util';
import { seedDemoCity, seedWholeCity, type FirstStart } from '../../../seeds/first-start.ts';
import { StartError } from '../platform/cluster/index.ts';
import type { Command } from './commands.ts';

type Seed = (ground: FirstStart, ownerUrl: string) => Promise<boolean>;
const SCALES: Record<string, Seed> = { demo: seedDemoCity, city: seedWholeCity };

/** `seed [--scale demo|city]`: invented data for an empty embedded database, all of it or nothing. */
export const seedCommand: Command = {
  args: '[--scale demo|city]',
  help: '往空的数据库里放入演示数据；city 是全市规模，测速用',
  async run(args, { app, config, ownerUrl, say }) {
    const seed = SCALES[scaleOf(args)];
    if (!seed) throw new StartError('--scale 只有 demo（演示城市）和 city（全市规模）两种');
    if (config.outside) {
      say('演示账号的密码谁都知道，外部数据库里不放。建第一批账号：npm run qinyou -- bootstrap');
      return 1;
    }
    const began = performance.now();
    if (await seed({ app, say }, ownerUrl)) {
      say(`演示数据放好了，用了 ${((performance.now() - began) / 1000).toFixed(1)} 秒`);
      return 0;
    }
    say('数据库里已经有账号，演示数据只放进空的数据库。要重新来过，用 QINYOU_DATA 换一个文件夹');
    return 1;
  },
};

function scaleOf(args: string[]): string {
  try {
    return parseArgs({ args, options: { scale: { type: 'string', default: 'demo' } } }).values.scale;
  } catch {
    throw new StartError('seed 后面只能写 --scale demo 或 --scale city');
  }
}
