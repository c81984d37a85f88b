import Badge from '@mui/icons-material/BadgeOutlined';
import Domain from '@mui/icons-material/DomainOutlined';
import House from '@mui/icons-material/HouseOutlined';
import Key from '@mui/icons-material/KeyOutlined';
import MenuBook from '@mui/icons-material/MenuBookOutlined';
import {
  CadresByIdsDocument,
  CadresDocument,
  HouseholdsByIdsDocument,
  HouseholdsDocument,
  UnitsByIdsDocument,
  UnitsDocument,
} from '@qinyou/schema';
import { lazy } from 'react';
import type { ConsoleResource, ConsoleRoute, MenuEntry } from '../../app/module.ts';

export const resources: ConsoleResource[] = [
  {
    name: 'households',
    label: '农户',
    documents: { list: HouseholdsDocument, many: HouseholdsByIdsDocument },
    policies: { read: 'people.readHouseholds' },
    list: lazy(() => import('./households/HouseholdList.tsx')),
    show: lazy(() => import('./households/HouseholdShow.tsx')),
    recordRepresentation: (household: { headName: string }) => `${household.headName}户`,
    fields: { headName: '户主', size: '人口', need: '困难程度' },
  },
  {
    name: 'cadres',
    label: '干部',
    documents: { list: CadresDocument, many: CadresByIdsDocument },
    policies: { read: 'people.readCadres' },
    list: lazy(() => import('./cadres/CadreList.tsx')),
    show: lazy(() => import('./cadres/CadreShow.tsx')),
    recordRepresentation: 'name',
    fields: { name: '姓名', rankTitle: '职级', status: '状态' },
  },
  {
    name: 'units',
    label: '单位',
    documents: { list: UnitsDocument, many: UnitsByIdsDocument },
    policies: { read: 'people.readUnits' },
    list: lazy(() => import('./units/UnitList.tsx')),
    show: lazy(() => import('./units/UnitShow.tsx')),
    recordRepresentation: 'name',
    fields: { name: '单位', level: '层级' },
  },
];

export const routes: ConsoleRoute[] = [
  { path: '/accounts', page: lazy(() => import('./accounts/AccountsPage.tsx')), needs: 'access.accounts' },
  { path: '/grants', page: lazy(() => import('./accounts/GrantsPage.tsx')), needs: 'access.grants' },
  {
    path: '/dictionaries',
    page: lazy(() => import('./accounts/DictionariesPage.tsx')),
    needs: 'people.changeDictionaries',
  },
];

export const menu: MenuEntry[] = [
  { group: '名册', order: 10, label: '干部', to: '/cadres', icon: Badge, needs: 'people.readCadres' },
  { group: '名册', order: 20, label: '农户', to: '/households', icon: House, needs: 'people.readHouseholds' },
  { group: '名册', order: 30, label: '单位', to: '/units', icon: Domain, needs: 'people.readUnits' },
  { group: '设置', order: 10, label: '账号', to: '/accounts', icon: Key, needs: 'access.accounts' },
  {
    group: '设置',
    order: 30,
    label: '字典',
    to: '/dictionaries',
    icon: MenuBook,
    needs: 'people.changeDictionaries',
  },
];
