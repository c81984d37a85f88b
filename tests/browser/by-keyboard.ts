import type { Page } from 'playwright-core';

/** What has the focus. */
export interface Focused {
  /** Its label, or how its text begins; `nothing` where the focus was lost to the page itself. */
  name: string;
  /** Whether somebody sees within a second that it has it. */
  seen: boolean;
}

/** Somebody without a mouse: keys, and where they lead. */
export interface Keyboard {
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  focused(): Promise<Focused>;
  /** Tabs on until something of that name has the focus; what was passed, in order, the last one included. */
  tabTo(name: RegExp): Promise<Focused[]>;
  /** The same with another key: `Shift+Tab`, `ArrowDown`. */
  walkTo(key: string, name: RegExp): Promise<Focused[]>;
}

export function keyboardOf(page: Page): Keyboard {
  /** The ring may go round what holds a hidden input, and fades in. */
  const focused = () =>
    page.evaluate(async () => {
      const at = document.activeElement as HTMLElement;
      if (at === document.body) return { name: 'nothing', seen: false };
      const ring = (element: Element | null) => {
        const { outlineStyle, outlineWidth } = element ? getComputedStyle(element) : {};
        return outlineStyle === 'solid' && parseFloat(outlineWidth ?? '0') >= 2;
      };
      const around = [
        at,
        at.closest('.MuiButtonBase-root'),
        at.querySelector(':scope > .MuiTreeItem-content'),
      ];
      const isSeen = () => around.some(ring) || at.closest('.MuiInputBase-root.Mui-focused') !== null;
      const until = performance.now() + 1000;
      do await new Promise(requestAnimationFrame);
      while (!isSeen() && performance.now() < until);
      const labels = at.getAttribute('aria-labelledby')?.split(' ') ?? [];
      const labelled = labels.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
      const label =
        at.getAttribute('aria-label') ?? (at as HTMLInputElement).labels?.[0]?.textContent ?? labelled;
      return { name: label.trim() || at.textContent.trim().slice(0, 30), seen: isSeen() };
    });
  const walkTo = async (key: string, name: RegExp) => {
    const passed: Focused[] = [];
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press(key);
      const at = await focused();
      passed.push(at);
      if (name.test(at.name)) return passed;
    }
    throw new Error(`not reached: ${passed.map((at) => at.name).join(' → ')}`);
  };
  return {
    focused,
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    type: (text) => page.keyboard.type(text),
    tabTo: (name) => walkTo('Tab', name),
    walkTo,
  };
}

/** The names of what nobody could see to have the focus. */
export const unseen = (passed: readonly Focused[]) =>
  passed.filter(({ seen }) => !seen).map(({ name }) => name);

/** At which step each of the names was passed, -1 = never. */
export const stepsOf = (passed: readonly Focused[], ...names: RegExp[]) =>
  names.map((name) => passed.findIndex((at) => name.test(at.name)));
