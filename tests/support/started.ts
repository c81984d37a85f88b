import { afterEach } from 'vitest';
import { startService, type Service } from './service.ts';

/** {@link startService} for a whole file: whatever a test has left running is killed behind it. Call it at the top. */
export function startsServices(): typeof startService {
  const running: Service[] = [];
  afterEach(async () => {
    for (const service of running.splice(0)) {
      service.killAll();
      await service.ended;
    }
  });
  return async (...args) => {
    const service = await startService(...args);
    running.push(service);
    return service;
  };
}
