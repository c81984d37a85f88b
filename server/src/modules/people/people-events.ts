import type { Scope } from '../../platform/auth/scope.ts';
import type { Database, UnitOfWork } from '../../platform/db/database.ts';
import type { StoppedStatus } from './cadre-status.rules.ts';

/** Somebody who works no longer. */
export interface Stopped {
  id: string;
  path: string;
  status: StoppedStatus;
}

/** A number that somebody outside the caller's area has already. */
export interface Collision {
  /** Whom it was typed for: the household, or the cadre; no id where they are not stored yet. */
  asked: { type: 'CADRE' | 'HOUSEHOLD'; id: string | null; name: string | null };
  /** Who has it; null where that changed a moment ago. */
  other: { type: 'CADRE' | 'HOUSEHOLD'; id: string } | null;
  /** What the number is known by, never the number of a person itself. */
  index: Buffer;
  /** The nearest office above both. */
  path: string;
}

/** One household went into another; who lived in it and their duties (R4) are there already. */
export interface Merged {
  /** What is done about it is taken back under this id. */
  actId: string;
  survivingId: string;
  endedId: string;
  day: string;
  /** The friends of the one that ended stay friends without the duty. */
  retain: boolean;
  reason: string;
}

/** A merge is taken back: both households stand as they did before. */
export interface Unmerged {
  actId: string;
  now: Date;
  reason: string | null;
}

/** Somebody who may want to take a merge back. */
export interface WayBack {
  actId: string;
  actor: string;
  now: Date;
}

/**
 * What later modules do in the same transaction when something happens to people: this module comes before them and can't call
 * them, so the composition root hands these in.
 */
export interface PeopleEvents {
  /** Nobody lives there any more, or the household was dissolved. */
  householdEnded(unit: UnitOfWork, householdId: string, day: string, reason: string): Promise<void>;
  /** It lives in another village now; what hangs on it by path alone must follow. */
  householdMoved(unit: UnitOfWork, householdId: string, path: string): Promise<void>;
  /** Two households are one. A split says nothing: whatever hangs on a household stays with its number (R7). */
  householdsMerged(unit: UnitOfWork, merged: Merged): Promise<void>;
  /** They are two again. */
  householdsUnmerged(unit: UnitOfWork, unmerged: Unmerged): Promise<void>;
  /** Why what was done about a merge can't be taken back just now, for people; null where it can. */
  whyNotUnmerged(db: Database, scope: Scope, merge: WayBack): Promise<string | null>;
  /** A friend died. */
  cadreDied(unit: UnitOfWork, cadreId: string, day: string): Promise<void>;
  /** A cadre retired, left or died; told before {@link PeopleEvents.cadreDied}. */
  cadreStopped(unit: UnitOfWork, cadre: Stopped): Promise<void>;
  /** A number typed into a form is in use outside the caller's area: somebody above both has to look. */
  numberCollided(unit: UnitOfWork, collision: Collision): Promise<void>;
}

/** Several listeners as one: each is told in the order given, and one that fails takes the change back. */
export function inTurn(...listeners: readonly Partial<PeopleEvents>[]): PeopleEvents {
  return {
    async householdEnded(...what) {
      for (const listener of listeners) await listener.householdEnded?.(...what);
    },
    async householdMoved(...what) {
      for (const listener of listeners) await listener.householdMoved?.(...what);
    },
    async householdsMerged(...what) {
      for (const listener of listeners) await listener.householdsMerged?.(...what);
    },
    async householdsUnmerged(...what) {
      for (const listener of listeners) await listener.householdsUnmerged?.(...what);
    },
    async whyNotUnmerged(...what) {
      for (const listener of listeners) {
        const why = await listener.whyNotUnmerged?.(...what);
        if (why) return why;
      }
      return null;
    },
    async cadreDied(...what) {
      for (const listener of listeners) await listener.cadreDied?.(...what);
    },
    async cadreStopped(...what) {
      for (const listener of listeners) await listener.cadreStopped?.(...what);
    },
    async numberCollided(...what) {
      for (const listener of listeners) await listener.numberCollided?.(...what);
    },
  };
}
