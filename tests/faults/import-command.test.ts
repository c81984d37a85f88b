import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeCluster, runningCluster } from '../../server/src/platform/cluster/index.ts';
import { copyDemoData } from '../support/demo-data.ts';
import { startService, type Service } from '../support/service.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, `tests/.tmp/command-${process.pid}`);
const data = join(folder, 'data');
/** As one types them, seen from the folder that the command is given in. */
const here = join(root, 'docs');
const path = (name: string) => relative(here, join(folder, name));
const OLD_WORKBOOK = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);

let service: Service;

interface Ended {
  code: number | null;
  out: string;
  /** Lines on stderr, without npm's own about its settings. */
  err: string[];
}

/** `npm run qinyou -- …` as it is typed in another terminal, in a folder of the project. */
function qinyou(...words: string[]): Promise<Ended> {
  const child = spawn('npm', ['run', 'qinyou', '--', ...words], {
    cwd: here,
    env: { ...process.env, QINYOU_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code, out, err: err.split('\n').filter((line) => line && !line.startsWith('npm warn ')) }),
    );
  });
}

/** What is stored, through the database of the running service. */
async function stored(): Promise<Record<string, number>> {
  const client = new pg.Client({
    connectionString: runningCluster(data)!.appUrl,
    options: '-c role=r_system',
  });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, number>>(`
      select (select count(*)::int from cadre) as cadres, (select sum(version)::int from cadre) as "cadreVersions",
        (select count(*)::int from household) as households, (select sum(version)::int from household) as "householdVersions",
        (select count(*)::int from household_member) as members, (select count(*)::int from unit) as units,
        (select count(*)::int from pairing) as pairings, (select count(*)::int from pairing_claim) as claims,
        (select count(*)::int from import_review) as reviews`);
    return rows[0]!;
  } finally {
    await client.end();
  }
}

async function answers(): Promise<boolean> {
  return (await fetch(`http://127.0.0.1:${service.port}/`)).ok;
}

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'tests/fixtures/rosters'), folder, { recursive: true });
  writeFileSync(join(folder, '旧名册.xls'), OLD_WORKBOOK);
  writeFileSync(join(folder, '不相干.csv'), '水稻,玉米\n1,2\n');
  copyDemoData(data);
  service = await startService(data);
  await service.ready;
}, 300_000);

afterAll(async () => {
  service.signal('SIGTERM');
  await service.ended;
  await removeCluster(data);
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

describe('npm run qinyou -- import, beside a running service', () => {
  it.each([
    ['no file', ['cadres'], /^请给出花名册的文件名，例如：.+$/],
    ['a file that is not there', ['cadres', '没有的.xlsx'], /^没有 没有的\.xlsx 这个文件。.+$/],
    ['a folder', ['households', path('.')], /^\S+ 不是文件。.+$/],
    ['the old format', ['households', path('旧名册.xls')], /^这是旧格式的表.*请另存为 \.xlsx.*$/],
    ['no known column', ['cadres', path('不相干.csv')], /^这个表里没有认得的列。.+$/],
    ['nobody of that name', ['cadres', path('cadres.xlsx'), '--as', 'niemand'], /^niemand 这个账号没有.+$/],
  ])('%s: one Chinese sentence on stderr and exit code 1', async (_what, words, sentence) => {
    const before = await stored();
    const { code, out, err } = await qinyou('import', ...words);
    expect(err).toEqual([expect.stringMatching(sentence)]);
    expect(out).not.toContain(err[0]);
    expect(code).toBe(1);
    expect(await stored()).toEqual(before);
  });

  it('an unknown kind: the sentence, and the commands that there are', async () => {
    const { code, err } = await qinyou('import', 'people', path('cadres.xlsx'));
    expect(err[0]).toMatch(/^没有「import people .+」这个命令。$/);
    expect(err.slice(1).join('\n')).toContain('import cadres 文件');
    expect(code).toBe(1);
  });

  it('brings in the cadres, then the households, and the service goes on', async () => {
    const before = await stored();
    const cadres = await qinyou('import', 'cadres', path('cadres.xlsx'), '--as', 'county');
    expect(cadres).toMatchObject({ code: 0, err: [] });
    expect(cadres.out).toContain('干部花名册 805 行：');
    expect(cadres.out).toContain('写好了：新增 587 人');
    expect(existsSync(join(folder, 'cadres-退回的行.xlsx'))).toBe(true);
    expect(await answers()).toBe(true);

    const households = await qinyou('import', 'households', path('households.xlsx'), '--as', 'county');
    expect(households).toMatchObject({ code: 0, err: [] });
    expect(households.out).toContain('农户花名册 2403 行：');
    // Of 2,302 new ones the demo city has a few numbers under another head: those are questions, not changes.
    const added = Number(/写好了：新增 (\d+) 户/.exec(households.out)?.[1]);
    expect(added).toBeGreaterThan(2290);
    expect(added).toBeLessThanOrEqual(2302);
    expect(existsSync(join(folder, 'households-退回的行.xlsx'))).toBe(true);
    expect(await answers()).toBe(true);

    const after = await stored();
    expect(after['cadres']! - before['cadres']!).toBe(587);
    expect(after['households']! - before['households']!).toBe(added);
  });

  it.each(['cadres', 'households'])('changes nothing when the same %s come again', async (kind) => {
    const before = await stored();
    const again = await qinyou('import', kind, path(`${kind}.xlsx`), '--as', 'county');
    expect(again).toMatchObject({ code: 0, err: [] });
    expect(again.out).toMatch(/行：新增 0，修改 0，/);
    expect(await stored()).toEqual(before);
  });
});
