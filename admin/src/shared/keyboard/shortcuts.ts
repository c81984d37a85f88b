import { useEffect, useRef } from 'react';
import { allowedWhileTyping, nextMatch, pressName, SEQUENCE_MS } from './keys.ts';

export interface Shortcut {
  /** `j`, `g h`, `ctrl+s`, `Enter`, `?`. */
  keys: string;
  /** What it does, for the help: 下一条. */
  does: string;
  run: (event: KeyboardEvent) => void;
  /** Works while a dialog is open too (only for shortcuts of that dialog). */
  inDialog?: boolean;
}

/** Later ones win: a pane on top of a page takes the keys first. */
const layers: { current: readonly Shortcut[] }[] = [];
const OFF = 'qinyou.shortcuts.off';

/** Single keys can be turned off altogether (they get in the way of some screen readers and speech input). */
export const shortcutsOff = {
  get: () => localStorage.getItem(OFF) === '1',
  set: (off: boolean) => {
    if (off) localStorage.setItem(OFF, '1');
    else localStorage.removeItem(OFF);
  },
};

/** Every shortcut that works now, each once, for the help. */
export const activeShortcuts = (): Shortcut[] => {
  const seen = new Map<string, Shortcut>();
  for (const layer of layers) for (const s of layer.current) seen.set(s.keys, s);
  return [...seen.values()];
};

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    (target instanceof HTMLInputElement &&
      !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)) ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement);

/** Enter and Space on a button or link belong to that button. */
const belongsToControl = (name: string, target: EventTarget | null) =>
  (name === 'Enter' || name === ' ') &&
  target instanceof HTMLElement &&
  target.closest('button, a, [role=button], [role=menuitem], [role=option]') !== null;

let pending = '';
let timer: ReturnType<typeof setTimeout> | undefined;

const onKeyDown = (event: KeyboardEvent) => {
  // An input method that is composing 汉字 owns the keys.
  if (event.defaultPrevented || event.isComposing || event.key === 'Process') return;
  const name = pressName(event);
  if (isTyping(event.target) && !allowedWhileTyping(name)) return;
  if (belongsToControl(name, event.target)) return;
  if (shortcutsOff.get() && !allowedWhileTyping(name)) return;
  const inDialog =
    document.querySelector('.MuiModal-root:not([aria-hidden=true]):not(.MuiModal-hidden) [role=dialog]') !==
    null;
  const usable = layers.flatMap((layer) => layer.current).filter((s) => !inDialog || s.inDialog);
  clearTimeout(timer);
  const match = nextMatch(
    usable.map((s) => s.keys),
    pending,
    name,
  );
  pending = match.pending;
  if (pending) timer = setTimeout(() => (pending = ''), SEQUENCE_MS);
  const hit = match.hit && usable.findLast((s) => s.keys === match.hit);
  if (hit) {
    event.preventDefault();
    hit.run(event);
  }
};

/** Shortcuts that work while the component is mounted. Letters are off while somebody types; `?` lists them all. */
export const useShortcuts = (shortcuts: readonly Shortcut[]): void => {
  const layer = useRef(shortcuts);
  useEffect(() => {
    layer.current = shortcuts;
  });
  useEffect(() => {
    if (layers.length === 0) document.addEventListener('keydown', onKeyDown);
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      if (layers.length === 0) document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
};
