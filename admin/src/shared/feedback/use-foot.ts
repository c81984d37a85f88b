import { useEffect, useRef, useState } from 'react';

/** Marks a bar that stays at the bottom of the window. */
export const FOOT_BAR = { 'data-foot-bar': '' } as const;

const GAP = 24;

/**
 * How far from the bottom a box of messages stands: clear of a bar that stays there, so that both can be used. Such a bar comes, grows,
 * goes with its page and lets itself be scrolled up from the bottom; so it is looked at in every frame while there are messages.
 */
export function useFoot(shown: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const [foot, setFoot] = useState(GAP);
  useEffect(() => {
    if (!shown) return;
    let frame = 0;
    const look = () => {
      setFoot(footOver(document.querySelector('[data-foot-bar]'), box.current?.offsetHeight ?? 0));
      frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [shown]);
  return { box, foot };
}

function footOver(bar: Element | null, height: number): number {
  if (!bar) return GAP;
  const { top, bottom } = bar.getBoundingClientRect();
  const hasRoomBelow = window.innerHeight - bottom >= height + 2 * GAP;
  return hasRoomBelow || top > window.innerHeight ? GAP : window.innerHeight - top + GAP / 2;
}
