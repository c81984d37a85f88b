import { existsSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { readAnchors } from './audit-anchor.rules.ts';
import { lastSeal, linksAfter, unsealed } from './audit-chain.queries.ts';
import type { AuditKeys } from './audit-keys.ts';
import { ChainCheck, type AuditFault } from './audit-verification.rules.ts';

const PAGE = 2000;
const SHOWN = 20;

export interface AuditReport {
  faults: AuditFault[];
  /** Records under a seal. */
  sealed: number;
  /** Records that the sealer has not come to yet. */
  waiting: number;
  anchors: number;
  /** Of how many records a part was taken out by law (R32). */
  erased: number;
}

/** Reads the whole record, its chain and its anchors, changes nothing, and says what doesn't hold. */
export async function verifyAudit(appUrl: string, keys: AuditKeys, anchorFile: string): Promise<AuditReport> {
  // The anchors first: what a running service adds meanwhile is younger than they are.
  const { anchors, faults } = existsSync(anchorFile)
    ? readAnchors(keys.anchor, readFileSync(anchorFile, 'utf8'))
    : { anchors: [], faults: null };
  const client = new pg.Client({ connectionString: appUrl, options: '-c role=r_system' });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read, read only');
    const check = new ChainCheck(keys.chain, anchors);
    let sealed = 0;
    for (;;) {
      const page = await linksAfter(client, check.reached, PAGE);
      for (const link of page) check.take(link);
      sealed += page.length;
      if (page.length < PAGE) break;
    }
    const { overtaken, waiting } = await unsealed(client, await lastSeal(client), SHOWN);
    check.finish(overtaken);
    const missing: AuditFault[] =
      sealed > 0
        ? [{ kind: 'ANCHOR', sentence: `锚定文件 ${anchorFile} 不见了，请从备份里把它放回原处` }]
        : [];
    return {
      faults: [...(faults ?? missing), ...check.faults],
      sealed,
      waiting,
      anchors: anchors.length,
      erased: check.erased,
    };
  } finally {
    await client.end();
  }
}

/** Says the report in Chinese. @returns the exit code */
export function tellAudit(
  { faults, sealed, waiting, anchors, erased }: AuditReport,
  say: (line: string) => void,
): number {
  const rest = waiting > 0 ? `，另有 ${waiting} 条还没封` : '';
  say(`改动记录：已封 ${sealed} 条，锚定 ${anchors} 次${rest}`);
  if (erased > 0) say(`其中 ${erased} 条里的个人信息已依法删除，封条仍然相符`);
  if (faults.length === 0) {
    say('逐条核对过，没有发现改动、缺失或换序');
    return 0;
  }
  say(`发现 ${faults.length} 处不对：`);
  for (const { sentence } of faults.slice(0, SHOWN)) say(`  ${sentence}`);
  if (faults.length > SHOWN) say(`  还有 ${faults.length - SHOWN} 处`);
  say('请不要再往这个库里写，把数据文件夹原样拷一份，交给查的人');
  return 1;
}
