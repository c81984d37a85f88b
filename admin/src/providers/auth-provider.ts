import type { AuthProvider } from 'react-admin';
import { rootField, type Registry, type ResourceDocuments } from './documents.ts';
import { session } from './session.ts';

const DOCUMENT_OF: Readonly<Record<string, keyof ResourceDocuments>> = {
  list: 'list',
  export: 'list',
  show: 'one',
  edit: 'update',
  create: 'create',
  delete: 'delete',
};

/** The operation that an action on a resource would call; undefined (and so: no) where there is none. */
export const operationFor = (registry: Registry, resource: string, action: string): string | undefined => {
  const key = DOCUMENT_OF[action];
  const document = key && registry[resource]?.[key];
  return document && rootField(document);
};

/**
 * Sign-in by server-side session. `canAccess` mirrors what the server said of this grant (`me.permissions`): an action is
 * allowed when its operation is on that list, and anything unknown is not.
 */
export const makeAuthProvider = (registry: Registry): AuthProvider => ({
  login: ({ login, password }: { login: string; password: string }) => session.signIn(login, password),
  logout: async () => {
    await session.signOut();
    return undefined;
  },
  checkAuth: async () => {
    if (!(await session.load())) throw new Error('UNAUTHENTICATED');
  },
  // 401 comes here only when somebody gave up signing in again (see signInGate); 403 is for the page to explain.
  checkError: (error: { status?: number }) => {
    if (error.status !== 401) return Promise.resolve();
    session.forget();
    return Promise.reject(new Error('登录已结束。你填的还在这台电脑上，重新登录后回到原处'));
  },
  getIdentity: async () => {
    const me = await session.load();
    if (!me) throw new Error('UNAUTHENTICATED');
    return { id: me.id, fullName: me.displayName };
  },
  getPermissions: async () => (await session.load())?.permissions ?? [],
  canAccess: async ({ resource, action }) => {
    await session.load();
    const operation = operationFor(registry, resource, action);
    return operation !== undefined && session.may(operation);
  },
});
