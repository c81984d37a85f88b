import Balance from '@mui/icons-material/BalanceOutlined';
import { lazy } from 'react';
import type { ConsoleResource, ConsoleRoute, MenuEntry } from '../../app/module.ts';

const needs = 'allocation.run';

export const resources: ConsoleResource[] = [];

export const routes: ConsoleRoute[] = [
  { path: '/allocation', page: lazy(() => import('./start/StartPage.tsx')), needs },
  { path: '/allocation/fits', page: lazy(() => import('./fits/FitsPage.tsx')), needs: 'allocation.settings' },
  { path: '/allocation/:id', page: lazy(() => import('./RunPage.tsx')), needs },
  { path: '/allocation/:id/certificate', page: lazy(() => import('./CertificatePage.tsx')), needs },
];

export const menu: MenuEntry[] = [
  { group: '结对', order: 30, label: '统筹分配', to: '/allocation', icon: Balance, needs },
];
