import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withBrowser } from '../support/browser.ts';

const browser = withBrowser();

test('a Chromium with a Chinese font runs here and sees what leaves the machine', async () => {
  const { page, foreign, trouble, screenshot, close } = await browser.openPage({ width: 800, height: 300 });
  await page.setContent(
    '<html lang="zh-CN"><h1>亲友</h1><p>谁没有干部、谁有两个</p><img src="http://far.example/a.png"></html>',
  );
  await expect.poll(() => foreign).toEqual(['http://far.example/a.png']);
  await expect.poll(() => trouble).toHaveLength(1);
  expect(statSync(await screenshot('provision')).size).toBeGreaterThan(3000);
  await close();
});
