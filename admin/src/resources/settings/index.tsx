import AccountTree from '@mui/icons-material/AccountTreeOutlined';
import Tune from '@mui/icons-material/TuneOutlined';
import EventNote from '@mui/icons-material/EventNoteOutlined';
import Outbox from '@mui/icons-material/OutboxOutlined';
import { lazy } from 'react';
import type { ConsoleResource, ConsoleRoute, MenuEntry } from '../../app/module.ts';

const needs = 'pairing.settings';

export const resources: ConsoleResource[] = [];

export const routes: ConsoleRoute[] = [
  { path: '/settings/years', page: lazy(() => import('./YearsPage.tsx')), needs },
  { path: '/settings/ranks', page: lazy(() => import('./RanksPage.tsx')), needs },
  { path: '/settings/figures', page: lazy(() => import('./FiguresPage.tsx')), needs: 'figures.change' },
  { path: '/settings/places', page: lazy(() => import('./PlacesPage.tsx')), needs },
  {
    path: '/settings/places/:countyId',
    page: lazy(() => import('./SendPage.tsx')),
    needs: 'pairing.sendCadres',
  },
];

export const menu: MenuEntry[] = [
  { group: '设置', order: 15, label: '年度和名额', to: '/settings/years', icon: EventNote, needs },
  { group: '设置', order: 20, label: '职级对照', to: '/settings/ranks', icon: AccountTree, needs },
  { group: '设置', order: 25, label: '市直名额', to: '/settings/places', icon: Outbox, needs },
  {
    group: '设置',
    order: 28,
    label: '登录和限额',
    to: '/settings/figures',
    icon: Tune,
    needs: 'figures.change',
  },
];
