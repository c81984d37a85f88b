import { setTimeout as sleep } from 'node:timers/promises';
import { PassThrough } from 'node:stream';
import { connect, type AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../server/src/platform/auth/actor.ts';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { withApp } from '../../support/app.ts';

const ROSTER = '户编号,镇,村,户主姓名,家庭人口,脱贫属性\nX1,洛河镇,丰坝村,彭丽敏,3,未脱贫';
/** A job is looked for every half second. */
const SEVERAL_LOOKS_MS = 2000;

describe('a roster on its way in', () => {
  const test = withApp();
  let actor: Actor;
  let token: string;

  beforeAll(async () => {
    await test.world.insert('programme_year', { year: 2026, confirm_by: '2026-03-31' });
    const { path } = await test.world.region('610926');
    const { accountId, grantId, token: signedIn } = await test.world.account('COUNTY_OPERATOR', path);
    token = signedIn;
    await test.app.http.listen({ host: '127.0.0.1', port: 0 });
    const role = 'COUNTY_OPERATOR';
    actor = { accountId, grantId, path, role, displayName: role, sessionId: '', cadreId: null };
  });

  const upload = (content: PassThrough) =>
    test.app.services.imports.upload(actor, {
      kind: 'HOUSEHOLDS',
      year: null,
      fileName: '农户花名册.csv',
      content,
      tooLarge: () => false,
    });

  /** The newest run, once it is in such a state. */
  async function run(...states: string[]) {
    for (;;) {
      const [found] = await test.app.db.write(
        { accountId: null, grantId: null },
        systemScope,
        async (unit) => {
          const { rows } = await sql<{ id: string; state: string; erased: boolean; keys: number }>`
          select id, state, erased_at is not null as erased, num_nonnulls(run_key, file_key) as keys from import_run
          order by created_at desc limit 1`.execute(unit.sql);
          return rows;
        },
      );
      if (found && states.includes(found.state)) return found;
      await sleep(50);
    }
  }

  it('leaves nothing waiting where the line drops', async () => {
    const content = new PassThrough();
    const uploading = upload(content);
    const { id } = await run('UPLOADED');
    content.write(ROSTER);
    content.destroy(new Error('the line dropped'));
    await expect(uploading).rejects.toThrow('the line dropped');
    expect(await run('UPLOADED', 'LEFT')).toEqual({ id, state: 'LEFT', erased: true, keys: 0 });
    expect(existsSync(join(test.dataDir, 'files/imports', id))).toBe(false);
  });

  it('leaves nothing waiting where it drops before there is a run to write to', async () => {
    const content = new PassThrough();
    const uploading = upload(content);
    content.destroy(new Error('dropped at once'));
    await expect(uploading).rejects.toThrow('dropped at once');
    expect(await run('UPLOADED', 'LEFT')).toMatchObject({ state: 'LEFT', erased: true, keys: 0 });
  });

  it('leaves nothing waiting where somebody closes the page', async () => {
    const { port } = test.app.http.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.write(
      [
        'POST /upload/import/households HTTP/1.1',
        'host: 127.0.0.1',
        `cookie: qinyou_session=${token}`,
        'x-qinyou: 1',
        'content-length: 5000',
        'content-type: multipart/form-data; boundary=edge',
        '',
        '--edge',
        'content-disposition: form-data; name="file"; filename="half.csv"',
        '',
        ROSTER,
      ].join('\r\n'),
    );
    const { id } = await run('UPLOADED');
    socket.destroy();
    expect(await run('LEFT', 'CHECKING', 'READY')).toEqual({ id, state: 'LEFT', erased: true, keys: 0 });
  });

  it('is not checked by a process that starts meanwhile', async () => {
    const content = new PassThrough();
    const uploading = upload(content);
    const { id } = await run('UPLOADED');
    await test.app.services.imports.resume();
    await sleep(SEVERAL_LOOKS_MS);
    expect(await run('UPLOADED', 'CHECKING', 'FAILED', 'REFUSED')).toMatchObject({ id, state: 'UPLOADED' });
    content.end(ROSTER);
    expect(await uploading).toBe(id);
    expect(await run('READY', 'FAILED', 'REFUSED')).toMatchObject({ id, state: 'READY' });
  });
});
