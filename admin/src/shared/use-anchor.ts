import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';

/**
 * A link to a part of a page (`…#units`) leads there once the part is drawn, which is after its data came; the part takes the
 * focus too, so that the keyboard goes on from there. `ready` says when.
 */
export const useAnchor = (id: string, ready: boolean): void => {
  const { hash, key } = useLocation();
  useEffect(() => {
    if (!ready || hash !== `#${id}`) return;
    const part = document.getElementById(id);
    part?.scrollIntoView({ block: 'start' });
    part?.focus({ preventScroll: true });
  }, [id, hash, key, ready]);
};
