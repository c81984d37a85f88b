import { lazy } from 'react';
import type { ConsoleResource, ConsoleRoute, MenuEntry } from '../../app/module.ts';

/** 今天要办 N 件: the dashboard. */
export const Home = lazy(() => import('./HomePage.tsx'));

export const resources: ConsoleResource[] = [];
export const routes: ConsoleRoute[] = [
  { path: '/search', page: lazy(() => import('./SearchPage.tsx')), needs: 'people.search' },
];
export const menu: MenuEntry[] = [];
