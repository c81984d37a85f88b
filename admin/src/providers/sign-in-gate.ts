/**
 * When a session ends while somebody is at work, nothing they typed may be lost: the request waits here, a sign-in dialog opens
 * over the page, and the request is sent again afterwards. Only who gives up there leaves the page.
 */
export type GateState = 'open' | 'asking';

let state: GateState = 'open';
let waiting: ((signedIn: boolean) => void)[] = [];
let armed = false;
const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());

export const signInGate = {
  /** From the first good answer on there is work to protect; before that an unauthenticated request just goes to sign-in. */
  arm: (on: boolean) => {
    armed = on;
  },
  isArmed: () => armed,
  /** Resolves true once somebody has signed in again, false when they gave up. */
  ask: (): Promise<boolean> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      state = 'asking';
      tell();
    }),
  settle: (signedIn: boolean) => {
    const all = waiting;
    waiting = [];
    state = 'open';
    if (!signedIn) armed = false;
    tell();
    all.forEach((resolve) => resolve(signedIn));
  },
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  getState: () => state,
};
