import type { Browser } from 'playwright-core';

/** Whether the browser draws Chinese: without a font every character is the same empty box. */
export async function showsChinese(browser: Browser): Promise<boolean> {
  const page = await browser.newPage();
  try {
    await page.setContent(
      '<p style="font: 40px sans-serif"><span id="a">亲</span><span id="b">友</span></p>',
    );
    const [first, second] = [await page.locator('#a').screenshot(), await page.locator('#b').screenshot()];
    return !first.equals(second);
  } finally {
    await page.close();
  }
}
