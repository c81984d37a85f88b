import TaskAlt from '@mui/icons-material/TaskAltOutlined';
import { lazy } from 'react';
import type { ConsoleResource, ConsoleRoute, MenuEntry } from '../../app/module.ts';

export const resources: ConsoleResource[] = [];

export const routes: ConsoleRoute[] = [
  { path: '/confirmation', page: lazy(() => import('./ConfirmationPage.tsx')), needs: 'confirmation.read' },
  {
    path: '/confirmation/unit/:unitId',
    page: lazy(() => import('./UnitPage.tsx')),
    needs: 'confirmation.read',
  },
  {
    path: '/confirmation/county/:countyId',
    page: lazy(() => import('./DifferencesPage.tsx')),
    needs: 'confirmation.readCounty',
  },
  {
    path: '/confirmation/remind',
    page: lazy(() => import('./RemindPage.tsx')),
    needs: 'confirmation.countersign',
  },
  {
    path: '/confirmation/signed/:signatureId',
    page: lazy(() => import('./SignedPage.tsx')),
    needs: 'confirmation.read',
  },
];

export const menu: MenuEntry[] = [
  {
    group: '结对',
    order: 20,
    label: '年度确认',
    to: '/confirmation',
    icon: TaskAlt,
    needs: 'confirmation.read',
    count: 'confirmation',
  },
];
