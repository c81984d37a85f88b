import {
  MeDocument,
  RedeemOneTimeCodeDocument,
  SignInDocument,
  SignOutDocument,
  SignOutEverywhereDocument,
  SwitchGrantDocument,
  type MeFieldsFragment,
} from '@qinyou/schema';
import { useSyncExternalStore } from 'react';
import { ask, tell } from './graph.ts';
import { signInGate } from './sign-in-gate.ts';

/** Who is signed in, under which grant (当前身份, R31), and the names of the policies that let it act. */
export type Me = MeFieldsFragment;

const UNGATED = { ungated: true } as const;
let me: Me | null | undefined;
let asking: Promise<Me | null> | undefined;
const listeners = new Set<() => void>();

const set = (next: Me | null): Me | null => {
  me = next;
  signInGate.arm(next !== null);
  listeners.forEach((listener) => listener());
  return next;
};

const askMe = async (): Promise<Me> => (await ask(MeDocument, {}, UNGATED)).me;

/**
 * Who is here. One request at the start, then what the server said after sign-in or when the grant was switched; the server
 * decides each operation anyway, this only spares people buttons that would refuse them.
 */
export const session = {
  /** Null for nobody. */
  load: (): Promise<Me | null> => {
    if (me !== undefined) return Promise.resolve(me);
    asking ??= askMe()
      .then(set)
      .catch((error: { status?: number }) => {
        if (error.status === 401) return set(null);
        throw error;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  },
  signIn: async (login: string, password: string): Promise<Me | null> => {
    await tell(SignInDocument, { input: { login, password } }, UNGATED);
    return set(await askMe());
  },
  /** A one-time code from the liaison, turned into a password of one’s own. */
  redeemCode: async (login: string, code: string, newPassword: string): Promise<Me | null> => {
    await tell(RedeemOneTimeCodeDocument, { input: { login, code, newPassword } }, UNGATED);
    return set(await askMe());
  },
  signOut: async (): Promise<void> => {
    try {
      if (me) await tell(SignOutDocument, {}, UNGATED);
    } finally {
      set(null);
    }
  },
  signOutEverywhere: async (): Promise<void> => {
    await tell(SignOutEverywhereDocument, {});
    set(null);
  },
  switchGrant: async (id: string): Promise<Me | null> =>
    set((await tell(SwitchGrantDocument, { id })).switchGrant),
  /** The session is over and nobody wants back in. */
  forget: (): void => {
    set(null);
  },
  may: (policy: string): boolean => me?.permissions.includes(policy) ?? false,
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  current: (): Me | null => me ?? null,
};

/** Who is signed in, live; null before anybody is. */
export const useMe = (): Me | null => useSyncExternalStore(session.subscribe, session.current);

/** Whether the current grant has this policy (`pairing.change`). The server decides; this spares a dead button. */
export const useMay = (policy: string): boolean => useMe()?.permissions.includes(policy) ?? false;
