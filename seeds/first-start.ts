import type { Application } from '../server/src/app/application.ts';
import { hashPassword } from '../server/src/modules/identity/index.ts';
import { systemScope } from '../server/src/platform/auth/scope.ts';
import { seedCity } from './city/index.ts';
import { DEMO_PASSWORD, isEmpty, seedDemo, SIGN_INS } from './demo/index.ts';

export interface FirstStart {
  app: Pick<Application, 'db' | 'vault' | 'clock'>;
  say: (line: string) => void;
}

const nobody = { accountId: null, grantId: null };

/**
 * Fills an empty database with the demo city, all of it or nothing.
 * @returns whether it was empty
 */
export async function seedDemoCity({ app, say }: FirstStart): Promise<boolean> {
  return app.db.write(nobody, systemScope, async ({ sql }) => {
    if (!(await isEmpty(sql))) return false;
    say('第一次启动，正在放入演示数据……');
    await seedDemo(sql, {
      vault: app.vault,
      passwordHash: await hashPassword(DEMO_PASSWORD),
      today: app.clock.today(),
    });
    return true;
  });
}

/** Fills an empty database with a city of the real size, for measuring. @returns whether it was empty */
export async function seedWholeCity({ app, say }: FirstStart, ownerUrl: string): Promise<boolean> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return seedCity({ ownerUrl, vault: app.vault, passwordHash, today: app.clock.today(), say });
}

/** At the start of the embedded database: the demo city where there is nothing yet, and its sign-ins where it is there. */
export async function seedFirstStart({ app, say }: FirstStart): Promise<void> {
  await seedDemoCity({ app, say });
  const logins = SIGN_INS.map(({ login }) => login);
  const there = await app.db.write(nobody, systemScope, ({ sql }) =>
    sql
      .selectFrom('account')
      .select('login')
      .where('login', 'in', logins)
      .where('disabled_at', 'is', null)
      .execute(),
  );
  if (there.length < logins.length) return;
  say(`演示账号（密码都是 ${DEMO_PASSWORD}）：`);
  for (const { login, who, what } of SIGN_INS) say(`  ${login.padEnd(11)}${who}　${what}`);
}
