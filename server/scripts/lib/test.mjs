import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildAdmin, buildServer } from './build.mjs';
import { generate } from './generate.mjs';
import { install } from './install.mjs';
import { fingerprint, root } from './paths.mjs';
import { environment, main, node24, show, Trouble } from './run.mjs';

const GENERATED = ['schema/schema.graphql', 'schema/generated', 'server/src/generated'];
const count = { passed: 0, failed: 0 };

/** `npm test`: every check there is, in order, up to the first that is red. The last line says how many tests passed and failed. */
export function test() {
  main(async () => {
    const begun = Date.now();
    await step('安装', install);
    await sideBySide(
      async () => {
        await step('格式 oxfmt', () => tool('oxfmt/bin/oxfmt', '--check', '.'));
        await step('模块边界 dependency-cruiser', () =>
          tool(
            'dependency-cruiser/bin/dependency-cruiser.mjs',
            '--config',
            '.dependency-cruiser.cjs',
            'server/src',
            'seeds',
            'admin/src',
            'tests',
          ),
        );
      },
      async () => {
        await step('类型：服务端、种子数据、测试', () => tool('typescript/bin/tsc', '-p', 'tsconfig.json'));
        await step('类型：浏览器测试', () => tool('typescript/bin/tsc', '-p', 'tests/browser/tsconfig.json'));
        await step('类型：控制台', () => tool('typescript/bin/tsc', '-p', 'admin/tsconfig.json', '--noEmit'));
        await step('代码检查 oxlint', () => tool('oxlint/bin/oxlint', '--type-aware', '--deny-warnings'));
      },
    );
    await step('生成的文件与代码一致', checkGenerated);
    await step('编译与构建', async () => {
      await buildServer();
      await buildAdmin();
    });
    await step('单元测试和接口测试', () => vitest('unit', 'api'));
    await step('启动、停止和故障', () => vitest('faults', 'start'));
    await step('浏览器测试', () => vitest('browser'));
    console.log(`\n全部检查都通过了，用时 ${seconds(begun)}。`);
  });
  process.once('exit', () => console.log(`${count.passed} passed, ${count.failed} failed`));
}

/** Both at once where each leaves a core idle; the second is waited for even when the first is red, so that nothing runs on. */
async function sideBySide(...lanes) {
  const ends = await Promise.allSettled(lanes.map((lane) => lane()));
  const red = ends.find(({ status }) => status === 'rejected');
  if (red) throw red.reason;
}

async function step(title, work) {
  const begun = Date.now();
  console.log(`\n── ${title} ${'─'.repeat(Math.max(4, 60 - title.length * 2))}`);
  try {
    const code = await work();
    if (code) throw new Trouble(`✘ ${title}：没有通过，原因见上；后面的检查没有再做。`);
  } catch (error) {
    if (count.failed === 0) count.failed = 1; // a check that is no test counts as one
    throw error;
  }
  console.log(`✔ ${title}（${seconds(begun)}）`);
}

function tool(script, ...args) {
  return show(node24(), [join(root, 'node_modules', script), ...args], { env: environment() });
}

/** Generates anew and compares with what lay there: generated files that don't follow from the sources fail the run. */
async function checkGenerated() {
  const before = GENERATED.map((path) => fingerprint([path]));
  await generate();
  const stale = GENERATED.filter((path, i) => fingerprint([path]) !== before[i]);
  if (stale.length === 0) return 0;
  console.error(`${stale.join('、')} 和代码对不上，已重新生成：请看过改动，一起提交。`);
  return 1;
}

async function vitest(...projects) {
  const report = join(root, 'tests/.tmp', `report-${process.pid}.json`);
  mkdirSync(join(root, 'tests/.tmp'), { recursive: true });
  const args = ['run', '--config', 'vitest.config.ts', ...projects.flatMap((name) => ['--project', name])];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await tool('vitest/vitest.mjs', ...args, ...reporters);
  if (!existsSync(report)) return code || 1;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  rmSync(report);
  count.passed += numPassedTests;
  count.failed += numFailedTests;
  if (numPendingTests + numTodoTests === 0) return code;
  console.error(`有 ${numPendingTests + numTodoTests} 个测试被跳过；这里不允许跳过测试。`);
  return 1;
}

function seconds(begun) {
  return `${((Date.now() - begun) / 1000).toFixed(1)} 秒`;
}
