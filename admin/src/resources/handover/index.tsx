import { lazy } from 'react';
import type { ConsoleResource, ConsoleRoute, MenuEntry } from '../../app/module.ts';

export const resources: ConsoleResource[] = [];

export const routes: ConsoleRoute[] = [
  {
    path: '/cadres/:id/handover',
    page: lazy(() => import('./HandoverPage.tsx')),
    needs: 'allocation.handover',
  },
  { path: '/briefs', page: lazy(() => import('./BriefPage.tsx')), needs: 'pairing.read' },
];

/** Reached from a cadre's page and from the toast of a handover. */
export const menu: MenuEntry[] = [];
