import { createContext, useContext } from 'react';
import type { MenuEntry } from '../app/module.ts';

/** Every menu entry of every module; handed down by the app, so that pages need not import the list they are on. */
export const MenuEntriesContext = createContext<readonly MenuEntry[]>([]);
export const useMenuEntries = (): readonly MenuEntry[] => useContext(MenuEntriesContext);
