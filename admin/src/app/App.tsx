import { QueryClient } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Admin, CustomRoutes, localStorageStore, Resource } from 'react-admin';
import { createBrowserRouter, Route, RouterProvider } from 'react-router-dom';
import { MenuEntriesContext } from '../layout/menu-entries.ts';
import { Layout } from '../layout/Layout.tsx';
import { NotHere } from '../layout/NotHere.tsx';
import { SignInPage } from '../layout/SignInPage.tsx';
import { makeAuthProvider } from '../providers/auth-provider.ts';
import { buildQueryFactory } from '../providers/build-query.ts';
import { makeDataProvider } from '../providers/data-provider.ts';
import { useMay } from '../providers/session.ts';
import { shapes } from '../providers/shapes.ts';
import { Toasts } from '../shared/feedback/Toasts.tsx';
import { LoadingSkeleton } from '../shared/LoadingSkeleton.tsx';
import { makeI18nProvider } from './i18n/i18n-provider.ts';
import type { ConsoleRoute } from './module.ts';
import { modules } from './modules.ts';
import { policiesOf, registryOf } from './registry.ts';
import { darkTheme, lightTheme } from './theme/theme.ts';
import { Home } from '../resources/home/index.tsx';

const registry = registryOf(modules);
const dataProvider = makeDataProvider(buildQueryFactory(registry, shapes));
const authProvider = makeAuthProvider(policiesOf(modules));
const i18nProvider = makeI18nProvider(modules);
/**
 * Asked whether or not the browser believes to be online: with the default, what is asked offline just waits, without a word
 * and for ever.
 */
const networkMode = 'always';
const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 0, networkMode }, mutations: { networkMode } },
});
const store = localStorageStore('1', 'qinyou');

const resources = modules.flatMap((m) => m.resources);
const menu = modules.flatMap((m) => m.menu);
const routes = modules.flatMap((m) => m.routes);

const Guarded = ({ route: { page: Page, needs } }: { route: ConsoleRoute }) => {
  const may = useMay(needs ?? '');
  return needs && !may ? (
    <NotHere />
  ) : (
    <Suspense fallback={<LoadingSkeleton />}>
      <Page />
    </Suspense>
  );
};

const Console = () => (
  <Admin
    title="亲友"
    dataProvider={dataProvider}
    authProvider={authProvider}
    i18nProvider={i18nProvider}
    queryClient={queryClient}
    store={store}
    lightTheme={lightTheme}
    darkTheme={darkTheme}
    defaultTheme="light"
    theme={lightTheme}
    layout={Layout}
    loginPage={SignInPage}
    notification={Toasts}
    dashboard={Home}
    catchAll={NotHere}
    accessDenied={NotHere}
    requireAuth
    disableTelemetry
  >
    {resources.map(({ name, label, list, show, edit, create, recordRepresentation }) => (
      <Resource
        key={name}
        name={name}
        options={{ label }}
        {...{ list, show, edit, create, recordRepresentation }}
      />
    ))}
    <CustomRoutes>
      {routes
        .filter((r) => !r.bare)
        .map((r) => (
          <Route key={r.path} path={r.path} element={<Guarded route={r} />} />
        ))}
    </CustomRoutes>
    <CustomRoutes noLayout>
      {routes
        .filter((r) => r.bare)
        .map((r) => (
          <Route key={r.path} path={r.path} element={<Guarded route={r} />} />
        ))}
    </CustomRoutes>
  </Admin>
);

// A data router: react-admin can then hold somebody back who leaves with unsaved changes.
const router = createBrowserRouter([{ path: '*', element: <Console /> }]);

/** The whole console. Modules plug in through `modules.ts`. */
export const App = () => (
  <MenuEntriesContext value={menu}>
    <RouterProvider router={router} />
  </MenuEntriesContext>
);
