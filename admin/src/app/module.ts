import type { SvgIconProps } from '@mui/material';
import type { ComponentType, LazyExoticComponent } from 'react';
import type { ResourceProps } from 'react-admin';
import type { ResourcePolicies } from '../providers/auth-provider.ts';
import type { ResourceDocuments } from '../providers/documents.ts';

/** A page, loaded when somebody goes there: `lazy(() => import('./CadreList.tsx'))` (default export). */
export type Page = LazyExoticComponent<ComponentType>;

/** A react-admin resource: its documents, its pages and what its records and fields are called. */
export interface ConsoleResource {
  /** The name in paths and in the data provider: `cadres`. */
  name: string;
  /** 干部 */
  label: string;
  documents: ResourceDocuments;
  /** Names of the server’s policies behind its pages. */
  policies: ResourcePolicies;
  list?: Page;
  show?: Page;
  edit?: Page;
  create?: Page;
  /** What one record is called in titles and references. */
  recordRepresentation?: ResourceProps['recordRepresentation'];
  /** Field name to Chinese label. */
  fields?: Readonly<Record<string, string>>;
}

/** A page that is no react-admin resource: a board, a wizard. */
export interface ConsoleRoute {
  path: string;
  page: Page;
  /** The policy without which the page has no use; whoever lacks it reads 没有这一项，或不归你看. */
  needs?: string;
  /** Without menu and bar (call desk). */
  bare?: boolean;
}

export type MenuGroup = '结对' | '名册' | '交友' | '群众评价' | '评选' | '设置';

export interface MenuEntry {
  group: MenuGroup;
  /** Order within the group, lower first. */
  order: number;
  label: string;
  to: string;
  icon: ComponentType<SvgIconProps>;
  /** Hidden from who lacks this policy. */
  needs: string;
  /** Name of the figure beside it, as `useMenuCounts` knows it. */
  count?: string;
}

/** What `resources/<module>/index.tsx` exports, as `{ resources, routes, menu }`. */
export interface ConsoleModule {
  resources: ConsoleResource[];
  routes: ConsoleRoute[];
  menu: MenuEntry[];
}
