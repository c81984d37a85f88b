import TableView from '@mui/icons-material/TableViewOutlined';
import { lazy } from 'react';
import type { ConsoleResource, ConsoleRoute, MenuEntry } from '../../app/module.ts';

export const resources: ConsoleResource[] = [];
export const routes: ConsoleRoute[] = [
  { path: '/ledger', page: lazy(() => import('./LedgerPage.tsx')), needs: 'ledger.export' },
];
export const menu: MenuEntry[] = [
  { group: '结对', order: 50, label: '台账', to: '/ledger', icon: TableView, needs: 'ledger.export' },
];
