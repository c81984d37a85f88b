import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { systemScope } from '../../../server/src/platform/auth/scope.ts';
import { withApp } from '../../support/app.ts';

const COUNTY = '6109/610926/';
const ME = '{ me { id } }';
const YEARS = '{ programmeYears { year } }';

describe('one request of an account at once', () => {
  const test = withApp({ limits: { atOnce: 1 } });

  /** Whoever asks for the years meanwhile waits. */
  async function whileYearsAreLocked(work: () => Promise<void>): Promise<void> {
    const owner = new pg.Client(test.urls.ownerUrl);
    await owner.connect();
    await owner.query('begin; lock table programme_year in access exclusive mode');
    try {
      await work();
    } finally {
      await owner.end();
    }
  }
  const disable = (id: string) =>
    test.app.db.write({ accountId: null, grantId: null }, systemScope, ({ sql }) =>
      sql.updateTable('account').set({ disabled_at: new Date() }).where('id', '=', id).execute(),
    );

  it('holds up its own others and nobody else', async () => {
    const { client: noisy } = await test.world.account('COUNTY_OPERATOR', COUNTY);
    const calm = await test.world.signedIn('COUNTY_OPERATOR', COUNTY);
    await noisy.get(ME); // who it is is known: two that ask for it at once may come back in either order
    const ended: string[] = [];
    const asked: Promise<unknown>[] = [];
    await whileYearsAreLocked(async () => {
      asked.push(noisy.get(YEARS).then(() => ended.push('long')));
      asked.push(noisy.get(ME).then(() => ended.push('after it')));
      for (let n = 0; n < 5; n++) await calm.get(ME);
      expect(ended).toEqual([]);
    });
    await Promise.all(asked);
    expect(ended).toEqual(['long', 'after it']);
  });

  it('is not let in after the wait who was disabled meanwhile', async () => {
    const noisy = await test.world.account('COUNTY_OPERATOR', COUNTY);
    const later = await test.world.account('COUNTY_OPERATOR', COUNTY);
    await noisy.client.get(ME);
    await later.client.get(ME);
    const asked: Promise<{ code?: string }>[] = [];
    await whileYearsAreLocked(async () => {
      asked.push(noisy.client.ask(YEARS), noisy.client.ask(ME));
      await disable(noisy.accountId);
      await disable(later.accountId);
      // Believed last, so noticed last.
      await expect
        .poll(async () => (await later.client.ask(ME)).code, { timeout: 15_000 })
        .toBe('UNAUTHENTICATED');
    });
    const [, waited] = await Promise.all(asked);
    expect(waited?.code).toBe('UNAUTHENTICATED');
  });
});
