import PersonRemove from '@mui/icons-material/PersonRemoveOutlined';
import { lazy } from 'react';
import type { ConsoleResource, ConsoleRoute, MenuEntry } from '../../app/module.ts';

export const resources: ConsoleResource[] = [];
export const routes: ConsoleRoute[] = [
  { path: '/erasures', page: lazy(() => import('./ErasuresPage.tsx')), needs: 'erasure.ask' },
];
export const menu: MenuEntry[] = [
  { group: '设置', order: 40, label: '依法删除', to: '/erasures', icon: PersonRemove, needs: 'erasure.ask' },
];
