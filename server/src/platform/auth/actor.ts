import { unauthenticated } from '../errors.ts';
import type { Role } from './role.ts';

/** Somebody signed in, under the one grant they work under now. */
export interface Actor {
  readonly accountId: string;
  readonly displayName: string;
  readonly sessionId: string;
  /** Null where the account has no grant in force: such a person may only look at themselves and sign out. */
  readonly grantId: string | null;
  readonly role: Role | null;
  /** The node of the territory or the unit that the grant names; '' for administrators. */
  readonly path: string;
  readonly cadreId: string | null;
}

export function requireActor(actor: Actor | null): Actor {
  if (!actor) throw unauthenticated();
  return actor;
}
