import { useEffect, useRef, type RefObject } from 'react';

const CONTROLS = 'a[href], button, input, select, textarea, [tabindex]';

const isOff = (control: Element) => control.matches(':disabled');

/** What can take the focus in there, in the order of the Tab key; what is switched off keeps its place. */
const controlsOf = (area: HTMLElement) =>
  [...area.querySelectorAll<HTMLElement>(CONTROLS)].filter(
    (control) => (control.tabIndex >= 0 || isOff(control)) && control.getClientRects().length > 0,
  );

const isLost = () => {
  const at = document.activeElement;
  return at === null || at === document.body || isOff(at);
};

/**
 * Keeps somebody without a mouse where they were: when the control that they used goes away or is switched off, whatever stands in
 * its place gets the focus (the next row’s button, what a button became), or the area itself where nothing is left to press.
 */
export function useFocusKept<Area extends HTMLElement = HTMLElement>(): RefObject<Area | null> {
  const area = useRef<Area>(null);
  useEffect(() => {
    const root = area.current;
    if (!root) return;
    let at = -1;
    let last: HTMLElement | null = null;
    let byKeys = false;
    const onKey = () => (byKeys = true);
    const onPointer = () => (byKeys = false);
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || target.closest('.MuiModal-root')) return; // a dialog gives the focus back
      last = target;
      at = root.contains(target) ? controlsOf(root).indexOf(target) : -1;
    };
    const instead = () => {
      const usable = (control: HTMLElement) => !isOff(control);
      // Only switched off, as 下一页 on the last page: what stands beside it is nearer than what follows.
      const beside =
        last?.isConnected && last.parentElement ? controlsOf(last.parentElement).findLast(usable) : undefined;
      const controls = controlsOf(root);
      return beside ?? controls.slice(at).find(usable) ?? controls.slice(0, at).findLast(usable);
    };
    const mend = () => {
      if (at < 0 || !byKeys || !isLost()) return;
      const next = instead();
      if (next) return next.focus();
      root.tabIndex = -1;
      root.dataset['keptFocus'] = '';
      root.focus();
    };
    const observer = new MutationObserver(mend);
    observer.observe(root, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    observer.observe(document.body, { childList: true }); // a dialog that closes may find its button gone
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerdown', onPointer, true);
    document.addEventListener('focusin', onFocus);
    return () => {
      observer.disconnect();
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('pointerdown', onPointer, true);
      document.removeEventListener('focusin', onFocus);
    };
  }, []);
  return area;
}
