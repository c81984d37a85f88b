import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runningCluster } from '../../server/src/platform/cluster/index.ts';
import { qinyou } from '../support/cli.ts';
import { dumpTables } from '../support/dump.ts';
import { withServiceFolder } from '../support/service-folder.ts';
import { startService } from '../support/service.ts';

const SLOW = { timeout: 300_000 };
const at = withServiceFolder('erasure');

/** Somebody of the demo city, over HTTP. */
async function signedIn(login: string) {
  const base = `http://127.0.0.1:${at.service.port}/graphql`;
  const headers = { 'content-type': 'application/json', 'apollo-require-preflight': 'true' };
  const post = (query: string, variables: object, cookie = '') =>
    fetch(base, {
      method: 'POST',
      headers: { ...headers, cookie },
      body: JSON.stringify({ query, variables }),
    });
  const answer = await post(`mutation ($input: SignInInput!) { signIn(input: $input) }`, {
    input: { login, password: 'qinyou-2026' },
  });
  const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
  return async <T>(query: string, variables: object = {}): Promise<T> => {
    const { data: got, errors } = (await (await post(query, variables, cookie)).json()) as {
      data: T;
      errors?: object;
    };
    if (errors) throw new Error(JSON.stringify(errors));
    return got;
  };
}

const standing = async (dataDir: string, word: string) =>
  [...(await dumpTables(runningCluster(dataDir)!.ownerUrl))]
    .filter(([, text]) => text.includes(word))
    .map(([table]) => table);

test(
  'who was erased after a backup stays erased when it is restored: not without the list, and before anybody can look',
  SLOW,
  async () => {
    const { folder, data, restored } = at;
    const county = await signedIn('county');
    const city = await signedIn('city');
    const { households } = await county<{ households: { items: { id: string; headName: string }[] } }>(
      `{ households(page: { number: 1, size: 1 }) { items { id headName } } }`,
    );
    const { id, headName } = households.items[0]!;
    const backup = join(folder, 'backup');
    expect((await qinyou(['backup', backup], { QINYOU_DATA: data })).code).toBe(0);

    const { askErasure } = await county<{ askErasure: { id: string; version: number } }>(
      `mutation ($input: AskErasureInput!) { askErasure(input: $input) { id version } }`,
      { input: { subject: 'HOUSEHOLD', id, ground: 'CONSENT_WITHDRAWN', reason: '本人书面撤回同意' } },
    );
    await city(`mutation ($input: DecideErasureInput!) { decideErasure(input: $input) { state } }`, {
      input: { ...askErasure, approve: true },
    });
    const named = `select id from household where id = '${id}' and head_name = '${headName}'`;
    expect(named).toContain(id);
    const list = join(data, 'erasures.jsonl');
    expect(readFileSync(list, 'utf8')).toContain(id);
    expect(statSync(list).mode & 0o077).toBe(0);
    await at.stop();

    const put = await qinyou(['restore', backup], { QINYOU_DATA: restored });
    expect(put.stdout).toContain('erasures.jsonl');
    for (const name of ['master.key', 'audit.key', 'postgres.json'])
      copyFileSync(join(data, name), join(restored, name));
    const refused = await startService(restored);
    await expect(refused.ready).rejects.toThrow();
    await refused.ended;
    expect(refused.stderr()).toContain('还缺依法删除的清单');

    copyFileSync(list, join(restored, 'erasures.jsonl'));
    await at.startRestored();
    const tables = await dumpTables(runningCluster(restored)!.ownerUrl);
    const row = tables
      .get('household')!
      .split('\n')
      .find((text) => text.includes(id))!;
    expect(row).toContain('已依法删除');
    expect(row).not.toContain(headName);
    expect((await qinyou(['verify-audit'], { QINYOU_DATA: restored })).code).toBe(0);
    expect((await qinyou(['doctor'], { QINYOU_DATA: restored })).stdout).not.toContain('不对  ');
    writeFileSync(join(restored, 'erasures.jsonl'), '');
    expect((await qinyou(['doctor'], { QINYOU_DATA: restored })).stdout).toContain('不对  erasure.unlisted');
    expect(await standing(restored, '清单，恢复备份后重新删除')).toEqual(['erasure']);
  },
);
