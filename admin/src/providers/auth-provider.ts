import type { AuthProvider } from 'react-admin';
import { session } from './session.ts';

/** The policies (names in `me.permissions`) behind a resource's pages; what is not named is not allowed. */
export interface ResourcePolicies {
  /** List, show and export. */
  read: string;
  create?: string;
  edit?: string;
  delete?: string;
}

const POLICY_OF: Readonly<Record<string, keyof ResourcePolicies>> = {
  list: 'read',
  show: 'read',
  export: 'read',
  create: 'create',
  edit: 'edit',
  delete: 'delete',
};

/** The policy that an action on a resource needs; undefined (and so: no) where none is named. */
export const policyFor = (
  policies: Readonly<Record<string, ResourcePolicies>>,
  resource: string,
  action: string,
): string | undefined => {
  const key = POLICY_OF[action];
  return key && policies[resource]?.[key];
};

const PAUSE_MS = 1000;
let refusals = 0;

/**
 * Sign-in by server-side session. `canAccess` mirrors what the server said of this grant (`me.permissions`): an action is
 * allowed when its policy is on that list, and anything unknown is not.
 */
export const makeAuthProvider = (policies: Readonly<Record<string, ResourcePolicies>>): AuthProvider => ({
  login: ({ login, password }: { login: string; password: string }) => session.signIn(login, password),
  logout: async () => {
    await session.signOut();
    return undefined;
  },
  checkAuth: async () => {
    if (await session.load()) {
      refusals = 0;
      return;
    }
    // react-admin clears its queries when it sends somebody to sign-in, which asks again at once: without a pause that loop
    // keeps the browser too busy to change the page.
    refusals += 1;
    if (refusals > 1) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    throw new Error('UNAUTHENTICATED');
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
    const policy = policyFor(policies, resource, action);
    return policy !== undefined && session.may(policy);
  },
});
