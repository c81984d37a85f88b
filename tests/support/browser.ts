import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchChromium } from './chromium.ts';

export interface OpenPage {
  page: Page;
  /** Errors of the page itself: uncaught exceptions and `console.error`. */
  trouble: string[];
  /** Addresses the page asked for that are not on this machine; the console must make none. */
  foreign: string[];
  /** Saves what is seen as `tests/.tmp/screenshots/<name>.png`. */
  screenshot(name: string): Promise<string>;
  close(): Promise<void>;
}

export interface TestBrowser {
  /** A page with a session of its own: nothing is shared between two of them. */
  openPage(options: { width: number; height: number; baseURL?: string }): Promise<OpenPage>;
}

const screenshots = join(import.meta.dirname, '../.tmp/screenshots');
const HERE =
  /^(?:https?|wss?):\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?(?:\/|$)|^(?:data|blob|about|chrome-error):/;

/** One Chromium for a test file; call it at the top of the file. */
export function withBrowser(): TestBrowser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 900_000); // the first run may have to install it
  afterAll(() => browser?.close());
  const open = new Set<OpenPage>();
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const [nth, one] of [...open].entries())
      console.error(await lastSeen(`${task.name} ${String(nth + 1)}`, one));
  });
  return {
    async openPage({ width, height, baseURL }) {
      if (!browser) throw new Error('openPage: only inside a test or a hook');
      const context = await browser.newContext({
        viewport: { width, height },
        baseURL,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const trouble: string[] = [];
      const foreign: string[] = [];
      page.on('pageerror', (error) => trouble.push(error.message));
      page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
      context.on('request', (request) => HERE.test(request.url()) || foreign.push(request.url()));
      const opened: OpenPage = {
        page,
        trouble,
        foreign,
        async screenshot(name) {
          mkdirSync(screenshots, { recursive: true });
          const path = join(screenshots, `${name}.png`);
          await page.screenshot({ path });
          return path;
        },
        close: () => context.close(),
      };
      open.add(opened);
      context.on('close', () => open.delete(opened));
      return opened;
    },
  };
}

/** What a page showed when its test failed: often all that is left of a run on another machine. */
async function lastSeen(name: string, { page, trouble, screenshot }: OpenPage): Promise<string> {
  const told = await page.locator('[role=alert]:visible, [role=status]:visible').allInnerTexts();
  const file = await screenshot(`failed-${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(-60)}`);
  return [`${page.url()}: ${file}`, ...told, ...trouble].join('\n  ');
}
