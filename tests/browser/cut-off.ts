import type { Page } from 'playwright-core';

/** What the page says or offers that reaches beyond the window, by its text: cut off there, or a reason to scroll sideways. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main a, main button, main td, main th, main p')]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.right > innerWidth + 1 || box.left < 0))
      .map(({ element }) => element.textContent),
  );
