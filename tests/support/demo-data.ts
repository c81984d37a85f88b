import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { removeCluster } from '../../server/src/platform/cluster/index.ts';
import { startService } from './service.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    demoData: string;
  }
}

const tmp = join(import.meta.dirname, '../.tmp');

/** What a first start leaves behind, made once a run: whoever tests something else than the first start copies it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync(tmp, { recursive: true });
  const data = mkdtempSync(join(tmp, 'demo-'));
  const service = await startService(data);
  await service.ready;
  service.signal('SIGTERM');
  if ((await service.ended) !== 0) throw new Error(`the demo city: ${service.stderr()}`);
  project.provide('demoData', data);
  return () => removeCluster(data);
}

/** Puts the data of a service that was started once, with the demo city, and stopped into a folder. */
export function copyDemoData(dataDir: string): void {
  cpSync(inject('demoData'), dataDir, { recursive: true, preserveTimestamps: true });
}
