import { mkdirSync } from 'node:fs';
import type { Logger } from 'pino';
import type { Clock } from '../../platform/clock.ts';
import { repeatEvery, type Repeating } from '../../platform/repeating.ts';
import { AnchorFile } from './anchor-file.ts';
import { anchorPath, loadAuditKeys } from './audit-keys.ts';
import { AuditSealer } from './audit-sealer.ts';

const SEAL_EVERY_MS = 5_000;
/** At most ten minutes are promised; a chain that stands still is not anchored again. */
const ANCHOR_EVERY_MS = 60_000;

export interface SealingOptions {
  appUrl: string;
  dataDir: string;
  clock: Clock;
  log: Logger;
}

/**
 * Seals the record as long as the service runs. `stop` seals and anchors what is left; call it when nobody writes any more.
 * @throws StartError where the key is lost or open to others
 */
export function startSealing({ appUrl, dataDir, clock, log }: SealingOptions): Repeating {
  mkdirSync(dataDir, { recursive: true });
  const keys = loadAuditKeys(dataDir, true);
  const anchors = new AnchorFile(anchorPath(dataDir), keys.anchor);
  anchors.newest(); // refuses a file open to others before the service is ready
  const sealer = new AuditSealer({ appUrl, chainKey: keys.chain, anchors, clock, log });
  let anchoredAt = -Infinity;
  const sealing = repeatEvery(
    SEAL_EVERY_MS,
    async () => {
      await sealer.seal();
      if (performance.now() - anchoredAt >= ANCHOR_EVERY_MS && sealer.anchor())
        anchoredAt = performance.now();
    },
    (error) => log.error({ err: error }, 'the audit record could not be sealed; trying again'),
  );
  return {
    async stop() {
      await sealing.stop();
      try {
        await sealer.seal();
        sealer.anchor();
      } catch (error) {
        log.error({ err: error }, 'the audit record could not be sealed at the stop'); // the next start does it
      } finally {
        await sealer.close();
      }
    },
  };
}
