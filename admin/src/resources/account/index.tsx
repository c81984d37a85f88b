import { lazy } from 'react';
import type { ConsoleResource, ConsoleRoute, MenuEntry } from '../../app/module.ts';

export const resources: ConsoleResource[] = [];
/** Everybody's own; reached from the menu under the name. */
export const routes: ConsoleRoute[] = [{ path: '/account', page: lazy(() => import('./AccountPage.tsx')) }];
export const menu: MenuEntry[] = [];
