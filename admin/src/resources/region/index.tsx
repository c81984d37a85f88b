import Map from '@mui/icons-material/MapOutlined';
import { RegionDocument, RegionsByIdsDocument, RegionsDocument } from '@qinyou/schema';
import { lazy } from 'react';
import type { ConsoleResource, ConsoleRoute, MenuEntry } from '../../app/module.ts';

export const resources: ConsoleResource[] = [
  {
    name: 'regions',
    label: '行政区划',
    documents: { list: RegionsDocument, one: RegionDocument, many: RegionsByIdsDocument },
    policies: { read: 'region.read' },
    list: lazy(() => import('./RegionList.tsx')),
    recordRepresentation: 'name',
    fields: { name: '名称', code: '代码', level: '层级', poor: '贫困村' },
  },
];
export const routes: ConsoleRoute[] = [];
export const menu: MenuEntry[] = [
  { group: '设置', order: 90, label: '行政区划', to: '/regions', icon: Map, needs: 'region.read' },
];
