import { useSyncExternalStore } from 'react';
import { ask, tell } from './graph.ts';
import {
  MeDocument,
  RedeemCodeDocument,
  SignInDocument,
  SignOutDocument,
  SignOutEverywhereDocument,
  SwitchGrantDocument,
  type Me,
} from './session.documents.ts';
import { signInGate } from './sign-in-gate.ts';

let me: Me | null | undefined;
let asking: Promise<Me | null> | undefined;
const listeners = new Set<() => void>();

const set = (next: Me | null): Me | null => {
  me = next;
  signInGate.arm(next !== null);
  listeners.forEach((listener) => listener());
  return next;
};

/**
 * Who is here. One request at the start, then what the server said at sign-in or when the grant was switched; the server
 * decides each operation anyway, this only spares people buttons that would refuse them.
 */
export const session = {
  /** Null for nobody. */
  load: (): Promise<Me | null> => {
    if (me !== undefined) return Promise.resolve(me);
    asking ??= ask(MeDocument, {}, { ungated: true })
      .then((data) => set(data.me))
      .catch((error: { status?: number }) => {
        if (error.status === 401) return set(null);
        throw error;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  },
  signIn: async (login: string, password: string) =>
    set((await tell(SignInDocument, { input: { login, password } }, { ungated: true })).signIn),
  /** A one-time code from the liaison, turned into a password of one’s own. */
  redeemCode: async (login: string, code: string, password: string) =>
    set((await tell(RedeemCodeDocument, { input: { login, code, password } }, { ungated: true })).redeemCode),
  signOut: async () => {
    try {
      if (me) await tell(SignOutDocument, {}, { ungated: true });
    } finally {
      set(null);
    }
  },
  signOutEverywhere: async () => {
    await tell(SignOutEverywhereDocument, {});
    set(null);
  },
  switchGrant: async (grantId: string) => set((await tell(SwitchGrantDocument, { grantId })).switchGrant),
  /** The session is over and nobody wants back in. */
  forget: () => {
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
