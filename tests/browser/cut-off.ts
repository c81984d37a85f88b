import type { Page } from 'playwright-core';

/** What the page (or a dialog) says or offers that reaches beyond the window, by its text: cut off, or a reason to scroll sideways. */
export const cutOff = (page: Page, within: 'main' | '[role=dialog]' = 'main'): Promise<string[]> =>
  page.evaluate(
    (area) =>
      [
        ...document.querySelectorAll(
          ['a', 'button', 'td', 'th', 'p', 'input', 'textarea'].map((tag) => `${area} ${tag}`).join(),
        ),
      ]
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.right > innerWidth + 1 || box.left < 0))
        .map(({ element }) => element.textContent),
    within,
  );
