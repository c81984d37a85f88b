import type { TestProject } from 'vitest/node';
import { startTestCluster, type TestCluster } from './cluster-setup.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: { ownerUrl: string; appUrl: string; logFile: string };
  }
}

/** One PostgreSQL for the whole run, however many projects ask for it. */
let running: { cluster: Promise<TestCluster>; users: number } | undefined;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  running ??= { cluster: startTestCluster(), users: 0 };
  running.users += 1;
  const { ownerUrl, appUrl, logFile, stop } = await running.cluster;
  project.provide('cluster', { ownerUrl, appUrl, logFile });
  return async () => {
    if (running && --running.users === 0) {
      running = undefined;
      await stop();
    }
  };
}
