import LockOpen from '@mui/icons-material/LockOpenOutlined';
import { lazy } from 'react';
import type { ConsoleResource, ConsoleRoute, MenuEntry } from '../../app/module.ts';

export const resources: ConsoleResource[] = [];
export const routes: ConsoleRoute[] = [
  { path: '/disclosures', page: lazy(() => import('./DisclosuresPage.tsx')), needs: 'disclosure.ask' },
];
export const menu: MenuEntry[] = [
  {
    group: '名册',
    order: 60,
    label: '导出完整信息',
    to: '/disclosures',
    icon: LockOpen,
    needs: 'disclosure.ask',
  },
];
