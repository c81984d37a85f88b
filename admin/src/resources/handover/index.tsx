import EventRepeat from '@mui/icons-material/EventRepeat';
import { lazy } from 'react';
import type { ConsoleResource, ConsoleRoute, MenuEntry } from '../../app/module.ts';

export const resources: ConsoleResource[] = [];

export const routes: ConsoleRoute[] = [
  {
    path: '/cadres/:id/handover',
    page: lazy(() => import('./HandoverPage.tsx')),
    needs: 'allocation.handover',
  },
  {
    path: '/handovers',
    page: lazy(() => import('./scheduled/ScheduledPage.tsx')),
    needs: 'pairing.scheduleHandovers',
  },
  { path: '/briefs', page: lazy(() => import('./BriefPage.tsx')), needs: 'pairing.read' },
];

/** The wizard is reached from a cadre's page, briefs from the toast of a handover. */
export const menu: MenuEntry[] = [
  {
    group: '结对',
    order: 45,
    label: '预定交接',
    to: '/handovers',
    icon: EventRepeat,
    needs: 'pairing.scheduleHandovers',
  },
];
