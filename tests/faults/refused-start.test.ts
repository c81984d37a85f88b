import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeCluster } from '../../server/src/platform/cluster/index.ts';
import { copyDemoData } from '../support/demo-data.ts';
import { freePort, outcomeOf } from '../support/service.ts';
import { startsServices } from '../support/started.ts';

const folder = join(import.meta.dirname, `../.tmp/refused-${process.pid}`);
/** What a first start has left, to be copied and broken. */
const data = join(folder, 'data');
const start = startsServices();

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  copyDemoData(data);
});

afterAll(async () => {
  await removeCluster(data);
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test('a port in use is one sentence and exit code 1', async () => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  const result = await outcomeOf(await start(join(folder, 'port'), { port }));
  other.close();
  expect(result).toEqual({
    code: 1,
    ready: false,
    lines: [expect.stringMatching(new RegExp(`^端口 ${port} .*`))],
  });
});

test('a port that is no number is one sentence and exit code 1', async () => {
  for (const PORT of ['abc', '70000', '0']) {
    const service = await start(join(folder, 'never'), { env: { PORT } });
    expect({ PORT, code: await service.ended, said: service.stderr(), out: service.stdout() }).toEqual({
      PORT,
      code: 1,
      said: `端口 PORT 要是 1 到 65535 的数，现在是「${PORT}」。改正后再启动，例如：PORT=4001 npm start\n`,
      out: '',
    });
  }
});

test('a Node that is too old is one sentence and exit code 1, whatever else it cannot read', async () => {
  const pretended = join(folder, 'old-node.mjs');
  writeFileSync(
    pretended,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });\n`,
  );
  const service = await start(join(folder, 'never'), { nodeArgs: ['--import', pretended] });
  expect({ code: await service.ended, said: service.stderr(), out: service.stdout() }).toEqual({
    code: 1,
    said: '需要 Node.js 20 或更新的版本，现在是 18.20.4；请升级后再运行。\n',
    out: '',
  });
});

describe('a broken data folder is one sentence and exit code 1', () => {
  const cases: [string, RegExp, (dataDir: string) => void][] = [
    ['a file', /不是文件夹/, (dataDir) => writeFileSync(dataDir, 'x')],
    ['other things in it', /已有别的东西（letter\.txt）/, (dataDir) => put(dataDir, 'letter.txt', 'dear')],
    ['no PG_VERSION', /缺少 PG_VERSION/, (dataDir) => rmSync(join(copy(dataDir), 'postgres/PG_VERSION'))],
    [
      'another major version',
      /是 PostgreSQL 16 建的/,
      (dataDir) => put(copy(dataDir), 'postgres/PG_VERSION', '16\n'),
    ],
    [
      'no control file',
      /数据库启动不了/,
      (dataDir) => rmSync(join(copy(dataDir), 'postgres/global/pg_control')),
    ],
    ['lost passwords', /postgres\.json 不见了/, (dataDir) => rmSync(join(copy(dataDir), 'postgres.json'))],
    ['torn passwords', /内容不完整/, (dataDir) => put(copy(dataDir), 'postgres.json', '{"owner":')],
    ['a lost key', /master\.key 不见了/, (dataDir) => rmSync(join(copy(dataDir), 'master.key'))],
    ['a key others can read', /chmod 600/, (dataDir) => chmodSync(join(copy(dataDir), 'master.key'), 0o644)],
  ];

  const copy = (dataDir: string) => {
    cpSync(data, dataDir, { recursive: true, preserveTimestamps: true });
    return dataDir;
  };
  const put = (dataDir: string, name: string, text: string) => {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, name), text, { mode: 0o600 });
  };

  test.each(cases)('%s', async (name, sentence, damage) => {
    const dataDir = join(folder, name.replaceAll(' ', '-'));
    damage(dataDir);
    const result = await outcomeOf(await start(dataDir));
    expect(result).toEqual({ code: 1, ready: false, lines: [expect.stringMatching(sentence)] });
    expect(result.lines[0]).toMatch(/[。；].*。$|。$/);
  });
});
