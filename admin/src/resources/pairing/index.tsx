import FactCheck from '@mui/icons-material/FactCheckOutlined';
import Handshake from '@mui/icons-material/HandshakeOutlined';
import { PairingDocument, PairingsByIdsDocument, PairingsDocument } from '@qinyou/schema';
import { lazy } from 'react';
import type { ConsoleResource, ConsoleRoute, MenuEntry } from '../../app/module.ts';

export const resources: ConsoleResource[] = [
  {
    name: 'pairings',
    label: '结对',
    documents: { list: PairingsDocument, one: PairingDocument, many: PairingsByIdsDocument },
    policies: { read: 'pairing.read' },
    list: lazy(() => import('./PairingList.tsx')),
    fields: {
      cadre: '干部',
      household: '农户',
      from: '从何时起',
      to: '到何时止',
      kind: '关系',
      source: '来历',
    },
  },
];

export const routes: ConsoleRoute[] = [
  { path: '/board', page: lazy(() => import('./BoardPage.tsx')), needs: 'pairing.board' },
];

export const menu: MenuEntry[] = [
  {
    group: '结对',
    order: 10,
    label: '空白和重复',
    to: '/board',
    icon: FactCheck,
    needs: 'pairing.board',
    count: 'board',
  },
  { group: '结对', order: 40, label: '结对关系', to: '/pairings', icon: Handshake, needs: 'pairing.read' },
];
