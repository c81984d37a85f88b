import UploadFile from '@mui/icons-material/UploadFileOutlined';
import { lazy } from 'react';
import type { ConsoleResource, ConsoleRoute, MenuEntry } from '../../app/module.ts';

export const resources: ConsoleResource[] = [];
export const routes: ConsoleRoute[] = [
  { path: '/import', page: lazy(() => import('./ImportPage.tsx')), needs: 'importRuns' },
  { path: '/import/records', page: lazy(() => import('./ImportRecords.tsx')), needs: 'importRuns' },
  { path: '/import/reviews', page: lazy(() => import('./ImportReviews.tsx')), needs: 'importReviews' },
];
export const menu: MenuEntry[] = [
  { group: '名册', order: 40, label: '导入', to: '/import', icon: UploadFile, needs: 'importRuns' },
];
