import type { Page } from 'playwright-core';

const CONTROLS = [
  'button:enabled',
  'a[href]',
  'input:enabled:not([type=file],[type=hidden])',
  'select:enabled',
  'textarea:enabled',
  ...['button', 'tab', 'checkbox', 'menuitem', 'treeitem', 'option'].map((role) => `[role=${role}]`),
].join();

/**
 * What can be pressed and is seen, but is less than `size` px high where a finger lands: each by its name and how far up and
 * down from its middle a press still reaches it. A link within a sentence is as high as its line (WCAG 2.5.8, Inline).
 */
export const tooSmall = (page: Page, size = 48): Promise<string[]> =>
  page.evaluate(
    ({ controls, reach }) => {
      const seen = (element: Element) => {
        const { width, height } = element.getBoundingClientRect();
        return (
          width > 1 &&
          height > 1 &&
          element.checkVisibility({ visibilityProperty: true }) &&
          !element.closest('[aria-hidden=true],[aria-disabled=true],[inert]') &&
          getComputedStyle(element).pointerEvents !== 'none'
        );
      };
      const withinSentence = (element: Element) =>
        element.localName === 'a' &&
        getComputedStyle(element).display === 'inline' &&
        [...element.parentNode!.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
      /** A branch holds its twigs, too: its own line is what is pressed. */
      const own = (element: Element) => element.querySelector(':scope > .MuiTreeItem-content') ?? element;
      const pressed = (element: Element, x: number, y: number) => {
        const there = document.elementFromPoint(x, y);
        return (
          there !== null &&
          (element.contains(there) ||
            there.closest('label')?.control === element ||
            // Its frame gives a field the focus.
            (there.classList.contains('MuiInputBase-root') && there.contains(element)))
        );
      };
      const found: string[] = [];
      for (const control of document.querySelectorAll(controls)) {
        if (!seen(control) || withinSentence(control)) continue;
        const element = own(control);
        element.scrollIntoView({ block: 'center', inline: 'nearest' });
        const { left, right, top, bottom, height } = element.getBoundingClientRect();
        if (bottom < 0 || right < 0) continue; // the skip link, until it has the focus
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        const within = [-reach, reach].every((off) => pressed(element, x, y + off));
        if (!within) {
          const name = control.getAttribute('aria-label') ?? control.textContent.trim();
          found.push(
            `${control.localName} ${name.slice(0, 40) || control.id} (${String(Math.round(height))})`,
          );
        }
      }
      return found;
    },
    { controls: CONTROLS, reach: size / 2 - 1 },
  );
