import { join } from 'node:path';
import { beforeAll } from 'vitest';
import { hashPassword } from '../../server/src/modules/identity/index.ts';
import type { Role } from '../../server/src/platform/auth/role.ts';
import { withApp, type TestApp } from './app.ts';
import { withBrowser, type OpenPage } from './browser.ts';

export const PASSWORD = '平利 茶园 三月 开';

export interface Size {
  width: number;
  height: number;
}
export const DESK: Size = { width: 1440, height: 900 };
export const PHONE: Size = { width: 360, height: 740 };
/** How long a page may take over what a click asked for, on a machine that others keep busy. */
export const PATIENT = { timeout: 40_000 };

export interface TestConsole extends TestApp {
  /** Makes an account with a password, as somebody the console can sign in. */
  account(login: string, name: string, role: Role, path: string, title: string): Promise<string>;
  /** Opens a page of the console, the home page unless told, in a browser of its own in which that account has signed in. */
  signIn(login: string, size?: Size, at?: string): Promise<OpenPage>;
}

/** The built console over the whole application, in a real browser; call it at the top of the file. */
export function withConsole(): TestConsole {
  const test = withApp({
    consoleDir: process.env['QINYOU_CONSOLE_DIR'] ?? join(import.meta.dirname, '../../admin/dist'),
  });
  const browser = withBrowser();
  let baseURL = '';
  let passwordHash = '';

  beforeAll(async () => {
    baseURL = await test.app.http.listen({ host: '127.0.0.1', port: 0 });
    passwordHash = await hashPassword(PASSWORD);
  });

  return Object.assign(test, {
    async account(login: string, name: string, role: Role, path: string, title: string) {
      const id = await test.world.insert('account', {
        login,
        display_name: name,
        password_hash: passwordHash,
      });
      await test.world.insert('role_grant', { account_id: id, role, path, title });
      return id;
    },
    async signIn(login: string, size: Size = DESK, at = '/') {
      const opened = await browser.openPage({ ...size, baseURL });
      const { page } = opened;
      page.setDefaultTimeout(PATIENT.timeout);
      const value = await test.world.sessionOf(login);
      await page.context().addCookies([{ name: 'qinyou_session', value, url: baseURL }]);
      await page.goto(at);
      return opened;
    },
  });
}
