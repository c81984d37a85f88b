import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { AnchorFile } from '../../../server/src/modules/audit/anchor-file.ts';
import { loadAuditKeys, type AuditKeys } from '../../../server/src/modules/audit/audit-keys.ts';
import { startSealing } from '../../../server/src/modules/audit/audit-sealing.ts';
import { AuditSealer } from '../../../server/src/modules/audit/audit-sealer.ts';
import { verifyAudit } from '../../../server/src/modules/audit/verify-audit.ts';
import { systemClock } from '../../../server/src/platform/clock.ts';
import { openLog } from '../../../server/src/platform/log.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

/** A database of its own with a folder for key and anchors, writers, and sealers over it. */
export function withChain() {
  const dataDir = mkdtempSync(join(import.meta.dirname, '../../.tmp/chain-'));
  const anchorFile = join(dataDir, 'audit-anchors.jsonl');
  const open: { end(): Promise<void> }[] = [];
  let database: TestDatabase;
  let keys: AuditKeys;
  beforeAll(async () => {
    database = await testDatabase();
    keys = loadAuditKeys(dataDir, true);
  });
  afterAll(async () => {
    for (const each of open) await each.end();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function connect(url: string, options?: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url, options });
    await client.connect();
    open.push(client);
    return client;
  }
  return {
    anchorFile,
    /** As the application writes its records. */
    writer: () => connect(database.appUrl, '-c role=r_system'),
    /** As whoever owns the tables and has taken their guards away. */
    async intruder(): Promise<pg.Client> {
      const owner = await connect(database.ownerUrl);
      for (const table of ['audit_entry', 'audit_seal']) {
        await owner.query(
          `alter table ${table} disable trigger user; alter table ${table} no force row level security`,
        );
      }
      return owner;
    },
    sealer(anchors = new AnchorFile(anchorFile, keys.anchor)): AuditSealer {
      const ground = {
        appUrl: database.appUrl,
        chainKey: keys.chain,
        clock: systemClock,
        log: openLog({ level: 'silent' }),
      };
      const sealer = new AuditSealer({ ...ground, anchors });
      open.push({ end: () => sealer.close() });
      return sealer;
    },
    /** The job of a running service. */
    start: () =>
      startSealing({
        appUrl: database.appUrl,
        dataDir,
        clock: systemClock,
        log: openLog({ level: 'silent' }),
      }),
    verify: () => verifyAudit(database.appUrl, keys, anchorFile),
  };
}

export const write = (client: pg.Client, subject: string) =>
  client.query(
    `insert into audit_entry (action, subject_type, path, before, after) values ('test.write', $1, '6109/', '{"n": 1.0}', '{"n": 2}')`,
    [subject],
  );

/** Transactions of other databases in the same cluster hold the sealer up for moments: it comes again, as the service's does. */
export async function sealAllOf(sealer: AuditSealer, client: pg.Client): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    await sealer.seal();
    const { rows } = await client.query<{ open: number }>(
      'select ((select count(*) from audit_entry) - (select count(*) from audit_seal))::int as open',
    );
    if (rows[0]!.open === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('records stayed unsealed for ten seconds');
}
